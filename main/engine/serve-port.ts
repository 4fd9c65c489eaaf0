import type { Bridge } from '../../shared/contract/bridge.ts';
import { toErrorDto } from '../../shared/errors/error-dto.ts';
import type { Channel, FromEngine, StoreState, ToEngine } from './port-messages.ts';

export interface ServedEngine {
  readonly engine: Bridge;
  /** Whether the data file is in order; said once, in `ready`. */
  readonly store: StoreState;
  /** Whether secrets of real systems are stored: then only the key they were sealed with will do. */
  readonly hasSecrets: boolean;
  /** Called when the host hands over the key of the vault. */
  openVault(key: Uint8Array): void;
  /** Called when the host asks for the end; then `closed` is sent. */
  close(): Promise<void>;
}

/** Answers a host's messages from an engine. */
export function servePort(channel: Channel<FromEngine, ToEngine>, served: ServedEngine): void {
  const { engine } = served;
  const subscriptions = new Map<number, () => void>();
  channel.onMessage((message) => {
    switch (message.kind) {
      case 'call':
        void answer(channel, engine, message);
        return;
      case 'subscribe':
        subscriptions.set(
          message.id,
          engine.subscribe(message.after, (event) => {
            channel.send({ kind: 'event', id: message.id, event });
          }),
        );
        return;
      case 'unsubscribe':
        subscriptions.get(message.id)?.();
        subscriptions.delete(message.id);
        return;
      case 'close':
        void closeAndSay(channel, () => served.close());
        return;
      case 'data-key':
        served.openVault(message.key);
    }
  });
  channel.send({ kind: 'ready', store: served.store, hasSecrets: served.hasSecrets });
}

async function answer(
  channel: Channel<FromEngine, ToEngine>,
  engine: Bridge,
  call: Extract<ToEngine, { kind: 'call' }>,
): Promise<void> {
  try {
    channel.send({ kind: 'answer', id: call.id, result: await engine.call(call.method, call.input, call.origin) });
  } catch (error) {
    channel.send({ kind: 'answer', id: call.id, result: { ok: false, error: toErrorDto(error) } });
  }
}

async function closeAndSay(channel: Channel<FromEngine, ToEngine>, close: () => Promise<void>): Promise<void> {
  try {
    await close();
  } finally {
    channel.send({ kind: 'closed' });
  }
}
