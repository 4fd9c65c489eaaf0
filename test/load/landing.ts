import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from '../../main/api/ask.ts';
import { createApp, type AppOptions } from '../../main/app.ts';
import type { AppPort } from '../../main/app-port.ts';
import type { WebhookEvent } from '../../shared/webhooks/event.ts';
import { exactBody, send } from '../support/webhook-deliveries.ts';
import { landingOf, type FetchRun, type LandingOfEvent } from './landing-parts.ts';

export interface LandingOptions {
  /** Rounds of changes in the practice Exact; each tells of some sixteen records of several streams at once. */
  readonly rounds: number;
  readonly latency: NonNullable<AppOptions['practiceLatency']>;
}

export interface LandingReport {
  /** How many events ended in which state. */
  readonly states: ReadonlyMap<string, number>;
  readonly landed: readonly LandingOfEvent[];
  /** Milliseconds from sent to answered, of events that were sent while others were fetched. */
  readonly answersMs: readonly number[];
  readonly runs: readonly FetchRun[];
}

/** Long enough for the practice Exact to have told of a round: it waits two seconds, as the real one waits minutes. */
const quietMs = 3_500;
const sentBeside = 20;

/**
 * Lets the practice Exact tell of changes through the real receiver, its journal, the doorbell and runs into a practice warehouse that is
 * warm, and takes the way of each event apart. Throws if events are left unsettled.
 */
export async function measureLanding({ rounds, latency }: LandingOptions): Promise<LandingReport> {
  const folder = mkdtempSync(join(tmpdir(), 'mlc-landing-'));
  try {
    const app = await createApp({
      ...{ dataFolder: folder, host: 'cli', vault: 'memory', practiceScale: 0.05, keepsSchedules: false },
      practiceIntegrations: ['exact-databricks'],
      practiceLatency: latency,
    });
    try {
      return await measure(app, rounds);
    } finally {
      await app.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(app: AppPort, rounds: number): Promise<LandingReport> {
  await ask(app, 'practice.start', {});
  await firstRun(app);
  const sender = await turnOn(app);
  const answersMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await ask(app, 'practice.change', {});
    const beside = sendBeside(sender, round, answersMs);
    await untilSettled(app);
    await beside;
  }
  const events = await allEvents(app);
  const own = events.filter(({ state }) => state !== 'ignored');
  const runs = await fetchRuns(app, new Set(own.flatMap(({ runId }) => runId ?? [])));
  const byId = new Map(runs.map((one) => [one.run.id, one]));
  const landed = own.flatMap((event) => {
    const of = byId.get(event.runId ?? '');
    return event.state !== 'landed' || of === undefined ? [] : (landingOf(event, of) ?? []);
  });
  const states = new Map<string, number>();
  for (const { state } of own) states.set(state, (states.get(state) ?? 0) + 1);
  return { states, landed, answersMs: answersMs.toSorted((a, b) => a - b), runs };
}

/** Brings what the books hold, makes the tables and wakes the warehouse. */
async function firstRun(app: AppPort): Promise<void> {
  const [overview] = await ask(app, 'flows.overview', {});
  if (overview === undefined) throw new Error('there is no practice flow');
  const { id } = await ask(app, 'runs.start', { flowId: overview.flow.id });
  for (;;) {
    const { state } = await ask(app, 'runs.get', { id });
    if (state.startsWith('succeeded')) return;
    if (state !== 'running') throw new Error(`the first run ended as ${state}`);
    await pause(200);
  }
}

interface Sender {
  readonly url: URL;
  readonly secret: string;
  readonly division: number;
}

/** Turns webhooks on and subscribes to every topic that Exact has; how a caller of one's own rings. */
async function turnOn(app: AppPort): Promise<Sender> {
  const settings = { on: true, port: await freePort(), publicAddress: '', keepDays: 90 };
  await ask(app, 'webhooks.set', settings);
  let overview = await ask(app, 'webhooks.get', {});
  while (overview.health.kind !== 'listening') {
    if (overview.health.kind === 'failed') throw new Error(overview.health.error.text);
    await pause(50);
    overview = await ask(app, 'webhooks.get', {});
  }
  const [connection] = overview.connections;
  if (connection?.callbackUrl === null || connection === undefined) throw new Error('no connection rings');
  const { connectionId, callbackUrl } = connection;
  const companies = await ask(app, 'webhooks.subscriptions', { connectionId });
  for (const { division, topics } of companies) {
    await ask(app, 'webhooks.subscribe', { connectionId, division, topics: topics.map(({ topic }) => topic) });
  }
  const { systems } = await ask(app, 'practice.status', {});
  const credentials = systems.find(({ system }) => system === 'exact')?.credentials ?? [];
  const secret = credentials.find(({ label }) => label === 'Webhook secret')?.value ?? '';
  return { url: new URL(callbackUrl), secret, division: Number(companies[0]?.division) };
}

/** Sends events that concern no flow, while others are fetched: how long the receiver takes to keep and answer them. */
async function sendBeside({ url, secret, division }: Sender, round: number, answersMs: number[]): Promise<void> {
  await pause(2_000);
  for (let place = 0; place < sentBeside; place += 1) {
    const key = `${String(round).padStart(8, '0')}-0000-0000-0000-${String(place).padStart(12, '0')}`;
    const sentAt = performance.now();
    const body = exactBody(secret, { topic: 'StockPositions', division, key });
    const status = await send(Number(url.port), { path: url.pathname, body, headers: { host: url.host } });
    if (status !== 200) throw new Error(`an event was answered with ${String(status)}`);
    answersMs.push(performance.now() - sentAt);
    await pause(100);
  }
}

async function untilSettled(app: AppPort): Promise<void> {
  await pause(quietMs);
  const lastMs = performance.now() + 120_000;
  while ((await ask(app, 'webhooks.get', {})).waiting > 0) {
    if (performance.now() > lastMs) throw new Error('events are still waiting after two minutes');
    await pause(250);
  }
}

async function allEvents(app: AppPort): Promise<WebhookEvent[]> {
  const found: WebhookEvent[] = [];
  for (;;) {
    const { items } = await ask(app, 'webhooks.events', { filter: {}, sort: [], offset: found.length, limit: 500 });
    found.push(...items);
    if (items.length < 500) return found;
  }
}

async function fetchRuns(app: AppPort, ids: ReadonlySet<string>): Promise<FetchRun[]> {
  const connections = await ask(app, 'connections.list', {});
  const source = connections.find(({ system }) => system === 'exact')?.id;
  const found: FetchRun[] = [];
  for (const id of ids) {
    const [run, batches] = [await ask(app, 'runs.get', { id }), await ask(app, 'runs.batches', { id })];
    const { items } = await ask(app, 'runs.requests', {
      filter: { runId: id },
      sort: [{ column: 'number', direction: 'asc' }],
      offset: 0,
      limit: 500,
    });
    const calls = items.filter(({ connectionId }) => connectionId === source);
    const statements = items.filter(({ purpose }) => purpose === 'statement submit');
    found.push({ run, batches, calls, statements });
  }
  return found;
}

/** A port that nobody uses at this moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
