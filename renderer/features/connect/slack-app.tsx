import { useText } from '../../i18n/text.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Fold } from '../../ui/fold.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './connect.module.css';

const steps = ['slackApp.create', 'slackApp.paste', 'slackApp.install', 'slackApp.token', 'slackApp.invite'] as const;

/** How the customer’s own Slack app comes about: its description to copy, and where to go with it, step by step. */
export function SlackApp({ manifest }: { readonly manifest: string }) {
  const text = useText();
  return (
    <Panel title={text('slackApp.title')} note={text('slackApp.note')}>
      <div className={styles.form}>
        <ol className={styles.guide}>
          {steps.map((step) => (
            <li key={step}>
              {text(step)}
              {step === 'slackApp.paste' ? (
                <div className={styles.manifest}>
                  <CodeBlock code={manifest} label={text('slackApp.manifest')} copyLabel={text('slackApp.copy')} />
                </div>
              ) : null}
            </li>
          ))}
        </ol>
        <Fold label={text('slackApp.waiting')}>
          <p>{text('slackApp.waitingText')}</p>
        </Fold>
      </div>
    </Panel>
  );
}
