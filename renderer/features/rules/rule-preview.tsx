import { RefreshCw } from 'lucide-react';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { formatCount } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Waiting } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SlackMessageWithJson } from '../block-kit/slack-message.tsx';
import type { View } from './context.ts';
import type { RulePreviewState } from './use-rule-preview.ts';
import styles from './rules.module.css';

interface RulePreviewPanelProps {
  readonly preview: RulePreviewState;
  readonly view: View;
  /** True for a flow that is not saved yet: the facts then come from a sample of the source. */
  readonly isNew: boolean;
}

/** What the rule would tell now, as Slack would show it, and how much it would have told. Nothing is posted. */
export function RulePreviewPanel({ preview, view, isNew }: RulePreviewPanelProps) {
  const text = useText();
  const { shown, isBehind, isPossible, error } = preview;
  return (
    <Panel
      title={text('rule.preview')}
      note={<span role="status">{isBehind ? text('rule.previewBehind') : text('rule.previewNote')}</span>}
      actions={
        <Button kind="quiet" icon={RefreshCw} disabled={!isPossible || isBehind} onClick={preview.again}>
          {text('rule.previewAgain')}
        </Button>
      }
    >
      <div className={styles.form} aria-busy={isBehind}>
        {isPossible ? null : <p className={styles.muted}>{text('rule.previewIncomplete')}</p>}
        {error === null ? null : <ErrorNotice error={dtoOf(error)} />}
        {shown === null ? (
          isPossible && error === null ? (
            <Waiting text={text(isNew ? 'rule.previewSampling' : 'rule.previewWaiting')} />
          ) : null
        ) : (
          <Answer shown={shown} view={view} />
        )}
      </div>
    </Panel>
  );
}

function Answer({ shown, view }: { readonly shown: NonNullable<RulePreviewState['shown']>; readonly view: View }) {
  const text = useText();
  const nouns = view.nounPlural;
  return (
    <>
      <dl className={styles.figures}>
        <Figure name={text('rule.matching', { nouns })} value={shown.matching} of={shown.known} />
        <Figure name={text('rule.last30')} value={shown.last30Days} />
      </dl>
      {shown.fromSample ? <p className={styles.muted}>{text('rule.fromSample')}</p> : null}
      {shown.examples.length === 0 ? (
        <Empty text={text(shown.known === 0 ? 'rule.nothingKnown' : 'rule.nothingMatches', { nouns })} />
      ) : (
        <ul className={styles.examples} aria-label={text('rule.examples')}>
          {shown.examples.map((example, index) => (
            <li key={index}>
              <SlackMessageWithJson body={example.body} label={text('rule.exampleOf', { label: example.label })} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Figure({ name, value, of }: { readonly name: string; readonly value: number; readonly of?: number }) {
  const text = useText();
  const locale = useLocale();
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>{formatCount(value, locale)}</strong>{' '}
        {of === undefined ? null : <span className={styles.muted}>{text('rule.ofKnown', { count: of })}</span>}
      </dd>
    </div>
  );
}
