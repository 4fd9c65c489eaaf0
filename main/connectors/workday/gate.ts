const queues = new Map<string, Promise<void>>();

/**
 * Lets one call at a time through for each name, in the order in which they came, over all connections of this process:
 * Workday throttles tenants that are asked in parallel (reference page §6). A caller that gives up leaves the queue intact.
 */
export async function throughGate<T>(name: string, signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  const before = queues.get(name) ?? Promise.resolve();
  let open = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    open = resolve;
  });
  const tail = before.then(() => done);
  queues.set(name, tail);
  try {
    await untilFree(before, signal);
    return await call();
  } finally {
    open();
    if (queues.get(name) === tail) queues.delete(name);
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
