import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { Clock } from '../ports/time.ts';

const place = z.object({ epoch: z.string(), sequence: z.number().int() }).strict().nullable();
const firstMessage = z.union([
  z.object({ window: z.string(), after: place }).strict(),
  z.object({ owner: z.string(), after: place }).strict(),
]);
export type FirstMessage = z.infer<typeof firstMessage>;

/** Close code for a first message that is not understood or not believed; the client must not try the same again. */
export const refusedCode = 4401;
/** Close code for a reader too slow to follow; it comes back and gets the newest snapshots. */
const tooSlowCode = 4408;
const firstMessageMs = 10_000;
const maxUnsentBytes = 8 * 1024 * 1024;

export interface EventSocketOptions {
  readonly app: Pick<Bridge, 'subscribe'>;
  readonly clock: Clock;
  /** Whether the sender may have events; given a listener, it is called when that ends. */
  accept(message: FirstMessage, onEnd: () => void): boolean;
}

export function createSocketServer(): WebSocketServer {
  return new WebSocketServer({ noServer: true, maxPayload: 4096, perMessageDeflate: false });
}

/** Serves one event socket: silent until its first message says who it is and what it saw last. */
export function serveEvents(socket: WebSocket, options: EventSocketOptions): void {
  const gone = new AbortController();
  let known = false;
  socket.on('error', () => {
    socket.terminate();
  });
  socket.once('close', () => {
    gone.abort();
  });
  options.clock.sleep(firstMessageMs, gone.signal).then(
    () => {
      if (!known) socket.close(refusedCode);
    },
    () => undefined,
  );
  socket.once('message', (data, binary) => {
    const message = binary ? null : parseFirst((data as Buffer).toString('utf8'));
    const end = () => {
      socket.close(refusedCode);
    };
    if (message === null || !options.accept(message, end)) {
      end();
      return;
    }
    known = true;
    const unsubscribe = options.app.subscribe(message.after, (event) => {
      if (socket.bufferedAmount > maxUnsentBytes) socket.close(tooSlowCode);
      else socket.send(JSON.stringify(event));
    });
    gone.signal.addEventListener('abort', unsubscribe);
  });
}

function parseFirst(text: string): FirstMessage | null {
  try {
    return firstMessage.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
