import type { AppError } from '../../shared/errors/app-error.ts';
import { fromErrorDto } from '../../shared/errors/error-dto.ts';
import type { ConfigurableTransport } from './configurable-transport.ts';
import { cancelledError, hostOf, httpError } from './network-error.ts';
import type { NetworkWay } from './network-way.ts';
import type { TransportRequest, TransportResponse } from './port.ts';
import type { ProbingTransport } from './probe.ts';
import {
  relayWindowBytes,
  type FromTransport,
  type ProbeStep,
  type RelayEnd,
  type ToTransport,
} from './relay-messages.ts';

/**
 * A transport whose requests another thread sends (`serveTransport` at the other end). Bodies come in pieces, at most
 * `relayWindowBytes` ahead of their reader. A new way is sent there too, before the requests that it holds for. If the other end goes away, what waits ends with HTTP_FAILED.
 */
export function createRelayTransport(
  end: RelayEnd<ToTransport, FromTransport>,
  { followsPac }: Pick<ConfigurableTransport, 'followsPac'>,
): ConfigurableTransport {
  const relay = new Relay(end);
  const ask = (step: ProbeStep, url: string, signal?: AbortSignal) => relay.ask(step, url, signal);
  return {
    followsPac,
    send: (request) => relay.send(request),
    configure: (way) => {
      relay.configure(way);
    },
    close: () => {
      relay.close();
      return Promise.resolve();
    },
    probe: {
      route: (url) => ask('route', url) as ReturnType<ProbingTransport['probe']['route']>,
      resolve: (url, signal) => ask('resolve', url, signal) as ReturnType<ProbingTransport['probe']['resolve']>,
      tls: (url, signal) => ask('tls', url, signal) as ReturnType<ProbingTransport['probe']['tls']>,
      clock: (url, signal) => ask('clock', url, signal) as ReturnType<ProbingTransport['probe']['clock']>,
    },
  };
}

/** What waits for messages of one id. */
interface Waiting {
  readonly host: string;
  receive(message: FromTransport): void;
  fail(error: AppError): void;
}

class Relay {
  readonly #end: RelayEnd<ToTransport, FromTransport>;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #isGone = false;

  constructor(end: RelayEnd<ToTransport, FromTransport>) {
    this.#end = end;
    end.onMessage((message) => {
      this.#waiting.get(message.id)?.receive(message);
    });
    end.onClosed(() => {
      this.#lost();
    });
  }

  send(request: TransportRequest): Promise<TransportResponse> {
    const { signal, ...rest } = request;
    if (signal.aborted) return Promise.reject(cancelledError(signal.reason));
    if (this.#isGone) return Promise.reject(goneError(hostOf(request.url)));
    const id = this.#nextId++;
    const exchange = new Exchange(request, {
      took: (bytes) => {
        this.#tell({ kind: 'took', id, bytes });
      },
      over: (isComplete) => {
        if (this.#waiting.delete(id) && !isComplete) this.#tell({ kind: 'cancel', id });
      },
    });
    this.#waiting.set(id, exchange);
    this.#tell({ kind: 'send', id, request: rest });
    return exchange.head;
  }

  ask(step: ProbeStep, url: string, signal?: AbortSignal): Promise<unknown> {
    if (signal?.aborted === true) return Promise.reject(cancelledError(signal.reason));
    if (this.#isGone) return Promise.reject(goneError(hostOf(url)));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        this.#waiting.delete(id);
        this.#tell({ kind: 'cancel', id });
        reject(cancelledError(signal?.reason));
      };
      const fail = (error: AppError): void => {
        this.#waiting.delete(id);
        signal?.removeEventListener('abort', stop);
        reject(error);
      };
      const receive = (message: FromTransport): void => {
        if (message.kind === 'failed') fail(fromErrorDto(message.error));
        if (message.kind !== 'found') return;
        this.#waiting.delete(id);
        signal?.removeEventListener('abort', stop);
        resolve(message.value);
      };
      this.#waiting.set(id, { host: hostOf(url), receive, fail });
      signal?.addEventListener('abort', stop, { once: true });
      this.#tell({ kind: 'probe', id, step, url });
    });
  }

  configure(way: NetworkWay): void {
    this.#tell({ kind: 'configure', way });
  }

  close(): void {
    this.#lost();
    this.#end.close();
  }

  #tell(message: ToTransport): void {
    if (!this.#isGone) this.#end.send(message);
  }

  #lost(): void {
    this.#isGone = true;
    for (const waiting of [...this.#waiting.values()]) waiting.fail(goneError(waiting.host));
    this.#waiting.clear();
  }
}

function goneError(host: string): AppError {
  return httpError('HTTP_FAILED', { host, reason: 'the part of the app that has the network is gone' });
}

interface ExchangeHooks {
  took(bytes: number): void;
  /** Nothing more is wanted; `isComplete` if nothing more would come either. */
  over(isComplete: boolean): void;
}

/** One request and what came of its answer so far. */
class Exchange implements Waiting {
  readonly host: string;
  readonly head: Promise<TransportResponse>;
  readonly #hooks: ExchangeHooks;
  readonly #signal: AbortSignal;
  readonly #chunks: Uint8Array[] = [];
  #settle: { resolve(answer: TransportResponse): void; reject(error: AppError): void } | null = null;
  #error: AppError | null = null;
  #isComplete = false;
  #readBytes = 0;
  #wake: () => void = () => undefined;

  constructor(request: TransportRequest, hooks: ExchangeHooks) {
    this.host = hostOf(request.url);
    this.#hooks = hooks;
    this.#signal = request.signal;
    this.head = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.#signal.addEventListener('abort', this.#stop, { once: true });
  }

  receive(message: FromTransport): void {
    switch (message.kind) {
      case 'head':
        this.#settle?.resolve({
          status: message.status,
          headers: message.headers,
          body: this.#read(),
          discard: () => {
            this.#finish();
            // Whoever still reads must not wait for what will never come.
            this.fail(cancelledError());
          },
        });
        return;
      case 'chunk':
        this.#chunks.push(message.bytes);
        break;
      case 'end':
        this.#isComplete = true;
        break;
      case 'failed':
        this.#isComplete = true;
        this.fail(fromErrorDto(message.error));
        return;
      case 'found':
        return;
    }
    this.#wake();
  }

  /** The reader still gets what came before. */
  fail(error: AppError): void {
    this.#error ??= error;
    this.#settle?.reject(this.#error);
    this.#wake();
  }

  readonly #stop = (): void => {
    this.#chunks.length = 0;
    this.fail(cancelledError(this.#signal.reason));
    this.#finish();
  };

  async *#read(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const chunk = this.#chunks.shift();
        if (chunk !== undefined) {
          this.#count(chunk.byteLength);
          yield chunk;
        } else if (this.#error !== null) {
          throw this.#error;
        } else if (this.#isComplete) {
          return;
        } else {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        }
      }
    } finally {
      this.#finish();
    }
  }

  /** Told in parts of the window, so that a body in small pieces does not need a message for each. */
  #count(bytes: number): void {
    this.#readBytes += bytes;
    if (this.#readBytes < relayWindowBytes / 4 || this.#isComplete) return;
    this.#hooks.took(this.#readBytes);
    this.#readBytes = 0;
  }

  #finish(): void {
    this.#chunks.length = 0;
    this.#signal.removeEventListener('abort', this.#stop);
    this.#hooks.over(this.#isComplete);
  }
}
