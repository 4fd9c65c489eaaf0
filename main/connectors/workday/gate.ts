const queues = new Map<string, Promise<void>>();

/**
 * Waits for a turn: one holder at a time for each name, in the order in which they came, over all connections of this process,
 * because Workday throttles tenants that are asked in parallel (reference page §6). The answer ends the turn and must be called.
 * A caller that gives up leaves the queue intact. Throws the signal's reason.
 */
export async function enterGate(name: string, signal: AbortSignal): Promise<() => void> {
  const before = queues.get(name) ?? Promise.resolve();
  let open = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    open = resolve;
  });
  const tail = before.then(() => done);
  queues.set(name, tail);
  const leave = (): void => {
    open();
    if (queues.get(name) === tail) queues.delete(name);
  };
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
