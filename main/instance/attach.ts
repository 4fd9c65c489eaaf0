import { z } from 'zod';
import type { CallOrigin } from '../../shared/contract/call-origin.ts';
import type { Result } from '../../shared/contract/bridge.ts';
import { appInfoSchema } from '../../shared/contract/contract.ts';
import type { AppEvent } from '../../shared/contract/events.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { errorDtoSchema, toErrorDto } from '../../shared/errors/error-dto.ts';
import type { AppPort } from '../app-port.ts';
import type { Clock } from '../ports/time.ts';
import { followEvents, type EventPlace } from './event-follower.ts';
import { NotTheOwner, ownerPost, type OwnerPlace } from './owner-client.ts';

export interface AttachOptions extends OwnerPlace {
  readonly clock: Clock;
  /** What this process is; `app.info` says so instead of what the running app is. */
  readonly host?: 'electron' | 'web' | 'cli';
  /** Where the app answers now, or null; asked once it is gone. Without it only its first place is tried again. */
  find?(): Promise<OwnerPlace | null>;
}

const resultSchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: errorDtoSchema }),
]);
const addressSchema = z.object({ address: z.string() });

/**
 * The app that another process runs, as if it were this one's. Events go on after a lost connection where they stopped, also when
 * the app was started again elsewhere; a call that nobody answers ends with APP_ENGINE_GONE. Rejects with it if nobody answers now.
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
  #place: OwnerPlace;

  constructor(options: AttachOptions) {
    this.#options = options;
    this.#place = { address: options.address, token: options.token };
  }

  async call(method: string, input: unknown, origin: CallOrigin = this.#origin()): Promise<Result> {
    try {
      const answer = resultSchema.parse(await this.#ask({ method, input, origin }));
      return method === 'app.info' && answer.ok ? { ok: true, value: this.#here(answer.value) } : answer;
    } catch (cause) {
      return { ok: false, error: toErrorDto(new AppError('APP_ENGINE_GONE', 'transient', { cause })) };
    }
  }

  subscribe(after: EventPlace, listener: (event: AppEvent) => void): () => void {
    const ended = new AbortController();
    void followEvents({
      clock: this.#options.clock,
      after,
      signal: AbortSignal.any([ended.signal, this.#closed.signal]),
      place: () => this.#place,
      find: () => this.#find(),
      listener,
    });
    return () => {
      ended.abort();
    };
  }

  close(): Promise<void> {
    this.#closed.abort();
    return Promise.resolve();
  }

  /** Asks a second time, elsewhere, only if nobody can have heard the first. */
  async #ask(body: unknown): Promise<unknown> {
    const first = this.#place;
    try {
      return await ownerPost(first, '/engine/call', body);
    } catch (error) {
      if (!isUnheard(error)) throw error;
      await this.#find();
      if (this.#place === first) throw error;
      return await ownerPost(this.#place, '/engine/call', body);
    }
  }

  async #find(): Promise<void> {
    const found = await this.#options.find?.();
    if (found === undefined || found === null) return;
    if (found.address === this.#place.address && found.token === this.#place.token) return;
    this.#place = { address: found.address, token: found.token };
  }

  #origin(): CallOrigin {
    return this.#options.host === 'cli' ? 'command-line' : 'window';
  }

  #here(value: unknown): unknown {
    const { host } = this.#options;
    const info = appInfoSchema.parse(value);
    const { electron, chrome } = process.versions as { readonly electron?: string; readonly chrome?: string };
    const window = electron === undefined || chrome === undefined ? {} : { electron, chromium: chrome };
    return {
      ...info,
      attached: true,
      // The engine's own Node, and the window that this process shows it in.
      versions: { ...info.versions, ...window },
      ...(host === undefined ? {} : { host }),
    };
  }
}

/** Nobody listens there any more, or whoever does refused the token. */
function isUnheard(error: unknown): boolean {
  if (error instanceof NotTheOwner) return error.isRefusal;
  return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
}
