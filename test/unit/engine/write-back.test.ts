import { beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import type { Proposal } from '../../../shared/model/write-back.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';
import { FakeWriteBack } from '../../support/fake-write-back.ts';

let harness: Harness;
let source: FakeWriteBack;
const flowId = 'flow';
const reason = 'Agreed with the controller';

async function look(): Promise<Proposal[]> {
  await ask(harness.engine, 'write-back.look', { flowId });
  return ask(harness.engine, 'write-back.list', { flowId });
}

async function propose(values: Readonly<Record<string, string | null>> = { company: 'CO-200' }): Promise<Proposal> {
  harness.destination.edit('A', values);
  const [first] = await look();
  if (first === undefined) throw new Error('nothing was proposed');
  return first;
}

function approve({ id, fingerprint }: Proposal): Promise<Proposal> {
  return ask(harness.engine, 'write-back.approve', { id, fingerprint, reason });
}

async function events(): Promise<string[]> {
  const page = { sort: [{ column: 'number' as const, direction: 'asc' as const }], offset: 0, limit: 100 };
  const { items } = await ask(harness.engine, 'audit.list', { filter: { kind: 'write-back' }, ...page });
  return items.map(({ event }) => event);
}

beforeEach(async () => {
  harness = createHarness();
  source = new FakeWriteBack(harness.source);
  harness.source.takes = source;
  harness.source.put('A', invoice('A', ['1'], '1'));
  harness.source.put('B', invoice('B', ['2'], '2'));
  await harness.sync();
  await ask(harness.engine, 'write-back.set', { flowId, streams: ['invoices'], reason });
});

describe('changes made at the destination', () => {
  it('are looked for only where it was switched on, and only in what may be written', async () => {
    const state = await ask(harness.engine, 'write-back.state', { flowId });
    expect(state?.streams).toEqual([
      {
        id: 'invoices',
        label: 'Invoices',
        enabled: true,
        fields: [
          { path: 'company', label: 'Company', column: 'company' },
          { path: 'nowhere', label: 'Mapped nowhere', column: null },
        ],
      },
    ]);
    harness.destination.edit('B', { currency: 'USD' });
    expect(await look()).toEqual([]);
    await ask(harness.engine, 'write-back.set', { flowId, streams: [], reason });
    harness.destination.edit('A', { company: 'CO-200' });
    expect(await look()).toEqual([]);
  });

  it('are proposed with what it was and what it would be, and nothing is written by itself', async () => {
    const proposal = await propose();
    expect(proposal).toMatchObject({ state: 'open', stream: 'invoices', key: 'A', label: 'A' });
    expect(proposal.changes).toEqual([
      { path: 'company', column: 'company', label: 'Company', before: 'CO-100', after: 'CO-200', problem: null },
    ]);
    await harness.sync();
    expect(source.written).toEqual([]);
  });

  it('once approved are written, read back, and land like any change of the source', async () => {
    const proposal = await propose();
    const written = await approve(proposal);
    await harness.engine.services.runner.whenIdle();
    expect(written).toMatchObject({ state: 'written', error: null, reason });
    expect(source.written).toEqual([{ key: 'A', changes: { company: 'CO-200' } }]);
    expect(harness.destination.rows.get('A')?.document.header.values['company']).toBe('CO-200');
    expect(harness.store.runs.get(written.runId ?? '')?.state).toBe('succeeded');
    expect(await look()).toMatchObject([{ state: 'written' }]);
    expect(await events()).toEqual([
      'write-back.set',
      'write-back.proposed',
      'write-back.approved',
      'write-back.ended',
    ]);
  });

  it('are not written over what somebody changed at the source since', async () => {
    const proposal = await propose();
    harness.source.put('A', invoice('A', ['1'], '1', 'USD'));
    const ended = await approve(proposal);
    expect(ended.state).toBe('conflict');
    expect(ended.error?.code).toBe('WRITE_BACK_CONFLICT');
    expect(source.written).toEqual([]);
  });

  it('hold for what the person saw: an edit that went on needs a new look', async () => {
    const proposal = await propose();
    const next = await propose({ company: 'CO-300' });
    expect((await ask(harness.engine, 'write-back.list', { flowId })).map(({ state }) => state)).toEqual([
      'open',
      'withdrawn',
    ]);
    await expect(approve(proposal)).rejects.toMatchObject({ code: 'WRITE_BACK_OUTDATED' });
    expect((await approve(next)).state).toBe('written');
    await expect(approve(next)).rejects.toMatchObject({ code: 'WRITE_BACK_OUTDATED' });
  });

  it('that were dismissed are not proposed again, those taken back are withdrawn', async () => {
    const proposal = await propose();
    const { id, fingerprint } = proposal;
    const dismissed = await ask(harness.engine, 'write-back.dismiss', { id, fingerprint, reason });
    expect(dismissed).toMatchObject({ state: 'dismissed', reason });
    expect(await look()).toHaveLength(1);
    await propose({ company: 'CO-400' });
    harness.destination.edit('A', {});
    expect((await look()).map(({ state }) => state)).toEqual(['withdrawn', 'dismissed']);
  });

  it('with a value that the source would refuse say so and cannot be approved', async () => {
    const proposal = await propose({ company: 'CO-200-TOO-LONG' });
    expect(proposal.changes[0]?.problem).toBe('too-long');
    await expect(approve(proposal)).rejects.toMatchObject({ code: 'WRITE_BACK_REFUSED_HERE' });
    expect((await propose({ company: '' })).changes[0]?.problem).toBe('empty');
  });
});

describe('an approved change that nobody confirmed', () => {
  it('is found written when the answer was lost after it was done, and written once', async () => {
    source.faults.push('lost-after');
    expect((await approve(await propose())).state).toBe('written');
    expect(source.written).toHaveLength(1);
  });

  it('is told as not taken when it never arrived, and may be made again', async () => {
    source.faults.push('lost-before');
    const ended = await approve(await propose());
    expect(ended).toMatchObject({ state: 'failed', error: { code: 'WRITE_BACK_NOT_TAKEN' } });
    expect((await approve((await look())[0] ?? ended)).state).toBe('written');
  });

  it('fails with the words of a source that refuses it', async () => {
    source.faults.push('refused');
    expect(await approve(await propose())).toMatchObject({ state: 'failed', error: { code: 'APP_BAD_REQUEST' } });
  });

  it('that the source says it did and did not is not believed', async () => {
    source.faults.push('ignored');
    expect(await approve(await propose())).toMatchObject({ state: 'failed', error: { code: 'WRITE_BACK_NOT_TAKEN' } });
  });

  it('is asked for again after the process ended on the way', async () => {
    const { id } = await propose();
    harness.store.transaction(() => {
      harness.store.writeBacks.move(id, 'open', { state: 'writing' });
    });
    await source.write('invoices', 'A', { company: 'CO-200' });
    harness = harness.restart();
    expect(await look()).toMatchObject([{ id, state: 'written' }]);
  });
});
