import { Ban, CalendarClock, CirclePause, Hourglass, LoaderCircle, Snowflake, UserRound } from 'lucide-react';
import type { DocumentEffect, LeftOut, ReplayMode, WaitingBatch } from '../../../shared/replay/replay.ts';
import type { TextId } from '../../i18n/text.ts';
import type { Look } from '../runs/words.ts';

/** Each way of replaying: its name, and what it does. */
export const modeWords: Readonly<Record<ReplayMode, { readonly name: TextId; readonly meaning: TextId }>> = {
  stored: { name: 'replay.mode.stored', meaning: 'replay.means.stored' },
  'todays-mapping': { name: 'replay.mode.todays-mapping', meaning: 'replay.means.todays-mapping' },
  'read-again': { name: 'replay.mode.read-again', meaning: 'replay.means.read-again' },
};

/** What becomes of documents, in the order in which it is said. */
export const effectWords: readonly { readonly name: keyof DocumentEffect; readonly text: TextId }[] = [
  { name: 'insert', text: 'replay.effect.insert' },
  { name: 'update', text: 'replay.effect.update' },
  { name: 'unchanged', text: 'replay.effect.unchanged' },
  { name: 'newer', text: 'replay.effect.newer' },
  { name: 'rejected', text: 'replay.effect.rejected' },
  { name: 'excluded', text: 'replay.effect.excluded' },
  { name: 'held', text: 'replay.effect.held' },
  { name: 'different', text: 'replay.effect.different' },
];

export const leftOutWords: Readonly<Record<LeftOut['reason'], TextId>> = {
  'contents-removed': 'replay.left.contents-removed',
  'source-not-kept': 'replay.left.source-not-kept',
  'nothing-staged': 'replay.left.nothing-staged',
  'newer-read': 'replay.left.newer-read',
  waiting: 'replay.left.waiting',
  closed: 'replay.left.closed',
  'no-key': 'replay.left.no-key',
  'gone-at-source': 'replay.left.gone-at-source',
  'stream-off': 'replay.left.stream-off',
};

export const fateLooks: Readonly<Record<WaitingBatch['fate'], Look>> = {
  running: { tone: 'info', icon: LoaderCircle, word: 'replay.fate.running' },
  'by-itself': { tone: 'info', icon: Hourglass, word: 'replay.fate.by-itself' },
  'next-run': { tone: 'neutral', icon: CalendarClock, word: 'replay.fate.next-run' },
  paused: { tone: 'warn', icon: CirclePause, word: 'replay.fate.paused' },
  frozen: { tone: 'neutral', icon: Snowflake, word: 'replay.fate.frozen' },
  'stream-off': { tone: 'warn', icon: Ban, word: 'replay.fate.stream-off' },
  'needs-person': { tone: 'bad', icon: UserRound, word: 'replay.fate.needs-person' },
};
