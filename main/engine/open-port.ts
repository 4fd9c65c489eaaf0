import type { CallOrigin } from '../../shared/contract/call-origin.ts';
import type { Result } from '../../shared/contract/bridge.ts';
import type { AppEvent } from '../../shared/contract/events.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { toErrorDto } from '../../shared/errors/error-dto.ts';
import type { Channel, EventPlace, FromEngine, ToEngine } from './port-messages.ts';
import type { EnginePort } from './port.ts';

interface Subscription {
  place: EventPlace;
  readonly listener: (event: AppEvent) => void;
}

/** The host's end of an engine's channel. Survives the engine's restart: `reopen` subscribes again where it was. */
export class ChannelPort implements EnginePort {
  #channel: Channel<ToEngine, FromEngine> | null = null;
  #nextId = 1;
  readonly #calls = new Map<number, (result: Result) => void>();
  readonly #subscriptions = new Map<number, Subscription>();
  #whenClosed: (() => void) | null = null;

  /** Connects to an engine that has just started; calls that were under way at the old one end with APP_ENGINE_GONE. */
  reopen(channel: Channel<ToEngine, FromEngine>): void {
    this.lost();
    this.#channel = channel;
    channel.onMessage((message) => {
      this.#receive(message);
    });
    for (const [id, subscription] of this.#subscriptions) {
      channel.send({ kind: 'subscribe', id, after: subscription.place });
    }
  }

  /** The engine is gone: nobody will answer what was asked. */
  lost(): void {
    this.#channel = null;
    const gone: Result = { ok: false, error: toErrorDto(new AppError('APP_ENGINE_GONE', 'transient')) };
    for (const answer of this.#calls.values()) answer(gone);
    this.#calls.clear();
    this.#whenClosed?.();
  }

  call(method: string, input: unknown, origin?: CallOrigin): Promise<Result> {
    const channel = this.#channel;
    if (channel === null) {
      return Promise.resolve({ ok: false, error: toErrorDto(new AppError('APP_ENGINE_GONE', 'transient')) });
    }
    const id = this.#nextId++;
    return new Promise((resolve) => {
      this.#calls.set(id, resolve);
      channel.send({ kind: 'call', id, method, input, ...(origin === undefined ? {} : { origin }) });
    });
  }

  subscribe(after: EventPlace, listener: (event: AppEvent) => void): () => void {
    const id = this.#nextId++;
    this.#subscriptions.set(id, { place: after, listener });
    this.#channel?.send({ kind: 'subscribe', id, after });
    return () => {
      this.#subscriptions.delete(id);
      this.#channel?.send({ kind: 'unsubscribe', id });
    };
  }

  close(): Promise<void> {
    const channel = this.#channel;
    if (channel === null) return Promise.resolve();
    return new Promise((resolve) => {
      this.#whenClosed = resolve;
      channel.send({ kind: 'close' });
    });
  }

  #receive(message: FromEngine): void {
    switch (message.kind) {
      case 'answer':
        this.#calls.get(message.id)?.(message.result);
        this.#calls.delete(message.id);
        return;
      case 'event': {
        const subscription = this.#subscriptions.get(message.id);
        if (subscription === undefined) return;
        subscription.place = { epoch: message.event.epoch, sequence: message.event.sequence };
        subscription.listener(message.event);
        return;
      }
      case 'closed':
        this.#whenClosed?.();
        return;
      case 'ready':
    }
  }
}
