import { expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { createHarness, invoice } from '../../support/engine-harness.ts';

test('the overview counts the runs of the last day by the hour in which they started, and by what became of them', async () => {
  const harness = createHarness();
  harness.source.put('inv-1', invoice('inv-1', [], '10'), 'invoices', 'SI-1');
  await harness.sync();
  await harness.clock.advance(60_000);
  await harness.sync();
  await harness.clock.advance(3 * 3_600_000);
  await harness.sync();
  const before = (await ask(harness.engine, 'flows.overview', {}))[0];
  expect(before?.hours.map((hour) => hour.states)).toEqual([
    [{ state: 'succeeded', runs: 2 }],
    [{ state: 'succeeded', runs: 1 }],
  ]);
  const [first, second] = before?.hours ?? [];
  expect(Date.parse(second?.fromUtc ?? '') - Date.parse(first?.fromUtc ?? '')).toBe(3 * 3_600_000);
  expect(before?.lastRun?.startedAtUtc.slice(0, 13)).toBe(second?.fromUtc.slice(0, 13));
  await harness.clock.advance(23 * 3_600_000);
  const after = (await ask(harness.engine, 'flows.overview', {}))[0];
  expect(after?.hours).toEqual([second]);
});
