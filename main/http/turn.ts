import { unlessAborted } from './unless-aborted.ts';

const lines = new Map<unknown, Promise<void>>();

/**
 * Waits for a turn: one holder at a time for each owner (a name, or an object of which there is one), in the order in which they
 * came, over all connections of this process. The answer ends the turn and must be called. A caller that gives up leaves the line
 * intact. Throws the signal's reason.
 */
export async function enterTurn(owner: unknown, signal: AbortSignal): Promise<() => void> {
  const before = lines.get(owner) ?? Promise.resolve();
  let open = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    open = resolve;
  });
  const tail = before.then(() => done);
  lines.set(owner, tail);
  const leave = (): void => {
    open();
    if (lines.get(owner) === tail) lines.delete(owner);
  };
  try {
    await unlessAborted(before, signal);
    return leave;
  } catch (error) {
    leave();
    throw error;
  }
}
