import { describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import type { Source, WindowRequest } from '../../../main/ports/source.ts';
import { createHarness, invoice, invoiceMapping, type Harness } from '../../support/engine-harness.ts';

type Asked = readonly { readonly id: string; readonly request: WindowRequest }[];

const part = { part: '2256995', label: 'Elbtal Nederland', left: 3800, perDay: 5000, keptBack: 0, resetsAtUtc: null };

/** A source with budgets: what it was asked to forecast, one answer after the other. */
function withBudgets(harness: Harness): Asked[] {
  const asked: Asked[] = [];
  const forecast: NonNullable<Source['forecast']> = (streams) => {
    asked.push(streams);
    return Promise.resolve([{ ...part, calls: 10 * streams.length }]);
  };
  Object.assign(harness.source, { forecast });
  return asked;
}

describe('the forecast of a flow', () => {
  test('is of the windows that a run would open: from no cursor before the first run, from the cursor after it', async () => {
    const harness = createHarness(['invoices', 'credits']);
    const asked = withBudgets(harness);
    const first = await ask(harness.engine, 'forecast.flow', { flowId: harness.flowId });
    expect(first.parts).toEqual([{ ...part, calls: 20 }]);
    expect(asked[0]).toEqual(
      ['invoices', 'credits'].map((id) => ({ id, request: { kind: 'incremental', cursor: null } })),
    );
    harness.source.put('inv-1', invoice('inv-1', [], '5'));
    await harness.sync();
    await ask(harness.engine, 'forecast.flow', { flowId: harness.flowId });
    const { cursor } = harness.store.streams.get(harness.flowId, 'invoices');
    expect(cursor).not.toBeNull();
    expect(asked[1]?.[0]).toEqual({ id: 'invoices', request: { kind: 'incremental', cursor } });
  });

  test('is of everything, or of a range of days, where that is asked for, and moves no cursor', async () => {
    const harness = createHarness();
    const asked = withBudgets(harness);
    harness.source.put('inv-1', invoice('inv-1', [], '5'));
    await harness.sync();
    const before = harness.store.streams.get(harness.flowId, 'invoices');
    await ask(harness.engine, 'forecast.flow', { flowId: harness.flowId, full: true });
    const range = { stream: 'invoices', from: '2026-01-01', to: '2026-01-31' };
    await ask(harness.engine, 'forecast.flow', { flowId: harness.flowId, range });
    expect(asked.flat().map((one) => one.request)).toEqual([
      { kind: 'full' },
      { kind: 'range', from: '2026-01-01', to: '2026-01-31' },
    ]);
    expect(harness.store.streams.get(harness.flowId, 'invoices')).toEqual(before);
  });

  test('is of a draft before it is saved, and of its chosen streams alone', async () => {
    const harness = createHarness();
    const asked = withBudgets(harness);
    const draft = {
      name: 'Not yet',
      integration: 'workday-databricks' as const,
      sourceConnectionId: 'workday',
      destinationConnectionId: 'databricks',
      streams: [
        { id: 'invoices', enabled: true, mapping: invoiceMapping },
        { id: 'credits', enabled: false, mapping: invoiceMapping },
      ],
      schedule: { kind: 'manual' as const },
    };
    await ask(harness.engine, 'forecast.flow', { draft });
    expect(asked[0]).toEqual([{ id: 'invoices', request: { kind: 'incremental', cursor: null } }]);
  });

  test('is null for a source that sets no budget by the day', async () => {
    const harness = createHarness();
    expect(await ask(harness.engine, 'forecast.flow', { flowId: harness.flowId })).toEqual({ parts: null });
  });
});
