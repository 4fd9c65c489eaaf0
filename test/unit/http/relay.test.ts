import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConfigurableTransport } from '../../../main/http/configurable-transport.ts';
import { httpError } from '../../../main/http/network-error.ts';
import type { TransportRequest, TransportResponse } from '../../../main/http/port.ts';
import type { NetworkProbe } from '../../../main/http/probe.ts';
import {
  relayOver,
  relayWindowBytes,
  type FromTransport,
  type ToTransport,
} from '../../../main/http/relay-messages.ts';
import { createRelayTransport } from '../../../main/http/relay-transport.ts';
import { serveTransport } from '../../../main/http/serve-transport.ts';
import { closeAll, errorOf, onClose } from '../../support/http-harness.ts';

const request = (signal = new AbortController().signal): TransportRequest => ({
  method: 'GET',
  url: 'https://tenant.example.test/',
  headers: {},
  headersTimeoutMs: 1000,
  idleTimeoutMs: 1000,
  signal,
});

const answer = (body: AsyncIterable<Uint8Array>): TransportResponse => ({
  status: 200,
  headers: {},
  body,
  discard: () => undefined,
});

function relayTo(served: Partial<ConfigurableTransport>) {
  const { port1, port2 } = new MessageChannel();
  const transport: ConfigurableTransport = {
    followsPac: false,
    configure: () => undefined,
    send: () => Promise.reject(new Error('not asked for')),
    close: () => Promise.resolve(),
    probe: {} as NetworkProbe,
    ...served,
  };
  serveTransport(relayOver<FromTransport, ToTransport>(port1), transport);
  const relay = createRelayTransport(relayOver<ToTransport, FromTransport>(port2), transport);
  onClose(() => relay.close());
  return { relay, port1 };
}

async function* pieces(count: number, size: number, onPiece: () => void): AsyncGenerator<Uint8Array> {
  for (let piece = 0; piece < count; piece += 1) {
    onPiece();
    yield new Uint8Array(size).fill(piece);
    await Promise.resolve();
  }
}

async function untilStill(count: () => number): Promise<void> {
  for (let before = -1, same = 0; same < 20;) {
    await new Promise((resolve) => setImmediate(resolve));
    same = count() === before ? same + 1 : 0;
    before = count();
  }
}

describe('a relay', () => {
  afterEach(closeAll);

  it('takes no more than its window ahead of the reader, and all of it in the end', async () => {
    let made = 0;
    const size = 64 * 1024;
    const { relay } = relayTo({ send: () => Promise.resolve(answer(pieces(200, size, () => (made += 1)))) });
    const { body } = await relay.send(request());
    await untilStill(() => made);
    // One more is held by whoever waits for room.
    expect(made * size).toBeLessThanOrEqual(relayWindowBytes + 2 * size);
    let bytes = 0;
    for await (const chunk of body) bytes += chunk.byteLength;
    expect([bytes, made]).toEqual([200 * size, 200]);
  });

  it('moves whole buffers and copies parts of shared ones', async () => {
    const whole = new Uint8Array([1, 2, 3]);
    const shared = new Uint8Array([0, 4, 5, 0]);
    async function* body(): AsyncGenerator<Uint8Array> {
      yield whole;
      yield shared.subarray(1, 3);
      await Promise.resolve();
    }
    const { relay } = relayTo({ send: () => Promise.resolve(answer(body())) });
    const seen: number[] = [];
    for await (const chunk of (await relay.send(request())).body) seen.push(...chunk);
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    expect([whole.byteLength, [...shared]]).toEqual([0, [0, 4, 5, 0]]);
  });

  it('keeps code, kind, details and waiting time of an error', async () => {
    const error = httpError('HTTP_RATE_LIMITED', { host: 'h.example.test', status: 429 }, { retryAfterMs: 1500 });
    const { relay } = relayTo({ send: () => Promise.reject(error) });
    const seen = await errorOf(relay.send(request()));
    expect([seen.code, seen.kind, seen.details, seen.retryAfterMs]).toEqual([
      'HTTP_RATE_LIMITED',
      'rate-limited',
      { host: 'h.example.test', status: 429 },
      1500,
    ]);
  });

  it('hands over what came before an error in the body', async () => {
    async function* body(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array([1, 2]);
      await Promise.resolve();
      throw httpError('HTTP_ANSWER_CUT', { host: 'h' });
    }
    const { relay } = relayTo({ send: () => Promise.resolve(answer(body())) });
    const { body: relayed } = await relay.send(request());
    let bytes = 0;
    const error = await errorOf(
      (async () => {
        for await (const chunk of relayed) bytes += chunk.byteLength;
      })(),
    );
    expect([error.code, bytes]).toEqual(['HTTP_ANSWER_CUT', 2]);
  });

  it.each(['aborted', 'discarded'])('gives a request up at the other end when it is %s', async (how) => {
    const controller = new AbortController();
    let givenUp: (() => void) | undefined;
    const ended = new Promise<void>((resolve) => {
      givenUp = resolve;
    });
    const { relay } = relayTo({
      send: ({ signal }) => {
        signal.addEventListener('abort', () => givenUp?.());
        return Promise.resolve(answer(pieces(1000, 64 * 1024, () => undefined)));
      },
    });
    const { body, discard } = await relay.send(request(controller.signal));
    if (how === 'aborted') controller.abort();
    else discard();
    await ended;
    const read = async () => {
      for await (const chunk of body) expect(chunk).toBeUndefined();
    };
    expect((await errorOf(read())).code).toBe('APP_CANCELLED');
  });

  it('ends what waits when the other end goes away, and takes nothing new', async () => {
    const { relay, port1 } = relayTo({
      send: ({ url }) => (url.endsWith('/silent') ? new Promise(() => undefined) : Promise.resolve(answer(never()))),
      probe: { route: () => new Promise(() => undefined) } as unknown as NetworkProbe,
    });
    const silent = errorOf(relay.send({ ...request(), url: 'https://tenant.example.test/silent' }));
    const probing = errorOf(relay.probe.route('https://tenant.example.test/'));
    const { body } = await relay.send(request());
    const reading = errorOf(body[Symbol.asyncIterator]().next());
    port1.close();
    const late = await Promise.all([silent, probing, reading]);
    expect(late.map((error) => [error.code, error.kind])).toEqual(Array(3).fill(['HTTP_FAILED', 'transient']));
    expect((await errorOf(relay.send(request()))).code).toBe('HTTP_FAILED');
  });

  it('asks the probe at the other end, and can give that up', async () => {
    const aborted: string[] = [];
    const { relay } = relayTo({
      probe: {
        route: (url: string) => Promise.resolve({ kind: 'proxy', proxy: 'p:1', decidedBy: url }),
        tls: (_url: string, signal: AbortSignal) =>
          new Promise((_, reject) => {
            signal.addEventListener('abort', () => {
              aborted.push('tls');
              reject(httpError('HTTP_FAILED', { host: 'h', reason: 'r' }));
            });
          }),
        resolve: () => Promise.reject(httpError('HTTP_NAME_NOT_FOUND', { host: 'h' })),
      } as unknown as NetworkProbe,
    });
    expect(await relay.probe.route('u')).toEqual({ kind: 'proxy', proxy: 'p:1', decidedBy: 'u' });
    expect((await errorOf(relay.probe.resolve('https://h/', new AbortController().signal))).code).toBe(
      'HTTP_NAME_NOT_FOUND',
    );
    const controller = new AbortController();
    const asked = errorOf(relay.probe.tls('https://h/', controller.signal));
    controller.abort();
    expect((await asked).code).toBe('APP_CANCELLED');
    await expect.poll(() => aborted).toEqual(['tls']);
  });
});

async function* never(): AsyncGenerator<Uint8Array> {
  await new Promise(() => undefined);
  yield new Uint8Array();
}
