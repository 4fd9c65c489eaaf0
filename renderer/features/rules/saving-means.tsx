import type { MessageRule } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import type { View } from './context.ts';
import type { RulePreviewState } from './use-rule-preview.ts';
import styles from './rules.module.css';

interface SavingMeansProps {
  readonly rule: MessageRule;
  /** The rule as it is in force; null if it is not kept yet. */
  readonly kept: MessageRule | null;
  readonly view: View;
  readonly preview: RulePreviewState;
}

/** What follows from saving the rule as it is now: what one summary will cover, and where messages go. */
export function SavingMeans({ rule, kept, view, preview }: SavingMeansProps) {
  const text = useText();
  const untold = preview.isBehind ? null : (preview.shown?.untold ?? null);
  const isMoved = kept !== null && kept.channel.id !== rule.channel.id && rule.channel.id !== '';
  return (
    <div role="status" aria-label={text('rule.savingMeans')} className={styles.muted}>
      {untold === null ? null : (
        <p>
          {text(kept === null ? 'rule.untoldNew' : 'rule.untoldChanged', {
            count: untold,
            noun: view.noun,
            nouns: view.nounPlural,
          })}
        </p>
      )}
      {isMoved ? <p>{text('rule.channelMoved', { before: kept.channel.name, after: rule.channel.name })}</p> : null}
    </div>
  );
}
