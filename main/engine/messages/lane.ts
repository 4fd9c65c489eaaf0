import type { Lane } from '../../store/messages.ts';
import type { OfficeContext } from './office-context.ts';
import { post } from './post.ts';
import { putInOrder } from './put-in-order.ts';
import { verify } from './verify.ts';

/** Waits that are sat out on the spot: those for the history to show a message, and the first back-offs. */
const shortWaitMs = 10_000;

/**
 * Works through a channel of a flow until nothing of it could go now: one message at a time, in order. Resolves when what is left
 * waits for its time (more than ten seconds away), for another message or for a person, or when the engine closes.
 */
export async function workLane(context: OfficeContext, lane: Lane): Promise<void> {
  const { store, clock } = context.deps;
  context.neighbours.visit(lane);
  while (!context.signal.aborted) {
    const { turn, changed } = store.transaction(() => putInOrder(context.deps, lane));
    if (changed) context.tell();
    switch (turn.kind) {
      case 'send':
        await post(context, turn.id);
        break;
      case 'verify':
        await verify(context, turn.id);
        break;
      case 'wait': {
        const waitMs = turn.untilMs - clock.now();
        if (waitMs > shortWaitMs) return;
        await sleepQuietly(context, waitMs);
        break;
      }
      case 'idle':
        return;
    }
  }
}

async function sleepQuietly({ deps, signal }: OfficeContext, ms: number): Promise<void> {
  try {
    await deps.clock.sleep(ms, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
