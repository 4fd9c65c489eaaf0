import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  FindRequest,
  Messenger,
  OutgoingMessage,
  SendContext,
  SendOutcome,
} from '../../../main/ports/messenger.ts';

/** A message as it stands at the destination. */
export interface StandingMessage {
  readonly channel: string;
  readonly ts: string;
  /** The first message of its thread; null for a message of the channel itself. */
  readonly threadTs: string | null;
  readonly text: string;
  readonly deliveryId: string | null;
}

/** A way in which an answer is lost. */
export type Loss = 'dropped' | 'hanging' | 'unavailable';

/** A messenger with a place to post to, and what a suite cannot find out by itself. */
export interface MessengerUnderTest {
  readonly messenger: Messenger;
  /** Two channels in which it may post and read. */
  readonly channels: readonly [string, string];
  readonly missingChannel: string;
  readonly missingTs: string;
  /** What stands at the destination, in the order in which it was posted. */
  standing(): readonly StandingMessage[];
  /** The answer of the next write is lost, after it was done or before anything was. */
  loseNext(loss: Loss, when: 'done' | 'not-done'): void;
  nowUtc(): string;
  close(): Promise<void>;
}

const losses: readonly Loss[] = ['dropped', 'hanging', 'unavailable'];
const never = new AbortController().signal;
let count = 0;

function message(channel: string, changes: Partial<OutgoingMessage> = {}): OutgoingMessage {
  count += 1;
  const deliveryId = `00000000-0000-5000-9000-${String(count).padStart(12, '0')}`;
  const body = { text: `Message ${String(count)}`, blocks: [] };
  return { deliveryId, route: 'rule-1', attempt: 1, channel, body, action: 'post', parentTs: null, ...changes };
}

function searchFor({ deliveryId, channel, parentTs, action }: OutgoingMessage, sinceUtc: string): FindRequest {
  return { deliveryId, channel, parentTs, action, sinceUtc };
}

/** What the post office relies on of every place for messages (`main/ports/messenger.ts`): it cannot be written twice safely. */
export function messengerConformance(name: string, make: () => Promise<MessengerUnderTest>): void {
  describe(`${name} as a place for messages`, () => {
    let test: MessengerUnderTest;
    let first: string;
    let second: string;
    beforeEach(async () => {
      test = await make();
      [first, second] = test.channels;
    });
    afterEach(async () => {
      await test.messenger.close();
      await test.close();
    });

    const send = (one: OutgoingMessage, context: Partial<SendContext> = {}): Promise<SendOutcome> =>
      test.messenger.send(one, { sending: () => Promise.resolve(), signal: never, ...context });
    const post = async (one: OutgoingMessage): Promise<string> => {
      const outcome = await send(one);
      if (outcome.kind !== 'sent') throw new Error(`it was not sent: ${JSON.stringify(outcome)}`);
      return outcome.receipt.ts;
    };
    const copies = (one: OutgoingMessage): number =>
      test.standing().filter(({ deliveryId }) => deliveryId === one.deliveryId).length;

    it('posts a message once and says where it stands', async () => {
      const one = message(first);
      const outcome = await send(one);
      expect(outcome).toMatchObject({ kind: 'sent', receipt: { channel: first } });
      if (outcome.kind !== 'sent') throw new Error('unreachable');
      expect(structuredClone(outcome.receipt)).toEqual(outcome.receipt);
      const standing = test.standing().filter(({ deliveryId }) => deliveryId === one.deliveryId);
      expect(standing).toEqual([
        { channel: first, ts: outcome.receipt.ts, threadTs: null, text: one.body.text, deliveryId: one.deliveryId },
      ]);
    });

    it('says that it is sending once, before anything stands', async () => {
      const one = message(first);
      const seen: number[] = [];
      const sending = (): Promise<void> => {
        seen.push(copies(one));
        return Promise.resolve();
      };
      await send(one, { sending });
      expect(seen).toEqual([0]);
      expect(copies(one)).toBe(1);
    });

    it('sends nothing if it cannot be stored that it is being sent', async () => {
      const one = message(first);
      const sending = (): Promise<void> => Promise.reject(new Error('the disk is full'));
      await expect(send(one, { sending })).rejects.toThrow('the disk is full');
      expect(copies(one)).toBe(0);
      await post(one);
      expect(copies(one)).toBe(1);
    });

    it('sends nothing that was given up before', async () => {
      const one = message(first);
      await expect(send(one, { signal: AbortSignal.abort(new Error('given up')) })).rejects.toThrow();
      expect(copies(one)).toBe(0);
    });

    it('keeps the order within a channel, while another goes on beside it', async () => {
      const mine = [message(first), message(first), message(first)];
      const others = [message(second), message(second)];
      const outcomes = await Promise.all([...mine, ...others].map((one) => send(one)));
      expect(outcomes.map(({ kind }) => kind)).toEqual(Array(5).fill('sent'));
      const idsIn = (channel: string): (string | null)[] =>
        test
          .standing()
          .filter((one) => one.channel === channel && one.deliveryId !== null)
          .map(({ deliveryId }) => deliveryId);
      expect(idsIn(first)).toEqual(mine.map(({ deliveryId }) => deliveryId));
      expect(idsIn(second)).toEqual(others.map(({ deliveryId }) => deliveryId));
    });

    describe.each(losses)('when an answer is lost (%s)', (loss) => {
      it('does not know, then finds what was posted, and nothing stands twice', async () => {
        const one = message(first);
        await post(message(first));
        const sinceUtc = test.nowUtc();
        test.loseNext(loss, 'done');
        expect((await send(one)).kind).toBe('unknown');
        const found = await test.messenger.find(searchFor(one, sinceUtc), never);
        const standing = test.standing().find(({ deliveryId }) => deliveryId === one.deliveryId);
        expect(found).toMatchObject({ kind: 'found', receipt: { channel: first, ts: standing?.ts } });
        expect(copies(one)).toBe(1);
      });

      it('does not know, and finds that nothing was posted; sent again it stands once', async () => {
        const one = message(first);
        const sinceUtc = test.nowUtc();
        test.loseNext(loss, 'not-done');
        expect((await send(one)).kind).toBe('unknown');
        expect(await test.messenger.find(searchFor(one, sinceUtc), never)).toEqual({ kind: 'absent' });
        expect(copies(one)).toBe(0);
        await post({ ...one, attempt: 2 });
        expect(copies(one)).toBe(1);
      });

      it('finds a reply in its thread and an update in its message, once each', async () => {
        const parentTs = await post(message(first));
        const sinceUtc = test.nowUtc();
        const reply = message(first, { action: 'reply', parentTs });
        test.loseNext(loss, 'done');
        expect((await send(reply)).kind).toBe('unknown');
        expect((await test.messenger.find(searchFor(reply, sinceUtc), never)).kind).toBe('found');
        const lost = message(first, { action: 'update', parentTs });
        test.loseNext(loss, 'not-done');
        expect((await send(lost)).kind).toBe('unknown');
        expect(await test.messenger.find(searchFor(lost, sinceUtc), never)).toEqual({ kind: 'absent' });
        test.loseNext(loss, 'done');
        expect((await send(lost)).kind).toBe('unknown');
        const found = await test.messenger.find(searchFor(lost, sinceUtc), never);
        expect(found).toMatchObject({ kind: 'found', receipt: { ts: parentTs } });
        expect(test.standing().filter(({ threadTs }) => threadTs === parentTs)).toHaveLength(1);
        expect(test.standing().find(({ ts }) => ts === parentTs)?.text).toBe(lost.body.text);
      });
    });

    it('replies into the thread, and updates in place', async () => {
      const parentTs = await post(message(first));
      const replyTs = await post(message(first, { action: 'reply', parentTs }));
      const update = message(first, { action: 'update', parentTs });
      expect(await post(update)).toBe(parentTs);
      const standing = test.standing().filter(({ deliveryId }) => deliveryId !== null);
      expect(standing).toHaveLength(2);
      expect(standing.find(({ ts }) => ts === replyTs)?.threadTs).toBe(parentTs);
      expect(standing.find(({ ts }) => ts === parentTs)?.text).toBe(update.body.text);
    });

    it('says that a message is gone that is to be updated or answered', async () => {
      for (const action of ['update', 'reply'] as const) {
        const outcome = await send(message(first, { action, parentTs: test.missingTs }));
        expect(outcome.kind, action).toBe('gone');
      }
      expect(test.standing().filter(({ deliveryId }) => deliveryId !== null)).toEqual([]);
    });

    it('stops only the channel that is not there', async () => {
      expect(await send(message(test.missingChannel))).toMatchObject({ kind: 'refused', scope: 'channel' });
      expect((await send(message(first))).kind).toBe('sent');
    });

    it('finds nothing that another message left', async () => {
      const sinceUtc = test.nowUtc();
      await post(message(first));
      expect(await test.messenger.find(searchFor(message(first), sinceUtc), never)).toEqual({ kind: 'absent' });
    });

    it('lists its channels and knows each by its id', async () => {
      const all = await test.messenger.channels(never);
      expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining([first, second]));
      expect(all.map(({ name: called }) => called)).toEqual([...all.map(({ name: called }) => called)].sort());
      expect(await test.messenger.channel(first, never)).toEqual(all.find(({ id }) => id === first));
      expect(await test.messenger.channel(test.missingChannel, never)).toBeNull();
    });

    it('joins a channel that it is in already without complaint', async () => {
      await test.messenger.join(first, never);
      expect((await test.messenger.channel(first, never))?.isMember).toBe(true);
    });

    it('keeps a message for later and takes it back', async () => {
      const postAtUtc = new Date(Date.parse(test.nowUtc()) + 3_600_000).toISOString();
      const kept = await test.messenger.schedule({ channel: first, text: 'No data since 12:00', postAtUtc }, never);
      expect(kept).toMatchObject({ channel: first, text: 'No data since 12:00' });
      expect(await test.messenger.scheduled(first, never)).toEqual([kept]);
      expect(await test.messenger.scheduled(second, never)).toEqual([]);
      expect(await test.messenger.unschedule(kept, never)).toBe(true);
      expect(await test.messenger.scheduled(first, never)).toEqual([]);
      expect(await test.messenger.unschedule(kept, never)).toBe(false);
    });
  });
}
