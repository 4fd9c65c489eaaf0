import { CircleCheck, CircleSlash, Pause, Send } from 'lucide-react';
import type { HeldRecord } from '../../../shared/model/held.ts';
import type { Look } from '../runs/words.ts';

export const heldLooks: Readonly<Record<HeldRecord['state'], Look>> = {
  open: { tone: 'warn', icon: Pause, word: 'held.open' },
  resolved: { tone: 'ok', icon: CircleCheck, word: 'held.resolved' },
  dismissed: { tone: 'neutral', icon: CircleSlash, word: 'rejected.dismissed' },
};

/** How a held record stands; one that a person released goes with the next run. */
export function lookOf({ state, released }: Pick<HeldRecord, 'state' | 'released'>): Look {
  return state === 'open' && released !== undefined
    ? { tone: 'info', icon: Send, word: 'held.released' }
    : heldLooks[state];
}
