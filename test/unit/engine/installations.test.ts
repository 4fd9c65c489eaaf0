import { describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';

/** A harness whose destination shows what another installation completed later than this one's last decision. */
function metAnother(harness: Harness): void {
  const lastAtUtc = new Date(harness.clock.now() + 500).toISOString();
  harness.destination.otherInstallations = [{ id: 'other', line: 'other-line', generation: 1, lastAtUtc }];
}

const paused = (harness: Harness) => harness.store.flows.get(harness.flowId)?.paused ?? null;

describe('two installations of one flow', () => {
  test('pauses before anything is delivered, and goes on where a person chose this one', async () => {
    const harness = createHarness();
    harness.source.put('A', invoice('A', ['10'], '10'));
    metAnother(harness);
    const run = await harness.sync();
    expect(run).toMatchObject({ state: 'failed', error: { code: 'INSTALLATION_OTHER' } });
    expect(harness.destination.deliveries).toBe(0);
    expect(harness.store.batches.openCount(harness.flowId)).toBe(1);
    expect(paused(harness)?.error?.code).toBe('INSTALLATION_OTHER');
    expect(harness.store.audit.of(harness.flowId, 'installation.met-another')).toHaveLength(1);

    await harness.clock.advance(2_000);
    await ask(harness.engine, 'installation.decide', { flowId: harness.flowId, goesOn: 'this', reason: 'it is ours' });
    expect(paused(harness)).toBeNull();
    expect(harness.store.streams.get(harness.flowId, 'invoices').hashesVoid).toBe(true);
    const next = await harness.sync();
    expect(next.state).toBe('succeeded');
    expect([...harness.destination.rows.keys()]).toEqual(['A']);
    const [entry] = harness.store.audit.of(harness.flowId, 'installation.decided');
    expect(entry?.details).toEqual({ goesOn: 'this', reason: 'it is ours' });
  });

  test('stays paused where the other one goes on', async () => {
    const harness = createHarness();
    harness.source.put('A', invoice('A', ['10'], '10'));
    metAnother(harness);
    await harness.sync();
    await ask(harness.engine, 'installation.decide', {
      flowId: harness.flowId,
      goesOn: 'other',
      reason: 'moved there',
    });
    expect(paused(harness)?.error?.code).toBe('INSTALLATION_OTHER_GOES_ON');
    await expect(harness.sync()).rejects.toMatchObject({ code: 'ENGINE_FLOW_PAUSED' });
  });

  test('takes no notice of what was there before this flow', async () => {
    const harness = createHarness();
    harness.source.put('A', invoice('A', ['10'], '10'));
    harness.destination.otherInstallations = [
      { id: 'other', line: 'other-line', generation: 1, lastAtUtc: '2020-01-01T00:00:00.000Z' },
    ];
    expect((await harness.sync()).state).toBe('succeeded');
  });

  test('leaves nothing to choose where no other was met', async () => {
    const harness = createHarness();
    const choice = ask(harness.engine, 'installation.decide', { flowId: 'flow', goesOn: 'this', reason: 'why not' });
    await expect(choice).rejects.toMatchObject({ code: 'APP_BAD_REQUEST' });
  });
});
