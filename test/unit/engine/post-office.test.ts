import { describe, expect, test } from 'vitest';
import { decideMessages } from '../../../main/engine/messages/decide.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { MessageDecision } from '../../../shared/messages/message.ts';
import { textsIn } from '../../../shared/messages/texts/texts.ts';
import { openChannel } from '../../support/fake-messenger.ts';
import { createOfficeHarness, ruleOf, type OfficeHarness } from '../../support/office-harness.ts';
import { newMessage } from '../../support/fake-messages.ts';

const fifty = Array.from({ length: 50 }, (_, index) => index);
const reply = (id: string, parentId: string, kind: 'reply' | 'update' = 'reply') => newMessage(id, { kind, parentId });

function eventsOf({ store }: OfficeHarness, id: string): string[] {
  return store.messageLists.history(id).map(({ event }) => event);
}

function decide({ store, clock }: OfficeHarness, ids: string[], decision: MessageDecision): number {
  return decideMessages({ deps: { store, clock } }, ids, decision);
}

describe('what goes', () => {
  test('messages are posted once, in order, with channels side by side and replies after their message', async () => {
    const h = createOfficeHarness({ rules: [ruleOf()] });
    h.alert('a');
    h.add(
      newMessage('x', { channel: { id: 'C2', name: 'two' } }),
      reply('r', 'a'),
      newMessage('b'),
      reply('u', 'a', 'update'),
    );
    await h.drain();
    await h.drain();
    expect(h.messenger.deliveries('C1')).toEqual(['a', 'u', 'r', 'b']);
    expect(h.messenger.tries.map((one) => one.deliveryId).filter((id) => id !== 'x')).toEqual(['a', 'r', 'b', 'u']);
    expect(h.messenger.deliveries('C2')).toEqual(['x']);
    const [first, thread] = h.messenger.standing.filter((one) => one.channel === 'C1');
    expect(thread?.threadTs).toBe(first?.ts);
    expect(h.store.messages.get('a')).toMatchObject({ state: 'posted', attempts: 1, receipt: { ts: first?.ts } });
    expect(eventsOf(h, 'a')).toEqual(['called-for', 'sending', 'posted']);
    expect(h.store.audit.of('a', 'message.posted')[0]?.details).toMatchObject({ channel: 'C1', ts: first?.ts });
    expect(h.events.length).toBeGreaterThan(0);
    expect(JSON.stringify(h.store.audit.page({}, { sort: [], offset: 0, limit: 100 }))).not.toContain('Invoice a');
  });

  test('it is stored that a message is being sent before it leaves', async () => {
    const h = createOfficeHarness();
    h.alert('a');
    const seen: unknown[] = [];
    h.pause = () => {
      seen.push([h.store.messages.get('a')?.state, h.messenger.standing.length]);
      return Promise.resolve();
    };
    await h.drain();
    expect(seen).toEqual([
      ['queued', 0],
      ['queued', 0],
      ['sending', 0],
      ['sending', 1],
    ]);
  });

  test('a message taken back while it waited for its turn is not sent', async () => {
    const h = createOfficeHarness();
    h.alert('a');
    h.pause = () => {
      h.store.messages.supersede('a', '2026-11-21T12:00:00.000Z');
      return Promise.resolve();
    };
    await h.drain();
    expect([h.states('a'), h.messenger.deliveries()]).toEqual([['suppressed'], []]);
  });

  test('a rule that is off, or gone, sends nothing any more', async () => {
    const h = createOfficeHarness({ rules: [ruleOf({ enabled: false })] });
    h.alert('a');
    h.alert('b', { ruleId: 'gone' });
    await h.drain();
    expect(h.states('a', 'b')).toEqual(['suppressed', 'suppressed']);
    expect(h.store.messages.get('a')?.reason).toBe('rule-off');
  });

  test('an incident and what is said of it are of no rule', async () => {
    const h = createOfficeHarness({ rules: [] });
    h.add(
      newMessage('i', { kind: 'incident', ruleId: 'health' }),
      newMessage('u', { kind: 'update', ruleId: 'health', parentId: 'i' }),
    );
    await h.drain();
    expect(h.states('i', 'u')).toEqual(['posted', 'posted']);
  });

  test('a paused flow posts nothing until it is resumed', async () => {
    const h = createOfficeHarness();
    const flow = h.store.flows.get('flow');
    if (flow !== null) h.store.flows.save({ ...flow, paused: { reason: 'x', error: null, atUtc: 'x' } });
    h.alert('a');
    await h.drain();
    expect(h.states('a')).toEqual(['queued']);
    h.resume();
    await h.drain();
    expect(h.states('a')).toEqual(['posted']);
  });
});

describe('what goes wrong', () => {
  test.each(['lost-after', 'lost-before'] as const)(
    'an answer lost (%s) is asked for, fifty times out of fifty',
    async (fault) => {
      const h = createOfficeHarness({ rules: [ruleOf()] });
      for (const n of fifty) {
        h.alert(`m${String(n)}`);
        h.messenger.faults.push(fault);
        const before = h.clock.now();
        await h.drain();
        expect(h.clock.now() - before).toBeGreaterThanOrEqual(5_000);
      }
      expect(h.messenger.deliveries()).toEqual(fifty.map((n) => `m${String(n)}`));
      expect(h.inState('posted')).toHaveLength(50);
      const events = ['called-for', 'sending', 'outcome-unknown'];
      const rest = fault === 'lost-after' ? ['posted'] : ['absent', 'sending', 'posted'];
      expect(eventsOf(h, 'm7')).toEqual([...events, ...rest]);
    },
  );

  test.each([1, 2, 3])(
    'a process killed at moment %i of a try leaves nothing lost and nothing twice, fifty times out of fifty',
    async (moment) => {
      const h = createOfficeHarness({ rules: [ruleOf()] });
      for (const n of fifty) {
        h.alert(`m${String(n)}`);
        let passed = 0;
        const killed = new Promise<void>((resolve) => {
          h.pause = () => {
            passed += 1;
            if (passed !== moment) return Promise.resolve();
            h.process.kill();
            resolve();
            // The request of moment 2 is on the wire or not: every other time it arrives after all.
            return moment === 2 && n % 2 === 0 ? Promise.resolve() : new Promise(() => undefined);
          };
        });
        void h.drain().catch(() => undefined);
        await killed;
        h.pause = () => Promise.resolve();
        h.restart();
        await h.drain();
      }
      expect(h.messenger.deliveries()).toEqual(fifty.map((n) => `m${String(n)}`));
      expect(h.inState('posted')).toHaveLength(50);
    },
  );

  test('nothing overtakes a message that may be posted, and another channel does not wait', async () => {
    const h = createOfficeHarness();
    h.alert('a');
    h.alert('b');
    h.alert('x', { channel: { id: 'C2', name: 'two' } });
    h.messenger.faults.push('lost-after');
    await h.drain();
    expect(h.messenger.deliveries('C1')).toEqual(['a', 'b']);
    expect(h.messenger.tries.map((one) => one.deliveryId)).toEqual(['a', 'x', 'b']);
  });

  test('where history cannot be read, a person decides, and the others go on', async () => {
    const h = createOfficeHarness();
    for (const id of ['a', 'b', 'c']) h.alert(id);
    h.messenger.isHidden = true;
    h.messenger.faults.push('lost-after', 'lost-after', 'lost-before');
    await h.drain();
    expect(h.states('a', 'b', 'c')).toEqual(['undecided', 'undecided', 'undecided']);
    expect(h.store.audit.of('a', 'message.undecided')).toHaveLength(1);
    expect(decide(h, ['a'], 'already-posted')).toBe(1);
    expect(decide(h, ['b'], 'post-again')).toBe(1);
    h.messenger.isHidden = false;
    expect(decide(h, ['c'], 'try-again')).toBe(1);
    await h.drain();
    expect(h.states('a', 'b', 'c')).toEqual(['posted', 'dismissed', 'posted']);
    expect(h.messenger.deliveries()).toHaveLength(4);
    const again = h.messenger.standing.at(-1);
    expect(again?.body.text).toBe(`Invoice b\n${textsIn('en').resent}`);
    expect(h.store.audit.of('a', 'message.decided')[0]?.details).toMatchObject({
      decision: 'already-posted',
      by: 'operator',
    });
  });

  test('history that cannot be read for the moment is read later', async () => {
    const h = createOfficeHarness();
    h.alert('a');
    h.messenger.faults.push('lost-after');
    h.messenger.findFaults.push(new AppError('HTTP_TIMEOUT', 'transient'));
    await h.drain();
    await h.clock.advance(20 * 60_000);
    await h.drain();
    expect([h.states('a'), h.messenger.deliveries()]).toEqual([['posted'], ['a']]);
  });

  test.each(['HTTP_BLOCK_PAGE', 'VAULT_LOCKED'])(
    'what stands in the way only for now (%s) stops nothing for good',
    async (code) => {
      const h = createOfficeHarness();
      h.alert('a');
      h.alert('b');
      const error = new AppError(code, 'config');
      const refuse = { scope: 'connection', kind: 'config', code } as const;
      h.messenger.faults.push({ refuse, before: true }, 'lost-before');
      h.messenger.findFaults.push(error, error);
      for (let look = 0; look < 4; look += 1) {
        await h.drain();
        await h.clock.advance(900_000);
      }
      expect([h.states('a', 'b'), h.messenger.deliveries()]).toEqual([
        ['posted', 'posted'],
        ['a', 'b'],
      ]);
    },
  );

  test('what was tried while the vault was shut goes as soon as it is open', async () => {
    const h = createOfficeHarness();
    h.alert('a');
    const locked = new AppError('VAULT_LOCKED', 'config');
    h.messenger.faults.push('lost-after');
    h.messenger.findFaults.push(...fifty.map(() => locked));
    for (let look = 0; look < 8; look += 1) {
      await h.drain();
      await h.clock.advance(900_000);
    }
    await h.drain();
    expect(h.states('a')).toEqual(['unknown']);
    h.messenger.findFaults.length = 0;
    await h.drain();
    expect(h.states('a')).toEqual(['unknown']);
    h.process.office.vaultOpened();
    await h.drain();
    expect([h.states('a'), h.messenger.deliveries()]).toEqual([['posted'], ['a']]);
    expect(eventsOf(h, 'a').slice(-2)).toEqual(['released', 'posted']);
  });

  test('a refused layout goes once more without blocks, then it is a person’s', async () => {
    const h = createOfficeHarness();
    h.messenger.refusesBlocks = true;
    h.alert('a');
    await h.drain();
    expect(h.messenger.standing[0]?.body).toEqual({ text: 'Invoice a', blocks: [] });
    const refuse = { scope: 'message', kind: 'record' } as const;
    h.messenger.faults.push({ refuse }, { refuse });
    h.alert('b');
    h.alert('c');
    await h.drain();
    expect(h.states('a', 'b', 'c')).toEqual(['posted', 'failed', 'posted']);
    decide(h, ['b'], 'try-again');
    await h.drain();
    expect(h.states('b')).toEqual(['posted']);
  });

  test('a dead channel stops only itself; a person’s try-again lifts the stop for all that waits there', async () => {
    const h = createOfficeHarness();
    h.messenger.channelsById.delete('C1');
    for (const id of ['a', 'b']) h.alert(id);
    h.alert('x', { channel: { id: 'C2', name: 'two' } });
    await h.drain();
    h.alert('c');
    await h.drain();
    expect(h.states('a', 'b', 'c', 'x')).toEqual(['held', 'held', 'held', 'posted']);
    expect(h.store.messages.get('c')).toMatchObject({
      reason: 'channel-stopped',
      error: { code: 'SLACK_NOT_IN_CHANNEL' },
    });
    expect(h.messenger.tries.filter((one) => one.channel === 'C1')).toHaveLength(1);
    h.messenger.channelsById.set('C1', openChannel('C1'));
    decide(h, ['b'], 'try-again');
    await h.drain();
    expect(h.messenger.deliveries('C1')).toEqual(['a', 'b', 'c']);
    expect(h.store.channelStops.get('flow', 'C1')).toBeNull();
  });

  test('what waits for a dead channel goes where its rule says now', async () => {
    const h = createOfficeHarness();
    h.messenger.channelsById.delete('C1');
    h.alert('a');
    h.alert('b');
    await h.drain();
    h.setRules([ruleOf({ channel: { id: 'C3', name: 'three', sharedConfirmed: false } })]);
    await h.drain();
    expect(h.messenger.deliveries('C3')).toEqual(['a', 'b']);
    expect(h.store.messages.get('a')?.channel).toEqual({ id: 'C3', name: 'three' });
  });

  test('a refused sign-in pauses the flow and holds everything until it is resumed', async () => {
    const h = createOfficeHarness();
    for (const id of ['a', 'b']) h.alert(id);
    h.alert('x', { channel: { id: 'C2', name: 'two' } });
    h.messenger.faults.push({ refuse: { scope: 'connection', kind: 'auth' } });
    await h.drain();
    expect(h.store.flows.get('flow')?.paused?.error?.code).toBe('SLACK_TOKEN_REFUSED');
    expect(h.store.messages.get('b')).toMatchObject({ state: 'held', reason: 'connection-stopped' });
    expect(h.store.audit.of('flow', 'flow.paused')).toHaveLength(1);
    const tries = h.messenger.tries.length;
    await h.drain();
    expect(h.messenger.tries).toHaveLength(tries);
    h.resume();
    await h.drain();
    expect(h.states('a', 'b', 'x')).toEqual(['posted', 'posted', 'posted']);
    expect(h.messenger.deliveries('C1')).toEqual(['a', 'b']);
  });

  test('being told to wait is no attempt, and the wait is as long as asked', async () => {
    const h = createOfficeHarness({ auto: true });
    h.alert('a');
    h.messenger.faults.push({ refuse: { scope: 'connection', kind: 'rate-limited', retryAfterMs: 600_000 } });
    await h.drain();
    const waiting = h.store.messages.get('a');
    expect(waiting).toMatchObject({ state: 'queued', attempts: 0 });
    expect(Date.parse(waiting?.notBeforeUtc ?? '')).toBeGreaterThanOrEqual(h.clock.now() + 600_000);
    await h.clock.advance(600_000);
    await h.drain();
    expect(h.store.messages.get('a')).toMatchObject({ state: 'posted', attempts: 1 });
  });

  test('passing faults are tried again later and later, at most a quarter of an hour apart', async () => {
    const h = createOfficeHarness();
    h.alert('a');
    const waits: number[] = [];
    for (const n of fifty.slice(0, 14)) {
      h.messenger.faults.push({ refuse: { scope: 'connection', kind: 'transient' }, before: n % 2 === 0 });
    }
    while (h.states('a')[0] !== 'posted') {
      await h.drain();
      const at = h.store.messages.get('a')?.notBeforeUtc;
      if (at === null || at === undefined) continue;
      waits.push(Date.parse(at) - h.clock.now());
      await h.clock.advance(Date.parse(at) - h.clock.now());
    }
    expect(Math.max(...waits)).toBeLessThanOrEqual(15 * 60_000);
    expect(h.messenger.deliveries()).toEqual(['a']);
  });

  test('a message that is gone is posted anew with what is so now, and its replies follow it', async () => {
    const h = createOfficeHarness();
    h.alert('a');
    await h.drain();
    h.messenger.remove(h.messenger.standing[0]?.ts ?? '');
    h.add(
      newMessage('u', { kind: 'update', parentId: 'a', subjectKey: 'a', body: { text: 'As it is now', blocks: [] } }),
      reply('r', 'a'),
    );
    await h.drain();
    const [fresh, thread] = h.messenger.standing;
    expect(fresh?.body.text).toBe('As it is now');
    expect([thread?.deliveries, thread?.threadTs]).toEqual([['r'], fresh?.ts]);
    expect(h.store.messages.get('u')).toMatchObject({ state: 'covered', coveredBy: fresh?.deliveries[0] });
    expect(h.store.messages.latestAlert('flow', 'rule', 'a')?.id).toBe(fresh?.deliveries[0]);
    expect(h.store.audit.of('a', 'message.replaced')).toHaveLength(1);
  });
});

describe('what a person decides', () => {
  test('all or nothing', async () => {
    const h = createOfficeHarness();
    h.alert('a');
    await h.drain();
    h.alert('b');
    expect(() => decide(h, ['a', 'b'], 'dismiss')).toThrow(
      expect.objectContaining({ code: 'MESSAGE_DECISION_REFUSED' }),
    );
    expect(() => decide(h, ['b', 'nothing'], 'dismiss')).toThrow(expect.objectContaining({ code: 'APP_NOT_FOUND' }));
    expect(h.states('a', 'b')).toEqual(['posted', 'queued']);
    expect(decide(h, ['b', 'b'], 'dismiss')).toBe(1);
    expect(h.states('b')).toEqual(['dismissed']);
  });

  test('posted again is another delivery each time, and says so', async () => {
    const h = createOfficeHarness();
    h.alert('a', {
      body: { text: 'Invoice a', blocks: [{ type: 'context', elements: [{ type: 'plain_text', text: 'Workday' }] }] },
    });
    await h.drain();
    decide(h, ['a'], 'post-again');
    decide(h, ['a'], 'post-again');
    await h.drain();
    expect(new Set(h.messenger.deliveries()).size).toBe(3);
    const blocks = h.messenger.standing.map((one) => one.body.blocks[0]?.['elements']);
    expect(blocks.map((one) => (one as unknown[]).length)).toEqual([1, 2, 2]);
    expect(eventsOf(h, 'a').slice(-2)).toEqual(['re-sent', 're-sent']);
  });

  test('what is to be said about a dismissed message is not said', async () => {
    const h = createOfficeHarness();
    h.messenger.isHidden = true;
    h.alert('a');
    h.add(reply('r', 'a'));
    h.messenger.faults.push('lost-before');
    await h.drain();
    expect(h.states('a', 'r')).toEqual(['undecided', 'held']);
    decide(h, ['a'], 'dismiss');
    await h.drain();
    expect(h.states('a', 'r')).toEqual(['dismissed', 'suppressed']);
  });
});
