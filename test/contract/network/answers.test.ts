import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { ask, closeAll, createHarness, errorOf, onClose, serve } from '../../support/http-harness.ts';

const json = { 'content-type': 'application/json' };
const local = (port: number): string => `http://127.0.0.1:${String(port)}/a?token=planted`;
const sleeping = { headersTimeoutMs: 60, idleTimeoutMs: 60 };

/** A server below HTTP: what it is given to say, it says, byte for byte. */
async function serveRaw(onRequest: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.once('data', () => {
      onRequest(socket);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onClose(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

describe('answers', () => {
  afterEach(closeAll);

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ])('undoes %s', async (encoding, compress) => {
    const { port } = await serve((_, response) => {
      response.writeHead(200, { ...json, 'content-encoding': encoding }).end(compress(Buffer.from('{"total":"1.10"}')));
    });
    expect(await (await createHarness().client.request(ask(local(port)))).json()).toEqual({ total: '1.10' });
  });

  it('tells a compressed answer that broke off, and a damaged one', async () => {
    const whole = gzipSync(Buffer.from(`{"a":"${'x'.repeat(5000)}${Math.PI.toString()}"}`));
    const { port } = await serve((request, response) => {
      const damaged = Buffer.from(whole);
      damaged.fill(255, 12, 20);
      const body = request.url?.startsWith('/a') === true ? whole.subarray(0, 30) : damaged;
      response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(body);
    });
    const { client } = createHarness();
    expect((await errorOf(client.request(ask(local(port))))).code).toBe('HTTP_ANSWER_CUT');
    expect((await errorOf(client.request(ask(local(port).replace('/a', '/b'))))).code).toBe('HTTP_ANSWER_UNREADABLE');
  });

  it('repeats an answer due as JSON that broke off in the middle', async () => {
    let calls = 0;
    const { port } = await serve((_, response) => {
      calls += 1;
      response.writeHead(200, { ...json, 'content-length': '8' });
      if (calls === 1) response.write('{"a"', () => response.destroy());
      else response.end('{"a": 1}');
    });
    const { client, clock, log } = createHarness({}, { retry: { transient: { baseMs: 0, capMs: 0 } } });
    const answer = client.request(ask(local(port), { repeatable: true }));
    while (!clock.sleeps.includes(0)) await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(1);
    expect(await (await answer).json()).toEqual({ a: 1 });
    expect(log.recent().map((entry) => [entry.status, entry.error])).toEqual([
      [200, 'HTTP_ANSWER_CUT'],
      [200, null],
    ]);
  });

  it('reports a stream that breaks off to its reader, after what came before', async () => {
    const { port } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/xml', 'content-length': '9000' });
      response.write(`<a>${'x'.repeat(5000)}`, () => setImmediate(() => response.destroy()));
    });
    const answer = await createHarness().client.request(ask(local(port), { expects: 'xml' }));
    let bytes = 0;
    const error = await errorOf(
      (async () => {
        for await (const chunk of answer.body) bytes += chunk.byteLength;
      })(),
    );
    expect([error.code, error.kind, bytes]).toEqual(['HTTP_ANSWER_CUT', 'transient', 5003]);
  });

  it('says when the head does not come in time, and when the body stalls', async () => {
    const { port } = await serve((request, response) => {
      if (request.url?.startsWith('/a') === true) return;
      response.writeHead(200, json).write('{');
    });
    const { client } = createHarness();
    const first = await errorOf(client.request(ask(local(port), sleeping)));
    expect([first.code, first.details['seconds']]).toEqual(['HTTP_ANSWER_TIMEOUT', 0.06]);
    expect((await errorOf(client.request(ask(local(port).replace('/a', '/b'), sleeping)))).code).toBe(
      'HTTP_BODY_TIMEOUT',
    );
  });

  it('tells a connection that was cut while it was quiet from one that was just cut', async () => {
    const waiting: Socket[] = [];
    const port = await serveRaw((socket) => waiting.push(socket));
    const { client, clock } = createHarness();
    const cutAfter = async (ms: number) => {
      const failed = errorOf(client.request(ask(local(port))));
      while (waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
      await clock.advance(ms);
      waiting.pop()?.destroy();
      return failed;
    };
    const quiet = await cutAfter(61_000);
    expect([quiet.code, quiet.kind, quiet.details['seconds']]).toEqual(['HTTP_CUT_WHEN_IDLE', 'transient', 61]);
    expect((await cutAfter(2_000)).code).toBe('HTTP_CONNECTION_CUT');
  });

  it.each([
    ['nonsense', 'SSH-2.0-OpenSSH_9.2\r\n\r\n', 'HTTP_ANSWER_UNREADABLE'],
    ['half a head', 'HTTP/1.1 200 OK\r\nContent-', 'HTTP_CONNECTION_CUT'],
  ])('does not mistake %s for an answer', async (_, bytes, code) => {
    const port = await serveRaw((socket) => socket.end(bytes));
    expect((await errorOf(createHarness().client.request(ask(local(port))))).code).toBe(code);
  });

  it('tells empty, unreadable, too large and broken text', async () => {
    const bodies: Readonly<Record<string, string | Buffer>> = {
      '/empty': '',
      '/text': 'nope',
      '/large': `"${'x'.repeat(2000)}"`,
      '/bytes': Buffer.from([0x22, 0xff, 0x22]),
    };
    const { port } = await serve((request, response) => response.writeHead(200, json).end(bodies[request.url ?? '']));
    const { client } = createHarness();
    const codeOf = async (path: string) => {
      const answer = await client.request(ask(`http://127.0.0.1:${String(port)}${path}`));
      return (await errorOf(answer.json(1000))).code;
    };
    expect(await codeOf('/empty')).toBe('HTTP_ANSWER_EMPTY');
    expect(await codeOf('/text')).toBe('HTTP_ANSWER_UNREADABLE');
    expect(await codeOf('/large')).toBe('HTTP_ANSWER_TOO_LARGE');
    expect(await codeOf('/bytes')).toBe('HTTP_ANSWER_UNREADABLE');
    const xml = await client.request(ask(`http://127.0.0.1:${String(port)}/empty`, { expects: 'xml' }));
    expect((await errorOf(xml.text())).code).toBe('HTTP_ANSWER_EMPTY');
  });

  it('says that a connection was refused, and that a name is not known', async () => {
    const { port, server } = await serve(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    const { client } = createHarness();
    expect((await errorOf(client.request(ask(local(port))))).code).toBe('HTTP_CONNECTION_REFUSED');
    expect((await errorOf(client.request(ask('https://nowhere.invalid/')))).code).toBe('HTTP_NAME_NOT_FOUND');
    const offline = createHarness({ hasNetwork: () => false });
    expect((await errorOf(offline.client.request(ask('https://nowhere.invalid/')))).code).toBe('HTTP_NO_NETWORK');
  });

  it.each([
    'http://localhost:1/',
    'http://example.test/',
    'ftp://127.0.0.1/',
    'https://ann:pw@example.test/',
    'nonsense',
  ])('sends nothing to an address that is not allowed: %s', async (url) => {
    const error = await errorOf(createHarness().client.request(ask(url)));
    expect([error.code, error.kind]).toEqual(['HTTP_ADDRESS_INVALID', 'config']);
    expect(JSON.stringify(error.details)).not.toContain('pw');
  });

  it('ends at once when its caller gives up', async () => {
    const { port } = await serve(() => undefined);
    const stop = new AbortController();
    const failed = errorOf(createHarness().client.request(ask(local(port), { signal: stop.signal, repeatable: true })));
    await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    expect((await failed).kind).toBe('cancelled');
  });

  it('reads the clock of the server', async () => {
    const { port } = await serve((_, response) =>
      response.writeHead(404, { date: 'Sat, 21 Nov 2026 12:00:07 GMT' }).end(),
    );
    const { transport } = createHarness();
    const signal = new AbortController().signal;
    expect(await transport.probe.clock(local(port), signal)).toEqual({
      serverUtc: '2026-11-21T12:00:07.000Z',
      differenceMs: 7000,
    });
    expect(await transport.probe.tls(local(port), signal)).toBeNull();
  });
});
