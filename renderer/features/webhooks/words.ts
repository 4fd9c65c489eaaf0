import { Ban, CircleCheck, CircleDashed, CircleEqual, CircleX, Clock3, Trash2 } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { WebhookEvent, WebhookState } from '../../../shared/webhooks/event.ts';
import type { Translate } from '../../i18n/text.ts';
import type { Tone } from '../../ui/state-badge.tsx';

export const stateLooks: Readonly<Record<WebhookState, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  received: { tone: 'info', icon: Clock3 },
  landed: { tone: 'ok', icon: CircleCheck },
  unchanged: { tone: 'ok', icon: CircleEqual },
  gone: { tone: 'ok', icon: Trash2 },
  fetched: { tone: 'warn', icon: CircleDashed },
  failed: { tone: 'bad', icon: CircleX },
  left: { tone: 'neutral', icon: Clock3 },
  polled: { tone: 'ok', icon: CircleCheck },
  ignored: { tone: 'neutral', icon: Ban },
};

/** What became of an event, with the reason where there is one. */
export function fateWord({ state, reason }: Pick<WebhookEvent, 'state' | 'reason'>, text: Translate): string {
  const word = text(`webhooks.state.${state}`);
  // Why it had been left says nothing any more.
  return reason === null || state === 'polled'
    ? word
    : text('webhooks.stateWith', { state: word, reason: text(`webhooks.reason.${reason}`) });
}
