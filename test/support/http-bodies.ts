import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { TransportResponse } from '../../main/http/port.ts';
import { onClose } from './http-harness.ts';

/** A whole body as text. */
export async function text(answer: TransportResponse): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of answer.body) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

/** What a request brought. */
export async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

/** Writes a piece a number of times, as fast as it is taken. */
export async function pour(response: ServerResponse, piece: Buffer, times: number, written: () => void): Promise<void> {
  response.writeHead(200);
  for (let time = 0; time < times; time += 1) {
    const isTaken = response.write(piece);
    written();
    if (!isTaken) await once(response, 'drain');
  }
  response.end();
}

/** Resolves once a number has stopped growing: nothing moves any more between writer and reader. */
export async function standsStill(count: () => number): Promise<void> {
  for (let before = -1, same = 0; same < 10;) {
    await new Promise((resolve) => setTimeout(resolve, 3));
    same = count() === before ? same + 1 : 0;
    before = count();
  }
}

/** A server below HTTP: what it is given to say, it says, byte for byte. Returns its port. */
export async function serveRaw(onRequest: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket
      .on('error', () => undefined)
      .once('data', () => {
        onRequest(socket);
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onClose(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}
