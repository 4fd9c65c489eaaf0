import { Check, CircleSlash, RotateCcw, Send, type LucideIcon } from 'lucide-react';
import type { MessageDecision, MessageItem, MessageState } from '../../../shared/messages/message.ts';
import type { TextId } from '../../i18n/text.ts';

interface DecisionWords {
  readonly icon: LucideIcon;
  readonly name: TextId;
  /** What it means for the message, before it is done. */
  readonly meaning: TextId;
}

export const decisions = ['already-posted', 'try-again', 'post-again', 'dismiss'] as const satisfies MessageDecision[];

export const decisionWords: Readonly<Record<MessageDecision, DecisionWords>> = {
  'already-posted': { icon: Check, name: 'decision.alreadyPosted', meaning: 'decision.alreadyPostedMeans' },
  'try-again': { icon: RotateCcw, name: 'decision.tryAgain', meaning: 'decision.tryAgainMeans' },
  'post-again': { icon: Send, name: 'decision.postAgain', meaning: 'decision.postAgainMeans' },
  dismiss: { icon: CircleSlash, name: 'decision.dismiss', meaning: 'decision.dismissMeans' },
};

/** What a person may decide of a message as it is now, the likeliest first. */
export function decisionsFor({
  state,
  reason,
  contentsRemovedAtUtc,
}: Pick<MessageItem, 'state' | 'reason' | 'contentsRemovedAtUtc'>): readonly MessageDecision[] {
  switch (state) {
    case 'undecided':
      return ['already-posted', 'try-again', 'post-again', 'dismiss'];
    case 'failed':
      return ['try-again', 'dismiss'];
    case 'posted':
    case 'covered':
    case 'suppressed':
    case 'dismissed':
      return contentsRemovedAtUtc === null ? ['post-again'] : [];
    case 'held':
      return reason === 'channel-stopped' ? ['try-again', 'dismiss'] : ['dismiss'];
    case 'queued':
      return ['dismiss'];
    case 'sending':
    case 'unknown':
      return [];
  }
}

/** One message is posted again at a time, each for a reason of its own. */
const together = decisions.filter((one) => one !== 'post-again');

/** What may be decided of all messages of a list that is narrowed to these states; everything where it is not narrowed. */
export function decisionsWithin(states: readonly MessageState[] | undefined): readonly MessageDecision[] {
  if (states === undefined) return together;
  const within = states.map((state) => decisionsFor({ state, reason: 'channel-stopped', contentsRemovedAtUtc: null }));
  return together.filter((one) => within.every((list) => list.includes(one)));
}
