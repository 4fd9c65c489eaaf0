import { toErrorDto } from '../../shared/errors/error-dto.ts';
import type { ConfigurableTransport } from './configurable-transport.ts';
import { relayWindowBytes, type FromTransport, type RelayEnd, type ToTransport } from './relay-messages.ts';

/**
 * Sends the requests that come over a channel by a transport of this thread, and hands back the answers. Of each body at most
 * `relayWindowBytes` are ahead of the reader at the other end; the rest stays in the network. Ends with the channel: what
 * is under way then is given up. The transport stays open; it is the caller's.
 */
export function serveTransport(end: RelayEnd<FromTransport, ToTransport>, transport: ConfigurableTransport): void {
  const running = new Map<number, Job>();
  const start = (id: number, run: (job: Job) => Promise<void>): void => {
    const job = new Job();
    running.set(id, job);
    run(job)
      .catch((error: unknown) => {
        if (!job.signal.aborted) end.send({ kind: 'failed', id, error: toErrorDto(error) });
      })
      .finally(() => running.delete(id));
  };
  end.onMessage((message) => {
    switch (message.kind) {
      case 'send':
        start(message.id, (job) => relay(message, job, { end, transport }));
        return;
      case 'probe':
        start(message.id, async ({ signal }) => {
          const value: unknown = await transport.probe[message.step](message.url, signal);
          if (!signal.aborted) end.send({ kind: 'found', id: message.id, value });
        });
        return;
      case 'took':
        running.get(message.id)?.took(message.bytes);
        return;
      case 'configure':
        transport.configure(message.way);
        return;
      case 'cancel':
        running.get(message.id)?.stop();
    }
  });
  end.onClosed(() => {
    for (const job of running.values()) job.stop();
  });
}

interface Parts {
  readonly end: RelayEnd<FromTransport, ToTransport>;
  readonly transport: ConfigurableTransport;
}

async function relay(
  { id, request }: Extract<ToTransport, { kind: 'send' }>,
  job: Job,
  { end, transport }: Parts,
): Promise<void> {
  const { signal } = job;
  const answer = await transport.send({ ...request, signal });
  try {
    if (signal.aborted) return;
    end.send({ kind: 'head', id, status: answer.status, headers: answer.headers });
    for await (const chunk of answer.body) {
      const bytes = ownBytes(chunk);
      await job.room(bytes.byteLength);
      if (job.signal.aborted) return;
      end.send({ kind: 'chunk', id, bytes }, [bytes.buffer]);
    }
    end.send({ kind: 'end', id });
  } finally {
    answer.discard();
  }
}

/** The bytes in a buffer of their own, which can be moved to another thread; copied only if they share it with others. */
function ownBytes(chunk: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = chunk;
  const isWhole = buffer instanceof ArrayBuffer && chunk.byteLength === buffer.byteLength;
  return isWhole ? new Uint8Array(buffer) : new Uint8Array(chunk);
}

/** One thing that is done for the other end, and how many bytes of it are on their way there. */
class Job {
  readonly #controller = new AbortController();
  readonly signal = this.#controller.signal;
  #underWay = 0;
  #wake: () => void = () => undefined;

  /** Resolves once the window has room again, then counts the bytes. At least one piece is always let through. */
  async room(bytes: number): Promise<void> {
    while (this.#underWay >= relayWindowBytes && !this.signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#underWay += bytes;
  }

  took(bytes: number): void {
    this.#underWay -= bytes;
    this.#wake();
  }

  stop(): void {
    this.#controller.abort();
    this.#wake();
  }
}
