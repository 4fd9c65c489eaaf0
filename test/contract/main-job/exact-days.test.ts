import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import type { Run } from '../../../shared/model/run.ts';
import { ExactApp } from '../../support/exact-app.ts';

const DAY = 86_400_000;
let app: ExactApp;
beforeAll(async () => {
  app = await ExactApp.start({ scale: 6 });
}, 120_000);
afterAll(() => app.close());

function loadedIn(run: Run, stream: string): number {
  return run.streams.find((one) => one.stream === stream)?.counts.loaded ?? 0;
}

test('a first reading that a day’s calls do not suffice for ends incomplete, says when it goes on, and loads each document once', async () => {
  const forecast = await ask(app.engine, 'forecast.flow', { flowId: app.flowId });
  const most = Math.max(...(forecast.parts ?? []).map(({ calls }) => calls ?? 0));
  app.exact.setLimits({ perMinute: 100_000, perDay: Math.ceil(most * 0.8) });
  const runs: Run[] = [];
  for (let day = 0; day < 6; day += 1) {
    app.clock.advance(DAY - (app.clock.now() % DAY));
    runs.push(await app.sync());
    if (runs.at(-1)?.state !== 'incomplete') break;
    // A run on the same day finds nothing left, and does no harm.
    if (day === 0) runs.push(await app.sync());
  }
  const [first, again] = runs;
  expect(runs.map(({ state }) => state).slice(0, 2)).toEqual(['incomplete', 'incomplete']);
  const stops = (first?.streams ?? []).flatMap(({ error }) => (error === null ? [] : [error]));
  const goesOn = stops.find(({ code }) => code === 'EXACT_READING_GOES_ON');
  expect(goesOn?.text).toMatch(/ended while “.+” was read: \d+ records were read by then/);
  expect(goesOn?.next).toMatch(/first run after 2026-11-23 00:00 UTC goes on where this one stood/);
  expect(again?.streams.every(({ counts }) => counts.loaded === 0)).toBe(true);
  expect(runs.length).toBeGreaterThan(2);
  expect(runs.at(-1)?.streams.map(({ stream, reconciled, error }) => [stream, reconciled, error])).toEqual(
    (runs.at(-1)?.streams ?? []).map(({ stream }) => [stream, true, null]),
  );
  // Nothing was loaded twice, and nothing is missing: a re-read of everything finds no difference.
  for (const [stream, table] of [
    ['journal_entries', 'exact_journal_entries'],
    ['purchase_entries', 'exact_purchase_entries'],
    ['sales_invoices', 'exact_sales_invoices'],
  ] as const) {
    const [[rows, versions] = []] = await app.rows(
      `SELECT (SELECT count(*) FROM {${table}}), (SELECT count(*) FROM {${table}_history})`,
    );
    expect([stream, versions]).toEqual([stream, rows]);
    expect(runs.reduce((sum, run) => sum + loadedIn(run, stream), 0)).toBe(Number(rows));
  }
}, 240_000);
