import { spansOf, type Span } from './mrkdwn.ts';
import { plainOf, textIn, type Plain } from './read.ts';
import styles from './slack-message.module.css';

/** A text object of Block Kit: plain text as it is, markup as Slack draws it. */
export function TextObject({ of }: { readonly of: unknown }) {
  const object = plainOf(of);
  const text = textIn(object, 'text');
  return textIn(object, 'type') === 'mrkdwn' ? <Mrkdwn text={text} /> : <>{text}</>;
}

/** Slack’s markup, drawn. */
export function Mrkdwn({ text }: { readonly text: string }) {
  return spansOf(text).map((span, index) => <Styled key={index} span={span} />);
}

/** One stretch in its style. A link is shown and never followed: this is a picture of a message. */
export function Styled({ span }: { readonly span: Span }) {
  switch (span.style) {
    case 'plain':
      return <>{span.text}</>;
    case 'bold':
      return <strong>{span.text}</strong>;
    case 'italic':
      return <em>{span.text}</em>;
    case 'strike':
      return <s>{span.text}</s>;
    case 'code':
      return <code className={styles.code}>{span.text}</code>;
    case 'link':
      return (
        <span className={styles.link} title={span.url}>
          {span.text}
        </span>
      );
  }
}

/** The stretch that an element of rich text stands for. */
export function spanOfElement(element: Plain): Span {
  const style = plainOf(element['style']);
  const text = textIn(element, 'text');
  switch (textIn(element, 'type')) {
    case 'link': {
      const url = textIn(element, 'url');
      return { text: text === '' ? url : text, style: 'link', url };
    }
    case 'emoji':
      return { text: `:${textIn(element, 'name')}:`, style: 'plain' };
    case 'date':
      return { text: textIn(element, 'fallback'), style: 'plain' };
    case 'text':
      break;
    default:
      return { text: `@${textIn(element, 'type')}`, style: 'bold' };
  }
  if (style['code'] === true) return { text, style: 'code' };
  if (style['bold'] === true) return { text, style: 'bold' };
  if (style['italic'] === true) return { text, style: 'italic' };
  return { text, style: style['strike'] === true ? 'strike' : 'plain' };
}
