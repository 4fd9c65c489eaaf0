import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { NewDecision } from '../../../main/store/decisions.ts';
import { openStore, type Store } from '../../../main/store/store.ts';

const all = { sort: [], offset: 0, limit: 500 };

function decisionOf(id: string, part: Partial<NewDecision> = {}): NewDecision {
  return {
    id,
    messageId: 'message',
    flowId: 'flow',
    ruleId: 'rule',
    ruleName: 'Rule',
    subjectKey: 'invoice',
    label: 'INV-1042',
    amounts: [{ currency: 'EUR', amount: '84200.00' }],
    link: 'https://workday.example/d/inst/1042',
    permalink: null,
    decision: 'approve',
    userId: 'U1',
    userName: 'A. Jansen',
    decidedAtUtc: '2026-11-21T12:00:00.000Z',
    envelopeId: `envelope ${id}`,
    ...part,
  };
}

function added(store: Store, ...decisions: NewDecision[]) {
  return decisions.map((one) => store.transaction(() => store.decisions.add(one)));
}

describe('decisions', () => {
  it('lets the first on a message stand, and keeps what another decides after it', () => {
    const store = openStore(':memory:');
    const made = added(
      store,
      decisionOf('1'),
      decisionOf('2', { userId: 'U2', decision: 'query' }),
      decisionOf('3', { decision: 'query' }),
      decisionOf('4', { messageId: 'newer version' }),
    );
    expect(made.map((one) => one?.stands)).toEqual([true, false, false, true]);
    expect(store.decisions.ofMessage('message').map((one) => one.id)).toEqual(['1', '2', '3']);
    expect(store.decisions.standingOf('flow', 'rule', 'invoice').map((one) => one.id)).toEqual(['1', '4']);
    expect(store.decisions.ofMessage('message')[0]).toEqual({ ...decisionOf('1'), stands: true });
  });

  it('keeps the same decision of the same person once', () => {
    const store = openStore(':memory:');
    expect(added(store, decisionOf('1'), decisionOf('2'), decisionOf('3', { envelopeId: 'envelope 1' }))).toEqual([
      { ...decisionOf('1'), stands: true },
      null,
      null,
    ]);
    expect(store.decisions.page({}, all).total).toBe(1);
  });

  it('lists them by what is asked for, the newest first', () => {
    const store = openStore(':memory:');
    added(
      store,
      decisionOf('1'),
      decisionOf('2', {
        messageId: 'b',
        label: 'INV-7',
        userName: 'B. Smit',
        decidedAtUtc: '2026-11-22T12:00:00.000Z',
      }),
      decisionOf('3', { messageId: 'c', flowId: 'other', decision: 'query' }),
    );
    const ids = (...of: Parameters<Store['decisions']['page']>) =>
      store.decisions.page(...of).items.map(({ id }) => id);
    expect(ids({}, all)).toEqual(['2', '3', '1']);
    expect(ids({ text: 'smit' }, all)).toEqual(['2']);
    expect(ids({ flowId: 'flow', decision: 'approve' }, { ...all, limit: 1 })).toEqual(['2']);
    expect(ids({}, { ...all, sort: [{ column: 'userName', direction: 'desc' }] })[0]).toBe('2');
    expect(store.decisions.page({ decision: 'query' }, all)).toMatchObject({ total: 1, items: [{ id: '3' }] });
  });

  it('are never changed nor removed, whoever asks', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mlc-decisions-'));
    const file = join(folder, 'data.sqlite');
    const store = openStore(file);
    added(store, decisionOf('1'));
    const other = new DatabaseSync(file);
    expect(() => {
      other.exec(`UPDATE decisions SET decision = 'query'`);
    }).toThrow('never changed');
    expect(() => {
      other.exec('DELETE FROM decisions');
    }).toThrow('never removed');
    expect(store.decisions.ofMessage('message')).toHaveLength(1);
    other.close();
    store.close();
    rmSync(folder, { recursive: true });
  });
});
