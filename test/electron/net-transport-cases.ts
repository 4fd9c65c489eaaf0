import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { MessageChannel } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import type { NetParts } from '../../main/desktop/net-parts.ts';
import type { TransportRequest, TransportResponse } from '../../main/http/port.ts';
import { createConfigurableTransport } from '../../main/http/configurable-transport.ts';
import { relayOver, type FromTransport, type ToTransport } from '../../main/http/relay-messages.ts';
import { createRelayTransport } from '../../main/http/relay-transport.ts';
import { serveTransport } from '../../main/http/serve-transport.ts';
import { createTestCa } from '../support/test-ca.ts';
import { requestTo } from '../support/transport-request.ts';
import { createBench, describe, expectError, expectSame, text, type NetBench, type NetCase } from './net-bench.ts';
import { certificateCases } from './net-certificate-cases.ts';
import { proxyCases } from './net-proxy-cases.ts';

/** What came of one case; `detail` says what was seen where it is not what was wanted. */
export interface NetCaseResult {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/**
 * Runs the transport over the `net` and `session` of the process it is called in (Electron's main process, once it is ready)
 * against servers and proxies of its own on loopback. Never rejects: what fails is in the results.
 */
export async function runNetTransportCases(parts: NetParts): Promise<NetCaseResult[]> {
  const results: NetCaseResult[] = [];
  const ca = await createTestCa('Company Root');
  for (const one of [...transportCases, ...certificateCases, ...proxyCases]) {
    const opened: (() => Promise<unknown>)[] = [];
    try {
      await one.run(createBench(parts, { ca, opened, partition: `mlc-case-${String(results.length)}` }));
      results.push({ name: one.name, ok: true, detail: '' });
    } catch (error) {
      results.push({ name: one.name, ok: false, detail: describe(error) });
    }
    for (const close of opened.reverse()) await close().catch(() => undefined);
  }
  return results;
}

const local = (port: number): string => `http://127.0.0.1:${String(port)}/a`;

async function answerOf(
  bench: NetBench,
  listener: RequestListener,
  changes: Partial<TransportRequest> = {},
): Promise<TransportResponse> {
  return bench.transport().send(requestTo(local(await bench.serve(listener)), changes));
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

const megabyte = Buffer.alloc(1024 * 1024, 7);

async function pour(response: ServerResponse, times: number, written: () => void): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    const isTaken = response.write(megabyte);
    written();
    if (!isTaken) await new Promise((resolve) => response.once('drain', resolve));
  }
  response.end();
}

async function standsStill(count: () => number): Promise<void> {
  for (let before = -1, same = 0; same < 20;) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    same = count() === before ? same + 1 : 0;
    before = count();
  }
}

async function readSlowly(answer: TransportResponse, written: () => number): Promise<void> {
  const body = answer.body[Symbol.asyncIterator]();
  const first = await body.next();
  let read = first.done === true ? 0 : first.value.byteLength;
  await standsStill(written);
  if (written() > 32 * megabyte.byteLength) throw new Error(`${String(written())} bytes were taken in unread`);
  for (let next = await body.next(); next.done !== true; next = await body.next()) read += next.value.byteLength;
  expectSame(read, 96 * megabyte.byteLength);
}

const transportCases: readonly NetCase[] = [
  {
    name: 'hands over status, headers and body, and sends what it was given',
    async run(bench) {
      const answer = await answerOf(
        bench,
        (request, response) => {
          void bodyOf(request).then((body) => {
            response.writeHead(418, { 'X-Twice': ['a', 'b'], 'content-type': 'text/plain' });
            response.end(`${String(request.headers['x-mine'])} ${body.toString()}`);
          });
        },
        {
          method: 'POST',
          body: 'grüße',
          headers: { 'X-Mine': 'yes', 'Content-Length': '9', Host: 'x', Connection: 'close' },
        },
      );
      expectSame([answer.status, answer.headers['x-twice'], await text(answer)], [418, 'a, b', 'yes grüße']);
    },
  },
  {
    name: 'does not call itself a browser, and sends bytes as they are',
    async run(bench) {
      const body = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251).subarray(7);
      const answer = await answerOf(
        bench,
        (request, response) => {
          void bodyOf(request).then((seen) => {
            response.end(`${String(Buffer.compare(seen, body))} ${request.headers['user-agent'] ?? ''}`);
          });
        },
        { method: 'PUT', body },
      );
      expectSame(await text(answer), '0 ml-connector');
    },
  },
  {
    name: 'reads an answer without a body, and a HEAD',
    async run(bench) {
      const none = await answerOf(bench, (_, response) => response.writeHead(204).end());
      const head = await answerOf(bench, (_, response) => response.end('not sent'), { method: 'HEAD' });
      expectSame([none.status, await text(none), head.status, await text(head)], [204, '', 200, '']);
    },
  },
  {
    name: 'gets a compressed body decoded, once, and says when it is damaged',
    async run(bench) {
      const damaged = gzipSync('x'.repeat(3000) + String(Math.PI));
      damaged.fill(255, 12, 20);
      const gzip = { 'content-encoding': 'gzip' };
      const whole = await answerOf(bench, (_, response) => response.writeHead(200, gzip).end(gzipSync('once')));
      expectSame(await text(whole), 'once');
      const broken = answerOf(bench, (_, response) => response.writeHead(200, gzip).end(damaged)).then(text);
      await expectError(broken, 'HTTP_ANSWER_UNREADABLE');
    },
  },
  {
    name: 'never follows a redirect',
    async run(bench) {
      let calls = 0;
      const answer = await answerOf(bench, (_, response) => {
        calls += 1;
        response.writeHead(302, { location: '/elsewhere' }).end();
      });
      expectSame([answer.status, answer.headers['location'], calls], [302, '/elsewhere', 1]);
    },
  },
  {
    name: 'keeps no cookie and answers no 401',
    async run(bench) {
      const cookies: (string | null)[] = [];
      const port = await bench.serve((request, response) => {
        cookies.push(request.headers.cookie ?? null);
        response.writeHead(401, { 'set-cookie': 'a=1', 'www-authenticate': 'Basic realm="x"' }).end('no');
      });
      const transport = bench.transport();
      const texts = [
        await text(await transport.send(requestTo(local(port)))),
        await text(await transport.send(requestTo(local(port)))),
      ];
      expectSame(
        [texts, cookies],
        [
          ['no', 'no'],
          [null, null],
        ],
      );
    },
  },
  {
    name: 'does not take in what its reader does not read',
    async run(bench) {
      let written = 0;
      const answer = await answerOf(bench, (_, response) => {
        void pour(response, 96, () => (written += megabyte.byteLength));
      });
      await readSlowly(answer, () => written);
    },
  },
  {
    name: 'does not take in what a reader in another thread does not read',
    async run(bench) {
      let written = 0;
      const port = await bench.serve((_, response) => {
        void pour(response, 96, () => (written += megabyte.byteLength));
      });
      const { port1, port2 } = new MessageChannel();
      const served = createConfigurableTransport(() => bench.transport(), { followsPac: true });
      serveTransport(relayOver<FromTransport, ToTransport>(port1), served);
      const relay = createRelayTransport(relayOver<ToTransport, FromTransport>(port2), served);
      await readSlowly(await relay.send(requestTo(local(port))), () => written);
      await relay.close();
    },
  },
  {
    name: 'ends a request that its caller gives up, before the head and in the body',
    async run(bench) {
      const controller = new AbortController();
      const { signal } = controller;
      const silent = answerOf(
        bench,
        () => {
          controller.abort();
        },
        { signal },
      );
      await expectError(silent, 'APP_CANCELLED');
      const second = new AbortController();
      const answer = await answerOf(bench, (_, response) => response.write('first'), { signal: second.signal });
      const read = text(answer);
      second.abort();
      await expectError(read, 'APP_CANCELLED');
    },
  },
  {
    name: 'says when the head does not come in time, and when the body stalls',
    async run(bench) {
      await expectError(
        answerOf(bench, () => undefined, { headersTimeoutMs: 200 }),
        'HTTP_ANSWER_TIMEOUT',
      );
      const answer = await answerOf(bench, (_, response) => response.write('first'), { idleTimeoutMs: 200 });
      await expectError(text(answer), 'HTTP_BODY_TIMEOUT');
    },
  },
  {
    name: 'tells a body that breaks off from a connection that is cut',
    async run(bench) {
      for (const headers of [{ 'content-length': '9000' }, {}]) {
        const answer = await answerOf(bench, (_, response) => {
          response.writeHead(200, headers);
          response.write('x'.repeat(5000), () => setImmediate(() => response.destroy()));
        });
        await expectError(text(answer), 'HTTP_ANSWER_CUT');
      }
      await expectError(
        answerOf(bench, (request) => request.socket.destroy()),
        'HTTP_CONNECTION_CUT',
      );
    },
  },
  {
    name: 'sends a request that may not be repeated once, even over a connection that is dead',
    async run(bench) {
      let calls = 0;
      const port = await bench.serve((request, response) => {
        request.resume().once('end', () => {
          if (request.url === '/warm') response.end('warm');
          else {
            calls += 1;
            request.socket.destroy();
          }
        });
      });
      const transport = bench.transport();
      const once = { method: 'POST', body: 'x', repeatable: false } as const;
      const warm = `http://127.0.0.1:${String(port)}/warm`;
      for (let time = 0; time < 3; time += 1) await text(await transport.send(requestTo(warm, once)));
      await expectError(transport.send(requestTo(local(port), once)), 'HTTP_CONNECTION_CUT');
      expectSame(calls, 1);
    },
  },
  {
    name: 'names what cannot be reached, and refuses what is not https',
    async run(bench) {
      const transport = bench.transport({ proxy: { kind: 'none' } });
      await expectError(transport.send(requestTo('http://127.0.0.1:49151/')), 'HTTP_CONNECTION_REFUSED');
      await expectError(transport.send(requestTo('http://tenant.example.test/')), 'HTTP_ADDRESS_INVALID');
    },
  },
];
