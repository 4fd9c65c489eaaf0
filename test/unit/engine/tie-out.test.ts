import { describe, expect, it } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import type { TieOut } from '../../../shared/tie-out/model.ts';
import { createDatedHarness, dated } from '../../support/dated-invoices.ts';
import type { Harness } from '../../support/engine-harness.ts';

async function tieOut(harness: Harness, entered: string, reportedAtUtc?: string): Promise<TieOut> {
  const at = reportedAtUtc ?? new Date(harness.clock.now() + 60_000).toISOString();
  const parameters = { flowId: 'flow', kind: 'period-invoices' as const, period: '2026-10', asOf: null, company: null };
  return ask(harness.engine, 'tie-outs.make', {
    parameters: { ...parameters, reportedAtUtc: at, leftOut: ['CANCELED'], numbers: 'point' },
    entered,
  });
}

/** What explains the amount of the only line of the report. */
function told({ state, lines }: TieOut) {
  const [line] = lines;
  const amount = line?.figures.find((one) => one.figure === 'amount');
  const causes = amount?.explanations.map((one) => [one.kind, one.records, one.amount, one.counted]);
  return { state, difference: amount?.difference, causes, unexplained: amount?.unexplained };
}

describe('a report that differs from what landed', () => {
  it('is explained by rejected and dismissed records of its company and period, with their amounts', async () => {
    const harness = createDatedHarness();
    harness.source.put('a', dated('a', '100', '2026-10-05'));
    harness.source.put('b', { ...dated('b', '20.50', '2026-10-31'), id: '' });
    harness.source.put('c', { ...dated('c', '7', '2026-11-01'), id: '' });
    harness.source.put('d', { ...dated('d', '3', '2026-10-02'), id: '', company: 'CO-200' });
    await harness.sync();
    const [first] = (await ask(harness.engine, 'rejected.list', { filter: {}, sort: [], offset: 0, limit: 9 })).items;
    expect(first).toBeDefined();
    const result = await tieOut(harness, 'CO-100\tEUR\t2\t120.50\nCO-200\tEUR\t1\t3');
    expect(told(result)).toEqual({
      state: 'explained',
      difference: '20.5',
      causes: [['rejected', 1, '20.5', true]],
      unexplained: '0',
    });
    expect(result.lines[0]?.figures[1]?.explanations[0]?.examples[0]).toMatchObject({ key: 'b', amount: '20.5' });
  });

  it('is explained by records that wait, by what they change', async () => {
    const harness = createDatedHarness();
    harness.source.put('a', dated('a', '100', '2026-10-05'));
    await harness.sync();
    harness.source.put('a', dated('a', '130', '2026-10-05'));
    harness.source.put('n', dated('n', '5', '2026-10-06'));
    harness.destination.faults.push('auth');
    await harness.sync();
    expect(told(await tieOut(harness, 'CO-100\tEUR\t2\t136'))).toEqual({
      state: 'open',
      difference: '36',
      causes: [['waiting', 2, '35', true]],
      unexplained: '1',
    });
  });

  it('is explained by what changed after the report was made: it had the amount of before', async () => {
    const harness = createDatedHarness();
    harness.source.put('a', dated('a', '100', '2026-10-05'));
    await harness.sync();
    const reported = new Date(harness.clock.now()).toISOString();
    await harness.clock.advance(60_000);
    harness.source.put('a', dated('a', '80', '2026-10-05'));
    await harness.sync();
    expect(told(await tieOut(harness, 'CO-100\tEUR\t1\t100', reported))).toEqual({
      state: 'explained',
      difference: '20',
      causes: [['changed-since', 1, '20', true]],
      unexplained: '0',
    });
  });

  it('counts cancelled documents where they explain exactly what is left, and excluded ones by what is kept of them', async () => {
    const harness = createDatedHarness([{ path: 'status', values: ['INTERNAL'] }]);
    harness.source.put('a', dated('a', '100', '2026-10-05'));
    harness.source.put('x', dated('x', '40', '2026-10-07', { status: 'CANCELED' }));
    harness.source.put('i', dated('i', '9', '2026-10-07', { status: 'INTERNAL' }));
    await harness.sync();
    expect(told(await tieOut(harness, 'CO-100\tEUR\t140'))).toMatchObject({ state: 'explained' });
    expect(told(await tieOut(harness, 'CO-100\tEUR\t109'))).toMatchObject({
      state: 'explained',
      causes: expect.arrayContaining([['excluded', 1, '9', true]]),
    });
    expect(told(await tieOut(harness, 'CO-100\tEUR\t100'))).toMatchObject({ state: 'even' });
    expect(told(await tieOut(harness, 'CO-100\tEUR\t90'))).toMatchObject({ state: 'open', unexplained: '-10' });
  });

  it('is told apart from what somebody altered at the destination', async () => {
    const harness = createDatedHarness();
    harness.source.put('a', dated('a', '100', '2026-10-05'));
    await harness.sync();
    harness.destination.rows.delete('a');
    expect(told(await tieOut(harness, 'CO-100\tEUR\t100'))).toEqual({
      state: 'explained',
      difference: '100',
      causes: [['altered', 0, '100', true]],
      unexplained: '0',
    });
  });

  it('says from which day on the source is read again, where the report is about days before it', async () => {
    const harness = createDatedHarness();
    harness.source.put('a', dated('a', '100', '2026-10-05'));
    await harness.sync();
    const { notes } = await tieOut(harness, 'CO-100\tEUR\t100');
    const first = new Date(harness.clock.now() - 90 * 86_400_000).toISOString().slice(0, 10);
    expect(notes).toEqual(first > '2026-10-01' ? [{ note: 'outside-window', values: { date: first } }] : []);
  });
});
