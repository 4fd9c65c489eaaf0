import { describe, expect, test } from 'vitest';
import type { NewMessage } from '../../../main/engine/messages/queue.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import { openStore } from '../../../main/store/store.ts';
import { newMessage } from '../../support/fake-messages.ts';

const at = '2026-11-21T12:00:00.000Z';
const all = { sort: [], offset: 0, limit: 500 };

function storeWith(messages: readonly NewMessage[]) {
  const store = openStore(':memory:');
  store.messages.add(messages);
  return store;
}

describe('the queue of messages', () => {
  test('takes the same delivery in once, whatever else it says', () => {
    const store = storeWith([newMessage('a')]);
    expect(store.messages.add([newMessage('a', { label: 'other' }), newMessage('b')])).toEqual(['b']);
    expect(store.messages.get('a')?.label).toBe('INV a');
    expect(store.messageLists.history('a').map((one) => one.event)).toEqual(['called-for']);
  });

  test('gives back exactly what was taken in', () => {
    const message = newMessage('a', {
      runId: 'run',
      amounts: [{ currency: 'EUR', amount: '84200.00' }],
      body: { text: 'First\nSecond', blocks: [{ type: 'section' }] },
    });
    expect(storeWith([message]).messages.get('a')).toMatchObject(message);
  });

  test('knows the latest alert of a subject by a rule', () => {
    const store = storeWith([
      newMessage('a1', { subjectKey: 'a' }),
      newMessage('a2', { subjectKey: 'a' }),
      newMessage('r', { subjectKey: 'a', kind: 'reply', parentId: 'a2' }),
      newMessage('b', { subjectKey: 'b' }),
    ]);
    expect(store.messages.latestAlert('flow', 'rule', 'a')?.id).toBe('a2');
    expect(store.messages.latestAlert('flow', 'other rule', 'a')).toBeNull();
  });

  test('changes only what is still in the state it was seen in', () => {
    const store = storeWith([newMessage('a')]);
    const begin = () =>
      store.messages.move(
        'a',
        ['queued'],
        { state: 'sending', attempts: 1, sendingSinceUtc: at },
        { atUtc: at, event: 'sending' },
      );
    expect([begin(), begin()]).toEqual([true, false]);
    expect(store.messages.get('a')).toMatchObject({ state: 'sending', attempts: 1, sendingSinceUtc: at });
    expect(store.messageLists.history('a').map((one) => one.event)).toEqual(['called-for', 'sending']);
  });

  test('takes back what was not sent, with what was to be said about it, and nothing that may be posted', () => {
    const store = storeWith([
      newMessage('a'),
      newMessage('reply', { kind: 'reply', parentId: 'a', state: 'held', reason: 'after-parent' }),
      newMessage('b'),
    ]);
    store.messages.move('b', ['queued'], { state: 'unknown' }, { atUtc: at, event: 'outcome-unknown' });
    expect([store.messages.supersede('a', at), store.messages.supersede('b', at)]).toEqual([true, false]);
    expect(['a', 'reply', 'b'].map((id) => store.messages.get(id)?.state)).toEqual([
      'suppressed',
      'suppressed',
      'unknown',
    ]);
  });

  test('goes with its flow', () => {
    const store = storeWith([newMessage('a'), newMessage('b', { flowId: 'other' })]);
    store.transaction(() => {
      store.flows.remove('flow');
    });
    expect([store.messages.get('a'), store.messageLists.history('a')]).toEqual([null, []]);
    expect(store.messages.get('b')?.id).toBe('b');
  });
});

describe('lists of messages', () => {
  test('filter by rule, run, state and words, and sort', () => {
    const store = storeWith([
      newMessage('a', { runId: 'one' }),
      newMessage('b', { ruleId: 'other', ruleName: 'Other', state: 'suppressed', reason: 'rule-off' }),
      newMessage('c', { label: 'Zeta', createdAtUtc: '2026-11-22T00:00:00.000Z' }),
    ]);
    const ids = (filter: object, sort: { column: string; direction: 'asc' | 'desc' }[] = []) =>
      store.messageLists.page(filter, { ...all, sort }).items.map((one) => one.id);
    expect(ids({})).toEqual(['c', 'b', 'a']);
    expect(ids({ runId: 'one' })).toEqual(['a']);
    expect(ids({ ruleId: 'other' })).toEqual(['b']);
    expect(ids({ states: ['queued'] })).toEqual(['c', 'a']);
    expect(ids({ text: 'zeta' })).toEqual(['c']);
    expect(ids({}, [{ column: 'label', direction: 'desc' }])).toEqual(['c', 'b', 'a']);
    expect(store.messageLists.page({}, { ...all, limit: 1, offset: 1 })).toMatchObject({
      total: 3,
      items: [{ id: 'b' }],
    });
  });

  test('are found by what went wrong and why they wait, in the words of who asks', () => {
    const store = storeWith([
      newMessage('a'),
      newMessage('b', { state: 'held', reason: 'quiet-hours' }),
      newMessage('c', { channel: { id: 'C2', name: 'controllers' } }),
    ]);
    const refused = new AppError('SLACK_NOT_IN_CHANNEL', 'config', { details: { channel: 'C77' } });
    for (const id of ['a', 'c']) {
      const change = { state: 'failed', error: toErrorDto(refused) } as const;
      store.messages.move(id, ['queued'], change, { atUtc: at, event: 'failed' });
    }
    const ids = (text: string, language: 'en' | 'nl') =>
      store.messageLists
        .page({ text, language }, { ...all, sort: [{ column: 'label', direction: 'asc' }] })
        .items.map((one) => one.id);
    expect(ids('de app is geen LID van het kanaal', 'nl')).toEqual(['a', 'c']);
    expect(ids('geen lid controllers', 'nl')).toEqual(['c']);
    expect(ids('stille uren', 'nl')).toEqual(['b']);
    expect(ids('quiet hours', 'nl')).toEqual([]);
    expect(ids('quiet hours', 'en')).toEqual(['b']);
    expect(ids('not in the channel C77', 'en')).toEqual(['a', 'c']);
    expect(ids('50%_', 'nl')).toEqual([]);
    expect(store.messageProblems.reasons({})).toEqual([{ code: 'SLACK_NOT_IN_CHANNEL', messages: 2 }]);
    expect(store.messageProblems.reasons({ text: 'controllers' })).toEqual([
      { code: 'SLACK_NOT_IN_CHANNEL', messages: 1 },
    ]);
    expect(store.messageLists.page({ problem: 'SLACK_NOT_IN_CHANNEL' }, { ...all, limit: 1 }).total).toBe(2);
  });

  test('a frozen list is not shifted by what comes meanwhile', () => {
    const store = storeWith(['a', 'b', 'c'].map((id) => newMessage(id)));
    const page = (offset: number) =>
      store.messageLists.page({}, { sort: [], offset, limit: 2, frozen: 'file' }).items.map((one) => one.id);
    const first = page(0);
    store.messages.add([newMessage('d')]);
    expect([...first, ...page(2)]).toEqual(['c', 'b', 'a']);
  });

  test('counts what became of each rule’s messages and sums each amount once, exactly', () => {
    const eur = (amount: string) => ({ amounts: [{ currency: 'EUR', amount }] });
    const store = storeWith([
      newMessage('a', { ...eur('0.10'), state: 'covered', coveredBy: 'digest' }),
      newMessage('b', { ...eur('0.20'), state: 'covered', coveredBy: 'digest' }),
      newMessage('digest', { ...eur('0.30'), kind: 'digest' }),
      newMessage('c', { ...eur('9007199254740993.01') }),
      newMessage('update', { ...eur('5'), kind: 'update', parentId: 'c' }),
      newMessage('d', { ruleId: 'z', ruleName: 'Z', amounts: [{ currency: 'USD', amount: '1' }] }),
    ]);
    store.messages.addResend(newMessage('again', eur('7')), 'c');
    store.messages.move('update', ['queued'], { state: 'posted' }, { atUtc: at, event: 'posted' });
    expect(store.messageLists.counts('flow')).toEqual([
      {
        ruleId: 'rule',
        ruleName: 'Rule',
        calledFor: 6,
        states: [
          { state: 'queued', messages: 3 },
          { state: 'posted', messages: 1 },
          { state: 'covered', messages: 2 },
        ],
        postedByKind: [{ kind: 'update', messages: 1 }],
        amounts: [
          { state: 'queued', currency: 'EUR', amount: '9007199254740993.01' },
          { state: 'covered', currency: 'EUR', amount: '0.3' },
        ],
      },
      {
        ruleId: 'z',
        ruleName: 'Z',
        calledFor: 1,
        states: [{ state: 'queued', messages: 1 }],
        postedByKind: [],
        amounts: [{ state: 'queued', currency: 'USD', amount: '1' }],
      },
    ]);
    expect(store.messageLists.counts('flow', 'no such run')).toEqual([]);
  });
});
