import { describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { createDispatcher } from '../../../main/api/dispatch.ts';
import { contract } from '../../../shared/contract/contract.ts';
import type { InputOf, MethodName, OutputOf } from '../../../shared/contract/contract.ts';
import { retentionChoices } from '../../../shared/model/retention.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';

/** What the app answers, after going to and fro as it does between threads and over the loopback address. */
async function answer<Name extends MethodName>(
  harness: Harness,
  name: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  const sent = JSON.parse(JSON.stringify(structuredClone(input))) as InputOf<Name>;
  const got = await ask(harness.engine, name, sent);
  const cloned = structuredClone(got);
  expect(JSON.parse(JSON.stringify(cloned))).toEqual(got);
  expect(contract[name].output.parse(cloned)).toEqual(got);
  return cloned;
}

async function swept(): Promise<Harness> {
  const harness = createHarness();
  harness.source.put('inv-1', invoice('inv-1', [], '5'));
  await harness.sync();
  await harness.clock.advance(400 * 86_400_000);
  await answer(harness, 'retention.set', { keep: '1-year' });
  await harness.engine.services.retention.kick();
  return harness;
}

describe('the retention time', () => {
  test('is ten years until somebody decides, with what would go at each choice', async () => {
    const state = await answer(createHarness(), 'retention.get', {});
    expect(state.keep).toBe('10-years');
    expect(state.effects.map((one) => one.keep)).toEqual([...retentionChoices]);
    expect(state.effects.at(-1)).toMatchObject({ keep: 'for-ever', beforeUtc: null });
    expect([state.lastSweep, state.lastRemoval]).toEqual([null, null]);
  });

  test('is kept, told to every window, and survives a restart', async () => {
    const harness = createHarness();
    const told: string[] = [];
    harness.engine.subscribe(null, ({ payload }) => {
      if (payload.topic === 'changed') told.push(payload.subject);
    });
    expect((await answer(harness, 'retention.set', { keep: 'for-ever' })).keep).toBe('for-ever');
    expect(told).toContain('retention');
    expect((await answer(harness.restart(), 'retention.get', {})).keep).toBe('for-ever');
  });

  test('takes none but the choices', async () => {
    const { engine } = createHarness();
    const dispatcher = createDispatcher({ 'retention.set': () => Promise.reject(new Error('reached')) });
    for (const input of [{}, { keep: '1 day' }, { keep: '1-year', more: true }]) {
      const refused = await dispatcher.call('retention.set', input);
      expect(refused).toMatchObject({ ok: false, error: { code: 'APP_BAD_REQUEST' } });
    }
    expect((await ask(engine, 'retention.get', {})).keep).toBe('10-years');
  });

  test('is said wherever contents went, in answers that cross like all others', async () => {
    const harness = await swept();
    const state = await answer(harness, 'retention.get', {});
    expect(state.lastRemoval?.removed).toMatchObject({ batches: 1, versions: 1 });
    const detail = await answer(harness, 'records.get', { flowId: 'flow', stream: 'invoices', key: 'inv-1' });
    expect(detail.removedVersions).toMatchObject({ count: 1, landed: true });
    const runs = await answer(harness, 'runs.list', { filter: {}, sort: [], offset: 0, limit: 1 });
    const batches = await answer(harness, 'runs.batches', { id: runs.items[0]?.id ?? '' });
    expect(batches[0]?.contentsRemovedAtUtc).toBe(state.lastRemoval?.atUtc);
    const trail = await answer(harness, 'audit.list', {
      filter: { kind: 'retention' },
      sort: [],
      offset: 0,
      limit: 10,
    });
    expect(trail.items.map((one) => one.event)).toEqual(['retention.swept', 'retention.saved']);
  });
});
