import { WebSocket } from 'ws';
import { z } from 'zod';
import type { Result } from '../../shared/contract/bridge.ts';
import { appInfoSchema } from '../../shared/contract/contract.ts';
import { appEventSchema, type AppEvent } from '../../shared/contract/events.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { errorDtoSchema, toErrorDto } from '../../shared/errors/error-dto.ts';
import type { AppPort } from '../app-port.ts';
import type { Clock } from '../ports/time.ts';
import { ownerPost, type OwnerPlace } from './owner-client.ts';

export interface AttachOptions extends OwnerPlace {
  readonly clock: Clock;
  /** What this process is; `app.info` says so instead of what the running app is. */
  readonly host?: 'electron' | 'web' | 'cli';
}

const resultSchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: errorDtoSchema }),
]);
const addressSchema = z.object({ address: z.string() });
const shortestPauseMs = 200;
const longestPauseMs = 5_000;

/**
 * The app that another process runs, as if it were this one's. Events go on after a lost connection where they stopped; a call
 * that nobody answers ends with APP_ENGINE_GONE. Rejects with the same code if nobody answers now.
 */
export async function attachApp(options: AttachOptions): Promise<AppPort> {
  try {
    await ownerPost(options, '/engine/ping', {}, 5_000);
  } catch (cause) {
    throw new AppError('APP_ENGINE_GONE', 'transient', { cause });
  }
  return new AttachedApp(options);
}

/** A new one-time address of the running app's own window server, or null if it serves none. */
export async function windowOfRunning(place: OwnerPlace): Promise<string | null> {
  try {
    return addressSchema.parse(await ownerPost(place, '/engine/window', {}, 5_000)).address;
  } catch {
    return null;
  }
}

class AttachedApp implements AppPort {
  readonly attached = true;
  readonly #options: AttachOptions;
  readonly #closed = new AbortController();

  constructor(options: AttachOptions) {
    this.#options = options;
  }

  async call(method: string, input: unknown): Promise<Result> {
    try {
      const answer = resultSchema.parse(await ownerPost(this.#options, '/engine/call', { method, input }));
      return method === 'app.info' && answer.ok ? { ok: true, value: this.#here(answer.value) } : answer;
    } catch (cause) {
      return { ok: false, error: toErrorDto(new AppError('APP_ENGINE_GONE', 'transient', { cause })) };
    }
  }

  subscribe(
    after: { readonly epoch: string; readonly sequence: number } | null,
    listener: (event: AppEvent) => void,
  ): () => void {
    const ended = new AbortController();
    const signal = AbortSignal.any([ended.signal, this.#closed.signal]);
    void this.#follow(after, listener, signal);
    return () => {
      ended.abort();
    };
  }

  close(): Promise<void> {
    this.#closed.abort();
    return Promise.resolve();
  }

  #here(value: unknown): unknown {
    const { host } = this.#options;
    return { ...appInfoSchema.parse(value), attached: true, ...(host === undefined ? {} : { host }) };
  }

  /** Reconnects with growing pauses until it is ended; a connection that brought something starts them anew. */
  async #follow(
    after: { readonly epoch: string; readonly sequence: number } | null,
    listener: (event: AppEvent) => void,
    signal: AbortSignal,
  ): Promise<void> {
    let place = after;
    let pauseMs = shortestPauseMs;
    while (!signal.aborted) {
      await this.#connection(place, signal, (event) => {
        place = { epoch: event.epoch, sequence: event.sequence };
        pauseMs = shortestPauseMs;
        listener(event);
      });
      await this.#options.clock.sleep(pauseMs, signal).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  }

  /** One socket, until it ends for whatever reason. */
  #connection(after: unknown, signal: AbortSignal, onEvent: (event: AppEvent) => void): Promise<void> {
    const url = new URL('/engine/events', this.#options.address);
    url.protocol = 'ws:';
    return new Promise((resolve) => {
      const socket = new WebSocket(url, { perMessageDeflate: false });
      const end = () => {
        socket.terminate();
      };
      signal.addEventListener('abort', end, { once: true });
      socket.on('open', () => {
        socket.send(JSON.stringify({ owner: this.#options.token, after }));
      });
      socket.on('message', (data) => {
        const event = readEvent((data as Buffer).toString('utf8'));
        if (event !== null && !signal.aborted) onEvent(event);
      });
      // An error is followed by `close`.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        signal.removeEventListener('abort', end);
        resolve();
      });
    });
  }
}

function readEvent(text: string): AppEvent | null {
  try {
    return appEventSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
