import { describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { createMessagingHarness } from '../../support/messaging-harness.ts';

const health = {
  channel: { id: 'C1', name: 'finance', sharedConfirmed: false },
  behindMinutes: 30,
  deadMan: true,
};

/** An engine with a flow on a schedule that promises to be at most half an hour behind. */
function start() {
  const h = createMessagingHarness({ isPosting: true });
  const flow = h.store.flows.get('flow');
  if (flow === null) throw new Error('there is no flow');
  const schedule = { kind: 'every', transactionalMinutes: 15, referenceMinutes: 1440 } as const;
  h.store.flows.save({ ...flow, schedule, messaging: { rules: [], health } });
  const { health: watch, postOffice } = h.engine.services;
  const look = async (): Promise<void> => {
    watch.look();
    await watch.settled();
    await postOffice.drain('flow', new AbortController().signal);
  };
  const state = () => ask(h.engine, 'messages.health', { flowId: 'flow' });
  return { ...h, look, state };
}

describe('the health of a flow in the engine', () => {
  test('is read from its runs: one that reads counts, one that fails is the cause', async () => {
    const h = start();
    h.bill('B1', '100.00');
    await h.look();
    expect(await h.state()).toMatchObject({ watch: 'on', limitMinutes: 30, lastSuccessUtc: null, deadMan: null });
    const run = await h.sync();
    await h.look();
    const read = await h.state();
    expect((read.lastSuccessUtc ?? '') >= run.startedAtUtc).toBe(true);
    expect(read).toMatchObject({ behindSinceUtc: null, incident: null, fault: null });
    const due = Date.parse(read.lastSuccessUtc ?? '') + 40 * 60_000;
    expect(Math.abs(Date.parse(read.deadMan?.postAtUtc ?? '') - due)).toBeLessThan(60_000);
    for (const page of [0, 1]) h.source.faults.set(page, new AppError('WORKDAY_UNAVAILABLE', 'transient'));
    await h.clock.advance(31 * 60_000);
    expect((await h.sync()).state).toBe('incomplete');
    await h.look();
    // A computer that may have slept is given a moment.
    expect((await h.state()).incident).toBeNull();
    for (let minute = 0; minute < 6; minute += 1) {
      await h.clock.advance(60_000);
      await h.look();
    }
    const behind = await h.state();
    expect(behind.behindSinceUtc).not.toBeNull();
    expect(h.messenger.standing.map(({ deliveries }) => deliveries)).toEqual([[behind.incident?.messageId]]);
    expect(h.messenger.standing[0]?.body.text).toContain('Cause: Workday');
    expect(h.messages()).toHaveLength(1);
    h.source.faults.clear();
    await h.sync();
    await h.look();
    expect(await h.state()).toMatchObject({ behindSinceUtc: null, incident: null });
    expect(h.messenger.standing).toHaveLength(2);
    await h.engine.close();
  });

  test('a flow that is not there has none', async () => {
    const h = start();
    await expect(ask(h.engine, 'messages.health', { flowId: 'other' })).rejects.toMatchObject({
      code: 'APP_NOT_FOUND',
    });
    await h.engine.close();
  });
});
