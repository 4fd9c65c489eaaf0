import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { ChannelPort } from '../../../main/engine/open-port.ts';
import type { Channel, FromEngine, ToEngine } from '../../../main/engine/port-messages.ts';
import { servePort, type ServedEngine } from '../../../main/engine/serve-port.ts';
import type { AppEvent } from '../../../shared/contract/events.ts';
import { ask } from '../../../main/api/ask.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';

const open: MessagePort[] = [];

afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** A real message port, whose messages also go through JSON: what survives here survives a thread and a socket. */
function channelOn<Out, In>(port: MessagePort): Channel<Out, In> {
  open.push(port);
  return {
    send: (message) => {
      port.postMessage(JSON.parse(JSON.stringify(message)));
    },
    onMessage: (listener) => {
      port.on('message', listener);
    },
  };
}

function connect(harness: Harness, host = new ChannelPort()): ChannelPort {
  const { port1, port2 } = new MessageChannel();
  servePort(channelOn<FromEngine, ToEngine>(port1), served(harness));
  host.reopen(channelOn<ToEngine, FromEngine>(port2));
  return host;
}

function served(harness: Harness, close = () => harness.engine.close()): ServedEngine {
  return {
    engine: harness.engine,
    store: { state: 'ready', reason: null },
    hasSecrets: false,
    openVault: () => undefined,
    close,
  };
}

function nextEvent(
  port: ChannelPort,
  after: Parameters<ChannelPort['subscribe']>[0],
  topic: string,
): Promise<AppEvent> {
  return new Promise((resolve) => {
    const end = port.subscribe(after, (event) => {
      if (event.payload.topic !== topic) return;
      queueMicrotask(() => {
        end();
      });
      resolve(event);
    });
  });
}

describe('the port between a host and an engine', () => {
  test('carries a whole run and its events', async () => {
    const harness = createHarness();
    harness.source.put('inv-1', invoice('inv-1', ['1'], '1'));
    const port = connect(harness);
    const run = await ask(port, 'runs.start', { flowId: harness.flowId });
    await harness.engine.services.runner.whenIdle();
    const ended = await ask(port, 'runs.get', { id: run.id });
    expect(ended.state).toBe('succeeded');
    const event = await nextEvent(port, null, 'run');
    expect(event.payload).toMatchObject({ subject: run.id, run: { state: 'succeeded' } });
  });

  test('gives errors back as plain data with their code and next step', async () => {
    const port = connect(createHarness());
    expect(await port.call('flows.get', { id: 'nowhere' })).toMatchObject({
      ok: false,
      error: { code: 'APP_NOT_FOUND', kind: 'config', next: expect.stringContaining('Refresh') as string },
    });
    expect(await port.call('no.such', {})).toMatchObject({ ok: false, error: { code: 'APP_UNKNOWN_METHOD' } });
    expect(await port.call('flows.get', { id: 7 })).toMatchObject({ ok: false, error: { code: 'APP_BAD_REQUEST' } });
  });

  test('gives a late window only what it has not seen', async () => {
    const harness = createHarness();
    const port = connect(harness);
    await ask(port, 'flows.pause', { id: harness.flowId, reason: 'x' });
    const seen = await nextEvent(port, null, 'changed');
    await ask(port, 'flows.resume', { id: harness.flowId });
    const next = await nextEvent(port, { epoch: seen.epoch, sequence: seen.sequence }, 'changed');
    expect(next.sequence).toBeGreaterThan(seen.sequence);
  });

  test('ends open calls with a clear error when the engine goes, and serves again after its restart', async () => {
    const harness = createHarness();
    const host = new ChannelPort();
    expect(await host.call('flows.overview', {})).toMatchObject({ ok: false, error: { code: 'APP_ENGINE_GONE' } });
    const { port2 } = new MessageChannel();
    host.reopen(channelOn<ToEngine, FromEngine>(port2));
    const waiting = host.call('flows.overview', {});
    host.lost();
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'APP_ENGINE_GONE' } });
    connect(harness, host);
    expect(await host.call('flows.overview', {})).toMatchObject({ ok: true });
  });

  test('closes the engine when the host asks for it', async () => {
    const { port1, port2 } = new MessageChannel();
    let closed = false;
    const harness = createHarness();
    const close = async () => {
      await harness.engine.close();
      closed = true;
    };
    servePort(channelOn<FromEngine, ToEngine>(port1), served(harness, close));
    const host = new ChannelPort();
    host.reopen(channelOn<ToEngine, FromEngine>(port2));
    await host.close();
    expect(closed).toBe(true);
  });
});
