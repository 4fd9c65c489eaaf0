import { describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import type { InputOf } from '../../../shared/contract/contract.ts';
import type { Run } from '../../../shared/model/run.ts';
import { createMessagingHarness, type MessagingHarness } from '../../support/messaging-harness.ts';
import { billMapping, billRule } from '../../support/messaging-integration.ts';

async function replay(harness: MessagingHarness, input: InputOf<'replay.plan'>): Promise<Run> {
  const planned = await ask(harness.engine, 'replay.plan', input);
  await harness.clock.advance(1_000);
  const run = await ask(harness.engine, 'replay.start', { planId: planned.id });
  await harness.engine.services.runner.whenIdle();
  expect((await ask(harness.engine, 'replay.of-run', { runId: run.id }))?.cameTrue).toBe(true);
  return ask(harness.engine, 'runs.get', { id: run.id });
}

/** A posting flow whose rule has told of a bill and of its change. */
async function told(): Promise<{ harness: MessagingHarness; runs: Run[] }> {
  const harness = createMessagingHarness({ rules: [billRule()], isPosting: true });
  harness.bill('small', '1');
  const runs = [await harness.sync()];
  harness.bill('a', '1000');
  runs.push(await harness.sync());
  harness.bill('a', '2000');
  runs.push(await harness.sync());
  return { harness, runs };
}

describe('a replay of a flow that posts messages', () => {
  test('posts nothing twice, whichever of its runs is replayed and however often', async () => {
    const { harness, runs } = await told();
    const posted = ['alert a posted', 'update a posted', 'reply a posted'];
    expect(harness.messages()).toEqual(posted);
    const sent = harness.messenger.deliveries().length;
    for (const run of [...runs, ...runs]) {
      const again = await replay(harness, { scope: { kind: 'run', runId: run.id }, mode: 'stored' });
      expect(again.state).toBe('succeeded');
      expect(again.streams[0]?.counts).toMatchObject({ read: 1, loaded: 0, unchanged: 1 });
    }
    expect(harness.messages()).toEqual(posted);
    expect(harness.messenger.deliveries()).toHaveLength(sent);
  });

  test('says beforehand that an older version is left alone', async () => {
    const { harness, runs } = await told();
    const scope = { kind: 'run' as const, runId: runs[1]?.id ?? '' };
    const planned = await ask(harness.engine, 'replay.plan', { scope, mode: 'stored' });
    expect(planned.streams[0]?.documents).toMatchObject({ insert: 0, update: 0, unchanged: 0, newer: 1 });
  });

  test('tells once of a rejected record that today’s mapping lets through', async () => {
    const harness = createMessagingHarness({ rules: [billRule()], isPosting: true });
    harness.bill('small', '1');
    await harness.sync();
    harness.bill('b', '1000', { company: '' });
    await harness.sync();
    expect(harness.messages()).toEqual([]);
    const flow = harness.store.flows.get('flow');
    if (flow === null) throw new Error('the flow is gone');
    const columns = billMapping.header.columns.map((one) => ({ ...one, required: one.column === 'id' }));
    const mapping = { ...billMapping, version: 2, header: { ...billMapping.header, columns } };
    harness.store.flows.save({ ...flow, streams: flow.streams.map((one) => ({ ...one, mapping })) });
    const scope = { kind: 'rejected' as const, filter: {}, selection: { kind: 'all' as const, except: [] } };
    const run = await replay(harness, { scope, mode: 'todays-mapping' });
    expect(run.streams[0]?.counts).toMatchObject({ read: 1, loaded: 1 });
    expect(harness.messages()).toEqual(['alert b posted']);
    await harness.sync();
    await replay(harness, { scope: { kind: 'run', runId: run.id }, mode: 'stored' });
    expect(harness.messages()).toEqual(['alert b posted']);
  });
});
