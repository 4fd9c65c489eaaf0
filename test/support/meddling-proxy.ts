import { createServer, request as forward } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PassingRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

/** `lose-answer`: it is done, but nobody hears of it. `cut`: it never arrives. */
export type Meddling = 'pass' | 'lose-answer' | 'cut';

/** Stands between the app and a practice system and does at a chosen request what a network may do at any. */
export interface MeddlingProxy {
  readonly address: string;
  /** Decides on each request as it passes; null lets all pass. */
  meddle: ((request: PassingRequest) => Meddling | Promise<Meddling>) | null;
  /** Told of each request once its answer has gone out, or would have gone out had it not been lost. */
  answered: ((request: PassingRequest) => void) | null;
  close(): Promise<void>;
}

/** Starts a proxy on loopback that hands everything on to `target` (`http://127.0.0.1:<port>`). */
export async function startMeddlingProxy(target: string): Promise<MeddlingProxy> {
  const proxy: Pick<MeddlingProxy, 'meddle' | 'answered'> = { meddle: null, answered: null };
  const server = createServer((request, response) => {
    pass(target, proxy, { request, response }).catch(() => {
      request.socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return Object.assign(proxy, { address, close: () => closeServer(server) });
}

async function pass(
  target: string,
  proxy: Pick<MeddlingProxy, 'meddle' | 'answered'>,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const body = await readAll(request);
  const seen = {
    method: request.method ?? '',
    path: request.url ?? '',
    body: body.toString('utf8'),
    headers: request.headers,
  };
  const meddling = (await proxy.meddle?.(seen)) ?? 'pass';
  if (meddling === 'cut') {
    request.socket.destroy();
    return;
  }
  const url = new URL(seen.path, target);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = without(request.headers, ['host', 'content-length', 'transfer-encoding']);
    const sent = forward(url, { method: seen.method, headers }, resolve);
    sent.once('error', reject);
    sent.end(body);
  });
  const content = await readAll(answer);
  if (meddling === 'lose-answer') {
    proxy.answered?.(seen);
    request.socket.destroy();
    return;
  }
  response.writeHead(answer.statusCode ?? 502, without(answer.headers, ['transfer-encoding']));
  response.end(content, () => {
    proxy.answered?.(seen);
  });
}

/** Length and encoding belong to one hop; Node writes its own. */
function without(headers: IncomingHttpHeaders, names: readonly string[]): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

/** Meddles with the nth statement (from 1) that is submitted to a warehouse from now on, and with none after it. */
export function atStatement(nth: number, meddling: Meddling): (request: PassingRequest) => Meddling {
  let left = nth;
  return ({ method, path }) => {
    if (method !== 'POST' || !/\/sql\/statements\/?$/.test(path)) return 'pass';
    left -= 1;
    return left === 0 ? meddling : 'pass';
  };
}
