import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { TransportRequest } from '../../../main/http/port.ts';
import type { ProbingTransport } from '../../../main/http/probe.ts';
import { pour, readAll, serveRaw, standsStill, text } from '../../support/http-bodies.ts';
import { closeAll, errorOf, serve } from '../../support/http-harness.ts';
import { requestTo } from '../../support/transport-request.ts';

const system = 'https://tenant.example.test/ccx';

/** What every transport promises (`main/http/port.ts`), over real sockets. `make` registers its own clean-up with `onClose`. */
export function transportConformance(name: string, make: () => ProbingTransport): void {
  describe(name, () => {
    afterEach(closeAll);

    const on = async (listener: RequestListener) => `http://127.0.0.1:${String((await serve(listener)).port)}/a`;
    const answerOf = (listener: RequestListener, changes: Partial<TransportRequest> = {}, transport = make()) =>
      on(listener).then((url) => transport.send(requestTo(url, changes)));

    describe('answers', () => {
      it('hands over status, headers and body, and sends what it was given', async () => {
        const answer = await answerOf(
          (request, response) => {
            void readAll(request).then((body) => {
              response.writeHead(418, { 'X-Twice': ['a', 'b'], 'content-type': 'text/plain' });
              response.end(`${request.method ?? ''} ${String(request.headers['x-mine'])} ${body.toString()}`);
            });
          },
          { method: 'POST', body: 'grüße', headers: { 'X-Mine': 'yes', 'content-length': '7', Host: 'wrong' } },
        );
        expect([answer.status, answer.headers['x-twice'], answer.headers['content-type']]).toEqual([
          418,
          'a, b',
          'text/plain',
        ]);
        expect(await text(answer)).toBe('POST yes grüße');
      });

      it('sends bytes as they are, and leaves them to the caller', async () => {
        const body = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251).subarray(7);
        const answer = await answerOf(
          (request, response) => {
            void readAll(request).then((seen) => response.end(String(Buffer.compare(seen, body))));
          },
          { method: 'PUT', body },
        );
        expect([await text(answer), body.byteLength]).toEqual(['0', 299_993]);
      });

      it('reads an answer without a body, and a HEAD', async () => {
        const none = await answerOf((_, response) => response.writeHead(204).end());
        expect([none.status, await text(none)]).toEqual([204, '']);
        const head = await answerOf((_, response) => response.end('not sent'), { method: 'HEAD' });
        expect([head.status, await text(head)]).toEqual([200, '']);
      });

      it('decodes a compressed body once', async () => {
        const answer = await answerOf((_, response) => {
          response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('compressed once'));
        });
        expect(await text(answer)).toBe('compressed once');
      });

      it('says that compressed bytes are damaged', async () => {
        const damaged = gzipSync('x'.repeat(3000) + String(Math.PI));
        damaged.fill(255, 12, 20);
        const answer = await answerOf((_, response) => {
          response.writeHead(200, { 'content-encoding': 'gzip' }).end(damaged);
        });
        expect((await errorOf(text(answer))).code).toBe('HTTP_ANSWER_UNREADABLE');
      });

      it('never follows a redirect', async () => {
        let calls = 0;
        const answer = await answerOf((_, response) => {
          calls += 1;
          response.writeHead(302, { location: '/elsewhere' }).end('moved');
        });
        expect([answer.status, answer.headers['location']]).toEqual([302, '/elsewhere']);
        answer.discard();
        expect(calls).toBe(1);
      });

      it('leaves a page of a device on the way as it is', async () => {
        const page = '<html><title>Blocked</title></html>';
        const answer = await answerOf((_, response) => {
          response.writeHead(403, { 'content-type': 'text/html' }).end(page);
        });
        expect([answer.status, await text(answer)]).toEqual([403, page]);
      });

      it('keeps no cookie and answers no 401', async () => {
        const cookies: (string | undefined)[] = [];
        const url = await on((request, response) => {
          cookies.push(request.headers.cookie);
          response.writeHead(401, { 'set-cookie': 'a=1', 'www-authenticate': 'Basic realm="x"' }).end('no');
        });
        const transport = make();
        for (let time = 0; time < 2; time += 1) {
          expect(await text(await transport.send(requestTo(url)))).toBe('no');
        }
        expect(cookies).toEqual([undefined, undefined]);
      });
    });

    describe('bodies', () => {
      const megabyte = Buffer.alloc(1024 * 1024, 7);

      it('does not take in what its reader does not read', async () => {
        let written = 0;
        const answer = await answerOf((_, response) => {
          void pour(response, megabyte, 64, () => (written += megabyte.byteLength));
        });
        const body = answer.body[Symbol.asyncIterator]();
        const first = await body.next();
        let read = first.done === true ? 0 : first.value.byteLength;
        await standsStill(() => written);
        // What waits is in the windows and in the system's socket buffers, whatever the length of the body.
        expect(written).toBeLessThan(24 * megabyte.byteLength);
        for (let next = await body.next(); next.done !== true; next = await body.next()) read += next.value.byteLength;
        expect(read).toBe(64 * megabyte.byteLength);
      });

      it('hands ten megabytes over as they are', async () => {
        const answer = await answerOf((_, response) => {
          void pour(response, megabyte, 10, () => undefined);
        });
        let sum = 0;
        let count = 0;
        for await (const chunk of answer.body) {
          count += chunk.byteLength;
          for (const byte of chunk) sum += byte;
        }
        expect([count, sum]).toEqual([10 * megabyte.byteLength, 70 * megabyte.byteLength]);
      });

      it('ends the request when the rest is not wanted', async () => {
        const closed = new Promise<string>((resolve) => {
          void answerOf((_, response) => {
            response.once('close', () => {
              resolve('closed');
            });
            response.write('first');
          }).then((answer) => {
            answer.discard();
          });
        });
        expect(await closed).toBe('closed');
      });

      it('serves several at once', async () => {
        const transport = make();
        const url = await on((request, response) => response.end(`<${String(request.headers['x-mine'])}>`));
        const names = Array.from({ length: 12 }, (_, index) => String(index));
        const texts = await Promise.all(
          names.map(async (mine) => text(await transport.send(requestTo(url, { headers: { 'x-mine': mine } })))),
        );
        expect(texts).toEqual(names.map((mine) => `<${mine}>`));
      });
    });

    describe('an end before the end', () => {
      it('is the caller’s before the head', async () => {
        const controller = new AbortController();
        const arrived = new Promise<void>((resolve) => {
          void answerOf(
            (request) => {
              request.once('close', resolve);
              controller.abort();
            },
            { signal: controller.signal },
          ).catch((error: unknown) => {
            expect(error).toMatchObject({ code: 'APP_CANCELLED', kind: 'cancelled' });
          });
        });
        await arrived;
        const early = errorOf(make().send(requestTo(system, { signal: AbortSignal.abort() })));
        expect((await early).code).toBe('APP_CANCELLED');
        expect.assertions(2);
      });

      it('is the caller’s in the body', async () => {
        const controller = new AbortController();
        let closed: Promise<unknown> = Promise.resolve();
        const answer = await answerOf(
          (_, response) => {
            closed = once(response, 'close');
            response.write('first');
          },
          { signal: controller.signal },
        );
        const read = errorOf(text(answer));
        controller.abort();
        expect((await read).code).toBe('APP_CANCELLED');
        await closed;
      });

      it('is a head that does not come in time, or a body that stalls', async () => {
        const head = await errorOf(answerOf(() => undefined, { headersTimeoutMs: 60 }));
        expect([head.code, head.details['seconds']]).toEqual(['HTTP_ANSWER_TIMEOUT', 0.06]);
        const answer = await answerOf((_, response) => response.write('first'), { idleTimeoutMs: 60 });
        const body = await errorOf(text(answer));
        expect([body.code, body.details['seconds']]).toEqual(['HTTP_BODY_TIMEOUT', 0.06]);
      });

      it.each([
        ['of a told length', { 'content-length': '9000' }],
        ['in pieces', {}],
      ])('is a body %s that breaks off, after what came before', async (_, headers) => {
        const answer = await answerOf((_request, response) => {
          response.writeHead(200, headers);
          response.write('x'.repeat(5000), () => setImmediate(() => response.destroy()));
        });
        const error = await errorOf(text(answer));
        expect([error.code, error.kind]).toEqual(['HTTP_ANSWER_CUT', 'transient']);
      });

      it('is a connection that is cut before the head', async () => {
        const error = await errorOf(answerOf((request) => request.socket.destroy()));
        expect([error.code, error.kind]).toEqual(['HTTP_CONNECTION_CUT', 'transient']);
      });

      it('is an answer that is not HTTP', async () => {
        const port = await serveRaw((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n\r\n'));
        const error = await errorOf(make().send(requestTo(`http://127.0.0.1:${String(port)}/`)));
        expect(error.code).toBe('HTTP_ANSWER_UNREADABLE');
      });
    });

    describe('ways that lead nowhere', () => {
      it('are refused, unknown or not an address', async () => {
        const { port, server } = await serve(() => undefined);
        await new Promise((resolve) => server.close(resolve));
        const transport = make();
        const codeOf = async (url: string) => (await errorOf(transport.send(requestTo(url)))).code;
        expect(await codeOf(`http://127.0.0.1:${String(port)}/`)).toBe('HTTP_CONNECTION_REFUSED');
        expect(await codeOf('https://no-such-host.invalid/')).toBe('HTTP_NAME_NOT_FOUND');
        expect(await codeOf('http://tenant.example.test/')).toBe('HTTP_ADDRESS_INVALID');
        expect(await codeOf('https://ann:pw@tenant.example.test/')).toBe('HTTP_ADDRESS_INVALID');
        expect(await codeOf('planted')).toBe('HTTP_ADDRESS_INVALID');
      });
    });
  });
}
