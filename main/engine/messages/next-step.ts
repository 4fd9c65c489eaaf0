import type { MessageState } from '../../../shared/messages/message.ts';
import type { MessageRule, RuleCondition } from '../../../shared/messages/rule.ts';

/** What a rule does about a subject that changed. */
export type Step =
  | 'nothing'
  /** A new message. */
  | 'alert'
  /** What waits is taken back, and a new message tells what is so now. */
  | 'renew'
  /** What waits is taken back: it is not so any more. */
  | 'take-back'
  /** The message that is there is updated, and its thread told what changed. */
  | 'follow';

export interface Situation {
  /** State of the latest alert about the subject; null if there never was one. */
  readonly latest: MessageState | null;
  /** The rule's conditions hold, those of change too. */
  readonly matches: boolean;
  /** They hold for what is so now, however it came to be. */
  readonly stands: boolean;
  /** A told fact differs from what was told last. */
  readonly isNews: boolean;
  readonly rule: Pick<MessageRule, 'conditions' | 'followChanges'>;
}

/** Decides by what became of the latest alert. Pure. */
export function nextStep({ latest, matches, stands, isNews, rule }: Situation): Step {
  // A rule that waits for a change speaks at each such change; any other speaks once of a subject.
  const speaksAgain = matches && rule.conditions.some(({ kind }) => kind === 'changed');
  switch (latest) {
    case null:
    case 'suppressed':
      return matches ? 'alert' : 'nothing';
    case 'held':
    case 'queued':
    case 'failed':
      if (!stands) return 'take-back';
      return isNews ? 'renew' : 'nothing';
    case 'sending':
    case 'unknown':
    case 'undecided':
    case 'posted':
      if (isNews && rule.followChanges) return 'follow';
      return speaksAgain ? 'alert' : 'nothing';
    case 'covered':
    case 'dismissed':
      return speaksAgain ? 'alert' : 'nothing';
  }
}

/**
 * The conditions as they hold for what is so now: a change to one of some values leaves that value, any other change leaves nothing
 * to ask. A message that waits stands as long as these hold: the change that called for it is over by the next one.
 */
export function standing(rule: Pick<MessageRule, 'conditions'>): Pick<MessageRule, 'conditions'> {
  const conditions = rule.conditions.flatMap((condition): RuleCondition[] => {
    if (condition.kind !== 'changed') return [condition];
    return condition.to.length === 0 ? [] : [{ kind: 'is-one-of', fact: condition.fact, values: condition.to }];
  });
  return { conditions };
}
