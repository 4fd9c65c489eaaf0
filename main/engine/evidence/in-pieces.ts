import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Pieces } from '../../../shared/evidence/pieces.ts';

/** Does work piece by piece with other work of the engine in between, until it is done or `signal` is aborted, whose reason is thrown. */
export async function inPieces<T>(work: Pieces<T>, signal: AbortSignal, onShare?: (share: number) => void): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    onShare?.(step.value);
    await nextTurn();
    signal.throwIfAborted();
  }
}
