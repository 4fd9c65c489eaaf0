import type { MessagePort } from 'node:worker_threads';
import type { ErrorDto } from '../../shared/errors/error-dto.ts';
import type { NetworkWay } from './network-way.ts';
import type { TransportRequest } from './port.ts';
import type { NetworkProbe } from './probe.ts';

/** Bytes of one answer that may be under way, or wait unread, between the two ends. */
export const relayWindowBytes = 1024 * 1024;

export type ProbeStep = keyof NetworkProbe;

/** What the end that asks says. */
export type ToTransport =
  | { readonly kind: 'send'; readonly id: number; readonly request: Omit<TransportRequest, 'signal'> }
  /** So many bytes of the body were read: as many more may come. */
  | { readonly kind: 'took'; readonly id: number; readonly bytes: number }
  /** Nobody waits for this any more. */
  | { readonly kind: 'cancel'; readonly id: number }
  /** Holds for what is said after it. Stays within the process, since it may hold the proxy's password. */
  | { readonly kind: 'configure'; readonly way: NetworkWay }
  | { readonly kind: 'probe'; readonly id: number; readonly step: ProbeStep; readonly url: string };

/** What the end that has the network says. */
export type FromTransport =
  | {
      readonly kind: 'head';
      readonly id: number;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'chunk'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly error: ErrorDto }
  | { readonly kind: 'found'; readonly id: number; readonly value: unknown };

/** One end of the channel between the engine's thread and the thread that has the network. */
export interface RelayEnd<Out, In> {
  /** Buffers in `transfer` move to the other side and are empty here. */
  send(message: Out, transfer?: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: In) => void): void;
  /** Called once the other end is gone, whatever ended it. */
  onClosed(listener: () => void): void;
  close(): void;
}

/** A message port as one end of a relay. */
export function relayOver<Out, In>(port: MessagePort): RelayEnd<Out, In> {
  return {
    send: (message, transfer = []) => {
      port.postMessage(message, [...transfer]);
    },
    onMessage: (listener) => {
      port.on('message', listener);
    },
    onClosed: (listener) => {
      port.once('close', listener);
    },
    close: () => {
      port.close();
    },
  };
}
