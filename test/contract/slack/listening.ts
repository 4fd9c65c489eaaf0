import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { createSlackClicks } from '../../../main/connectors/slack/socket.ts';
import { createHttpClient } from '../../../main/http/client.ts';
import { createDialLink, type DialLink } from '../../../main/http/dial-link.ts';
import { createRequestLog } from '../../../main/http/request-log.ts';
import { createUndiciTransport } from '../../../main/http/undici-transport.ts';
import type { Click, ClickHome, ClickListener, ListenerState } from '../../../main/ports/clicks.ts';
import type { ConnectorContext } from '../../../main/ports/connector.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { PracticeSlack, PracticeSlackOptions } from '../../../sandbox/slack/index.ts';
import { createSeededRandom, type VirtualClock } from '../../support/virtual-clock.ts';
import { startFresh } from '../practice-slack/slack-client.ts';

export interface Listening {
  readonly slack: PracticeSlack;
  readonly clock: VirtualClock;
  readonly context: ConnectorContext;
  readonly listener: ClickListener;
  readonly dial: DialLink;
  readonly heard: { readonly click: Click; readonly home: ClickHome }[];
  readonly states: ListenerState[];
  readonly faults: unknown[];
  readonly secrets: Record<string, string>;
  /** What is done with a click; may be changed. */
  onClick: (click: Click) => Promise<void>;
  /** From now on nothing passes between the two sides, and neither hears of it. */
  mute(): void;
  /** Lets the next link through again. */
  unmute(): void;
  state(): ListenerState['kind'] | undefined;
  /** Lets time pass, a quarter of a second at a time, until this is so. */
  until(isSo: () => boolean): Promise<void>;
  listening(): Promise<void>;
  close(): Promise<void>;
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 1));

/** A relay on loopback that can fall silent: what it takes is not passed on, and nothing is closed. */
async function startRelay(target: number): Promise<{ port: number; mute(isMute: boolean): void; close(): void }> {
  let isMute = false;
  const sockets = new Set<Socket>();
  const pairs: (readonly [near: Socket, far: Socket])[] = [];
  const server: Server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    pairs.push([near, far]);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => undefined);
      from.on('data', (data) => {
        if (!isMute) to.write(data);
      });
      from.on('close', () => {
        if (!isMute) to.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    mute: (value) => {
      isMute = value;
      if (isMute) return;
      for (const [near, far] of pairs) if (near.destroyed) far.destroy();
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** The practice Slack on a real socket and a listener of its clicks, both by a clock that the test moves. */
export async function startListening(options: Partial<PracticeSlackOptions> = {}): Promise<Listening> {
  const { slack, clock } = await startFresh(options);
  const relay = await startRelay(Number(new URL(slack.address).port));
  const transport = createUndiciTransport({ clock, environment: {}, hasNetwork: () => true });
  const random = createSeededRandom();
  const secrets: Record<string, string> = { ...slack.secrets, appToken: slack.credentialsUsed.appToken };
  const log = createRequestLog();
  const at = '2026-11-21T00:00:00Z';
  const context: ConnectorContext = {
    connection: {
      ...{ id: 'c-slack', name: 'Practice Slack', system: 'slack', practice: true },
      ...{ settings: { ...slack.settings }, secrets: [], lastCheck: null, createdAtUtc: at, updatedAtUtc: at },
    },
    http: createHttpClient({ transport, clock, random, log, connectionId: 'c-slack' }),
    clock,
    random,
    readSecret: (name) => {
      const value = secrets[name];
      const missing = new AppError('VAULT_SECRET_MISSING', 'config', { details: { name } });
      return value === undefined ? Promise.reject(missing) : Promise.resolve(value);
    },
    saveSecret: () => Promise.resolve(),
  };
  const way = { proxy: { kind: 'environment' } } as const;
  const direct = createDialLink({ clock, way: () => way, probe: transport.probe, environment: {} });
  const dial: DialLink = (_url, signal) => direct(new URL(`http://127.0.0.1:${String(relay.port)}`), signal);
  const harness: Listening = {
    ...{ slack, clock, context, dial, secrets, heard: [], states: [], faults: [] },
    listener: createSlackClicks(context, { dial, onFault: (error) => harness.faults.push(error) }),
    onClick: () => Promise.resolve(),
    mute: () => {
      relay.mute(true);
    },
    unmute: () => {
      relay.mute(false);
    },
    state: () => harness.states.at(-1)?.kind,
    until: async (isSo) => {
      for (let turn = 0; !isSo(); turn += 1) {
        if (turn > 2_000) throw new Error(`it never came to be so: ${JSON.stringify(harness.states.slice(-4))}`);
        await clock.advance(250);
        await pause();
      }
    },
    listening: () => harness.until(() => harness.state() === 'listening'),
    close: async () => {
      relay.mute(false);
      await harness.listener.close();
      relay.close();
      await slack.close();
      await transport.close();
    },
  };
  harness.listener.start({
    onClick: async (click, home) => {
      await harness.onClick(click);
      harness.heard.push({ click, home });
    },
    onState: (state) => harness.states.push(state),
  });
  return harness;
}
