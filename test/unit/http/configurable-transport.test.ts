import { afterEach, describe, expect, it } from 'vitest';
import { createConfigurableTransport } from '../../../main/http/configurable-transport.ts';
import type { NetworkWay } from '../../../main/http/network-way.ts';
import { createUndiciTransport } from '../../../main/http/undici-transport.ts';
import { createSystemClock } from '../../../main/ports/system-time.ts';
import { text } from '../../support/http-bodies.ts';
import { closeAll, errorOf, onClose, serve } from '../../support/http-harness.ts';
import { requestTo } from '../../support/transport-request.ts';

const clock = createSystemClock();
const none: NetworkWay = { proxy: { kind: 'none' } };

/** Undici's transports, one for each way, and which of them were closed. */
function waysOfUndici() {
  const made: NetworkWay[] = [];
  const closed: NetworkWay[] = [];
  const transport = createConfigurableTransport(
    (way) => {
      const one = createUndiciTransport({ clock, environment: {}, ...way });
      made.push(way);
      return {
        ...one,
        close: async () => {
          await one.close();
          closed.push(way);
        },
      };
    },
    { followsPac: false },
  );
  onClose(() => transport.close());
  return { transport, made, closed };
}

/** A server that ends its answer when it is told to. */
async function startSlowServer() {
  const waiting: (() => void)[] = [];
  const { port } = await serve((_, response) => {
    response.write('first ');
    waiting.push(() => response.end('last'));
  });
  const finish = (): void => {
    for (const end of waiting.splice(0)) end();
  };
  return { url: `http://127.0.0.1:${String(port)}/`, finish };
}

describe('a transport whose way changes', () => {
  afterEach(closeAll);

  it('lets what is under way end on the old way, and closes that after the last of it', async () => {
    const { transport, made, closed } = waysOfUndici();
    const { url, finish } = await startSlowServer();
    const [first, second] = [await transport.send(requestTo(url)), await transport.send(requestTo(url))];
    transport.configure(none);
    expect([made.length, closed]).toEqual([2, []]);
    const third = await transport.send(requestTo(url));
    finish();
    expect(await text(first)).toBe('first last');
    expect(closed).toEqual([]);
    second.discard();
    await expect.poll(() => closed).toEqual([made[0]]);
    expect(await text(third)).toBe('first last');
    expect(closed).toEqual([made[0]]);
  });

  it('closes an old way at once if nothing is under way on it, also after a request that failed', async () => {
    const { transport, made, closed } = waysOfUndici();
    const error = await errorOf(transport.send(requestTo('http://nowhere.example.test/')));
    expect(error.code).toBe('HTTP_ADDRESS_INVALID');
    transport.configure(none);
    await expect.poll(() => closed).toEqual([made[0]]);
  });

  it('keeps the way that works if the new one cannot be made', async () => {
    const { port } = await serve((_, response) => response.end('whole'));
    const transport = createConfigurableTransport(
      (way) => {
        if (way.proxy.kind === 'none') throw new Error('it cannot be made');
        return createUndiciTransport({ clock, environment: {}, ...way });
      },
      { followsPac: false },
    );
    onClose(() => transport.close());
    expect(() => {
      transport.configure(none);
    }).toThrow('it cannot be made');
    expect(await text(await transport.send(requestTo(`http://127.0.0.1:${String(port)}/`)))).toBe('whole');
  });

  it('closes every way when it is closed, those with something under way too', async () => {
    const { transport, made, closed } = waysOfUndici();
    const { url, finish } = await startSlowServer();
    const answer = await transport.send(requestTo(url));
    transport.configure(none);
    const broken = errorOf(text(answer));
    await transport.close();
    expect(new Set(closed)).toEqual(new Set(made));
    expect((await broken).kind).toBe('transient');
    finish();
  });
});
