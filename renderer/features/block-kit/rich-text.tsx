import { partsOf, textIn, type Plain } from './read.ts';
import { spanOfElement, Styled } from './text-object.tsx';
import styles from './slack-message.module.css';

/** A block of rich text: paragraphs, lists, quotes and fixed-width text. */
export function RichText({ block }: { readonly block: Plain }) {
  return (
    <div className={styles.rich}>
      {partsOf(block, 'elements').map((part, index) => (
        <RichPart key={index} part={part} />
      ))}
    </div>
  );
}

function RichPart({ part }: { readonly part: Plain }) {
  switch (textIn(part, 'type')) {
    case 'rich_text_list': {
      const items = partsOf(part, 'elements').map((item, index) => (
        <li key={index}>
          <Stretches of={item} />
        </li>
      ));
      return textIn(part, 'style') === 'ordered' ? (
        <ol className={styles.items}>{items}</ol>
      ) : (
        <ul className={styles.items} data-bulleted="">
          {items}
        </ul>
      );
    }
    case 'rich_text_preformatted':
      return (
        <pre className={styles.fixed}>
          <Stretches of={part} />
        </pre>
      );
    case 'rich_text_quote':
      return (
        <blockquote className={styles.quote}>
          <Stretches of={part} />
        </blockquote>
      );
    default:
      return (
        <p>
          <Stretches of={part} />
        </p>
      );
  }
}

function Stretches({ of }: { readonly of: Plain }) {
  return partsOf(of, 'elements').map((element, index) => <Styled key={index} span={spanOfElement(element)} />);
}
