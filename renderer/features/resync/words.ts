import { CircleCheck, CircleHelp, CircleX, Clock, LoaderCircle, Pause, Square } from 'lucide-react';
import type { ResyncPart, ResyncState } from '../../../shared/resync/resync.ts';
import type { Look } from '../runs/words.ts';

export const resyncLooks: Readonly<Record<ResyncState, Look>> = {
  running: { tone: 'info', icon: LoaderCircle, word: 'resync.state.running', moving: true },
  paused: { tone: 'neutral', icon: Pause, word: 'resync.state.paused' },
  asks: { tone: 'warn', icon: CircleHelp, word: 'resync.state.asks' },
  done: { tone: 'ok', icon: CircleCheck, word: 'resync.state.done' },
  failed: { tone: 'bad', icon: CircleX, word: 'resync.state.failed' },
  stopped: { tone: 'neutral', icon: Square, word: 'resync.state.stopped' },
};

export const partLooks: Readonly<Record<ResyncPart['state'], Look>> = {
  waiting: { tone: 'neutral', icon: Clock, word: 'resync.state.waiting' },
  running: resyncLooks.running,
  asks: resyncLooks.asks,
  done: resyncLooks.done,
  failed: { tone: 'bad', icon: CircleX, word: 'resync.partFailed' },
};
