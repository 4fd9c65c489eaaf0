import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHealthHarness, type HealthHarness } from '../../support/health-harness.ts';
import { AP, startSlack, type SlackHarness } from './harness.ts';

let slack: SlackHarness;
let flow: HealthHarness;

beforeEach(async () => {
  slack = await startSlack();
  const channel = { id: AP, name: 'ap-alerts', sharedConfirmed: false };
  const { clock, messenger } = slack;
  flow = createHealthHarness({ clock, messenger, health: { channel, deadMan: true } });
  flow.run();
  await flow.step();
});
afterEach(() => slack.close());

const texts = () => slack.slack.posted().messages.map(({ text }) => text.split('\n')[0]);
const readAgain = async (minutes: number): Promise<void> => {
  await flow.sleep(minutes);
  flow.run();
  await flow.step();
};

describe('the dead-man’s message at Slack', () => {
  it('is pushed back by each reading, and never missing between', async () => {
    for (let round = 0; round < 3; round += 1) {
      await readAgain(15);
      expect(slack.slack.posted().scheduled).toHaveLength(1);
    }
    const methods = slack.slack.calls.map(({ method }) => method).filter((method) => method.includes('chedule'));
    expect(methods).toEqual([
      'chat.scheduledMessages.list',
      'chat.scheduleMessage',
      ...Array.from({ length: 3 }, () => ['chat.scheduleMessage', 'chat.deleteScheduledMessage']).flat(),
    ]);
    expect(slack.slack.posted()).toMatchObject({ messages: [], neverPosted: [] });
  });

  it('speaks while nobody is awake, and is followed up by the next reading', async () => {
    await flow.sleep(9 * 60);
    expect(texts()).toEqual([expect.stringMatching(/^No data from Workday since .* \(Bills\)$/)]);
    await flow.step();
    await readAgain(1);
    await readAgain(15);
    expect(texts()).toEqual([
      expect.stringMatching(/^No data/),
      expect.stringMatching(/^Workday polling has recovered: it was 541 min behind/),
    ]);
  });

  it('is found in Slack’s list after a kill that left its id unknown, and taken back', async () => {
    const { store, clock } = flow;
    flow.restart();
    const [alarm] = store.health.alarms('flow');
    // As the kill leaves it: Slack has the message, and only the intent is stored.
    const text = alarm?.text ?? '';
    store.transaction(() => {
      store.health.forget(alarm?.number ?? 0);
      store.health.ask({
        flowId: 'flow',
        connectionId: 'slack',
        channelId: AP,
        postAtUtc: alarm?.postAtUtc ?? '',
        text,
        lastSuccessUtc: alarm?.lastSuccessUtc ?? '',
      });
    });
    await readAgain(15);
    expect(slack.slack.posted().scheduled).toHaveLength(1);
    expect(store.health.alarms('flow')).toMatchObject([
      { state: 'left', lastSuccessUtc: expect.any(String) as string },
    ]);
    expect(Date.parse(store.health.alarms('flow')[0]?.postAtUtc ?? '')).toBeGreaterThan(clock.now() + 30 * 60_000);
  });

  it('is followed by the incident of a computer that is awake: begun, and recovered in its thread', async () => {
    for (let minute = 0; minute < 33; minute += 1) {
      await flow.sleep(1);
      await flow.step();
    }
    expect(slack.slack.posted().scheduled).toEqual([]);
    await readAgain(10);
    const [begun, recovered] = slack.slack.posted().messages;
    expect(begun?.text).toMatch(/^Workday polling is 31 min behind \(limit 30\)/);
    expect(recovered?.text).toMatch(/^Workday polling has recovered/);
    expect(recovered?.threadTs).toBe(begun?.ts);
  });

  it('a channel that cannot be posted to is told with the flow, and Slack is asked again later', async () => {
    const channel = slack.slack.workspace.channel(AP);
    if (channel !== undefined) channel.isArchived = true;
    await readAgain(15);
    const fault = flow.process.watch.stateOf('flow')?.fault;
    expect(fault?.error.code).toMatch(/^SLACK_/);
    if (channel !== undefined) channel.isArchived = false;
    await readAgain(15);
    expect(flow.process.watch.stateOf('flow')).toMatchObject({ fault: null, deadMan: {} });
  });
});
