const lines = new WeakMap<object, Promise<void>>();

/**
 * Waits for a turn: one holder at a time for each owner, in the order in which they came. The answer ends the turn and must be
 * called. A caller that gives up leaves the line intact. Throws the signal's reason.
 */
export async function enterTurn(owner: object, signal: AbortSignal): Promise<() => void> {
  const before = lines.get(owner) ?? Promise.resolve();
  let leave = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    leave = resolve;
  });
  lines.set(
    owner,
    before.then(() => done),
  );
  try {
    await untilFree(before, signal);
    return leave;
  } catch (error) {
    leave();
    throw error;
  }
}

async function untilFree(before: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    await Promise.race([before, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
