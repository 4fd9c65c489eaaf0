import { Zap } from 'lucide-react';
import type { MessageBody } from '../../../shared/messages/message.ts';
import { useText } from '../../i18n/text.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Fold } from '../../ui/fold.tsx';
import { partsOf, plainOf, textIn, type Plain } from './read.ts';
import { RichText } from './rich-text.tsx';
import { TableBlock } from './table-block.tsx';
import { Mrkdwn, TextObject } from './text-object.tsx';
import styles from './slack-message.module.css';

interface SlackMessageProps {
  readonly body: MessageBody;
  /** Names the picture for those who hear it. */
  readonly label: string;
}

/** A message as people see it in Slack, drawn from its blocks; a picture, so nothing in it can be pressed. */
export function SlackMessage({ body, label }: SlackMessageProps) {
  const text = useText();
  return (
    <figure className={styles.message} aria-label={label}>
      <span className={styles.avatar} aria-hidden>
        <Zap size={18} />
      </span>
      <div className={styles.content}>
        <p className={styles.sender}>
          <strong>{text('app.name')}</strong>
          <span className={styles.app}>{text('slack.app')}</span>
        </p>
        <div className={styles.blocks} data-private="">
          {body.blocks.length === 0 ? (
            <p className={styles.section}>
              <Mrkdwn text={body.text} />
            </p>
          ) : (
            body.blocks.map((block, index) => <Block key={index} block={block} />)
          )}
        </div>
      </div>
    </figure>
  );
}

/** The message with, folded away, the exact JSON that is sent. */
export function SlackMessageWithJson(props: SlackMessageProps) {
  const text = useText();
  return (
    <div className={styles.whole}>
      <SlackMessage {...props} />
      <Fold label={text('slack.json')}>
        <CodeBlock
          code={JSON.stringify(props.body, null, 2)}
          label={text('slack.jsonOf', { message: props.label })}
          copyLabel={text('slack.jsonCopy')}
        />
      </Fold>
    </div>
  );
}

function Block({ block }: { readonly block: Plain }) {
  const text = useText();
  const type = textIn(block, 'type');
  switch (type) {
    case 'header':
      return (
        <p className={styles.header}>
          <TextObject of={block['text']} />
        </p>
      );
    case 'section':
      return <Section block={block} />;
    case 'context':
      return (
        <p className={styles.context}>
          {partsOf(block, 'elements').map((element, index) => (
            <span key={index}>
              <TextObject of={element} />
            </span>
          ))}
        </p>
      );
    case 'actions':
      return <Actions block={block} />;
    case 'divider':
      return <hr className={styles.divider} />;
    case 'rich_text':
      return <RichText block={block} />;
    case 'table':
      return <TableBlock block={block} />;
    default:
      return <p className={styles.context}>{text('slack.unknownBlock', { type })}</p>;
  }
}

function Section({ block }: { readonly block: Plain }) {
  const fields = partsOf(block, 'fields');
  return (
    <>
      {block['text'] === undefined ? null : (
        <p className={styles.section}>
          <TextObject of={block['text']} />
        </p>
      )}
      {fields.length === 0 ? null : (
        <div className={styles.fields}>
          {fields.map((field, index) => (
            <p key={index}>
              <TextObject of={field} />
            </p>
          ))}
        </div>
      )}
    </>
  );
}

function Actions({ block }: { readonly block: Plain }) {
  return (
    <p className={styles.actions}>
      {partsOf(block, 'elements').map((element, index) => (
        <span key={index} className={styles.button} data-look={textIn(element, 'style')}>
          <TextObject of={plainOf(element['text'])} />
        </span>
      ))}
    </p>
  );
}
