import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { composeEngine, type ComposedEngine } from '../../../main/engine/compose.ts';
import { setUpPractice } from '../../../main/practice/set-up.ts';
import { openStore, type Store } from '../../../main/store/store.ts';
import { startPracticeSlack, type PracticeSlack } from '../../../sandbox/slack/index.ts';
import { startPracticeWorkday, type PracticeWorkday } from '../../../sandbox/workday/index.ts';
import { makeChanges } from '../../../sandbox/world/rounds.ts';
import { openWorld, type World } from '../../../sandbox/world/world.ts';
import { compareDecimals, DecimalSum, parseDecimal } from '../../../shared/money/decimal.ts';
import type { Run } from '../../../shared/model/run.ts';
import { createPacedClock, type PacedClock } from '../../support/paced-clock.ts';
import { createSeededRandom } from '../../support/virtual-clock.ts';

const practiceKey = new Uint8Array(createHash('sha256').update('practice').digest());
const high = 'high-value-invoices';

let clock: PacedClock;
let world: World;
let workday: PracticeWorkday;
let slack: PracticeSlack;
let store: Store;
let composed: ComposedEngine;
let flowId = '';

beforeAll(async () => {
  clock = createPacedClock();
  world = openWorld({ seed: 20_261_121, scale: 0.3, clock });
  workday = await startPracticeWorkday({ world, clock });
  slack = await startPracticeSlack({ clock });
  store = openStore(':memory:');
  const random = createSeededRandom('slack job');
  composed = composeEngine({ store, clock, random, dataKey: null, practiceKey });
  const [flow] = await setUpPractice(
    composed.engine,
    [workday, slack].map((one) => ({ ...one, activeFaults: [] })),
  );
  flowId = flow?.id ?? '';
}, 60_000);

afterAll(async () => {
  await composed.close();
  store.close();
  await Promise.all([workday.close(), slack.close()]);
});

async function sync(): Promise<Run> {
  clock.advance(60_000);
  const run = await ask(composed.engine, 'runs.start', { flowId });
  await composed.engine.services.runner.whenIdle();
  return ask(composed.engine, 'runs.get', { id: run.id });
}

interface Invoice {
  readonly key: string;
  readonly label: string;
  readonly currency: string;
  readonly total: string;
}

/** What the rule proposes, judged anew from the columns: 10,000 or more in a listed currency, and not a draft or cancelled. */
function highInvoices(): Invoice[] {
  const found: Invoice[] = [];
  for (const { key, label, header } of store.book.reader(flowId).documents('supplier_invoices')) {
    const currency = String(header['currency_code']);
    const total = String(header['invoice_total']);
    const amount = parseDecimal(total);
    const threshold = parseDecimal('10000');
    if (amount === undefined || threshold === undefined || compareDecimals(amount, threshold) < 0) continue;
    if (!['EUR', 'USD', 'GBP'].includes(currency)) continue;
    if (['Draft', 'Canceled', 'Cancelled'].includes(String(header['status_name']))) continue;
    found.push({ key, label, currency, total });
  }
  return found;
}

function postedIn(channel: string): ReturnType<PracticeSlack['posted']>['messages'] {
  return slack.posted().messages.filter((one) => one.channel === channel && one.deliveryId !== null);
}

async function countsOf(ruleId: string): Promise<Record<string, number>> {
  const all = await ask(composed.engine, 'messages.counts', { flowId });
  const counts = all.find((one) => one.ruleId === ruleId);
  if (counts === undefined) return {};
  const states = Object.fromEntries(counts.states.map(({ state, messages }) => [state, messages]));
  return { calledFor: counts.calledFor, ...states };
}

describe('from Workday to Slack', () => {
  it('the first run tells what was there in one message a rule, with exact sums', async () => {
    const run = await sync();
    expect(run.state).toBe('succeeded-with-rejections');
    expect(run.streams.every((stream) => stream.reconciled === true)).toBe(true);
    const there = highInvoices();
    expect(there.length).toBeGreaterThan(5);
    const told = postedIn('ap-invoices');
    expect(told).toHaveLength(1);
    for (const currency of new Set(there.map((one) => one.currency))) {
      const sum = new DecimalSum();
      for (const one of there) if (one.currency === currency) sum.add(one.total);
      const [whole = '', part = ''] = sum.text().split('.');
      const grouped = `${currency} ${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${part.padEnd(2, '0')}`;
      expect(`${told[0]?.text ?? ''} ${JSON.stringify(told[0]?.blocks)}`).toContain(grouped);
    }
    expect(await countsOf(high)).toEqual({ calledFor: there.length + 1, posted: 1, covered: there.length });
  });

  it('a run that finds nothing new posts nothing', async () => {
    const before = slack.posted().messages.length;
    await sync();
    expect(slack.posted().messages).toHaveLength(before);
  });

  it('afterwards each match is told once, by a message of its own', async () => {
    const known = new Set(highInvoices().map((one) => one.key));
    const fresh = (): Invoice[] => highInvoices().filter((one) => !known.has(one.key));
    for (let round = 0; round < 12 && fresh().length === 0; round += 1) {
      makeChanges(world, Math.max(clock.now() - 120_000, world.lastMoment + 1));
      await sync();
    }
    expect(fresh().length).toBeGreaterThan(0);
    const alerts = postedIn('ap-invoices')
      .filter((one) => one.threadTs === null)
      .slice(1);
    expect(alerts.map((one) => fresh().find(({ label }) => one.text.includes(label))?.key).sort()).toEqual(
      fresh()
        .map((one) => one.key)
        .sort(),
    );
    const { countsByDelivery } = slack.posted();
    expect(Object.values(countsByDelivery).every((count) => count === 1)).toBe(true);
    expect(slack.posted().messages.flatMap((one) => [...one.pings, ...one.links, ...one.formats])).toEqual([]);
  });

  it('what was called for is posted, covered or held, and nothing else', async () => {
    for (const { states, calledFor } of await ask(composed.engine, 'messages.counts', { flowId })) {
      const settled = states.filter(({ state }) => ['posted', 'covered', 'held', 'suppressed'].includes(state));
      expect(settled.reduce((sum, one) => sum + one.messages, 0)).toBe(calledFor);
    }
    const listed = await ask(composed.engine, 'messages.list', {
      filter: { flowId, states: ['posted'] },
      sort: [],
      offset: 0,
      limit: 500,
    });
    const stands = new Set(slack.posted().messages.map((one) => one.deliveryId));
    const own = listed.items.filter((one) => one.kind !== 'update');
    expect(own.length).toBeGreaterThan(0);
    expect(own.every((one) => stands.has(one.id))).toBe(true);
  });
});
