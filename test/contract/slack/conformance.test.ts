import { messengerConformance } from '../conformance/messenger-conformance.ts';
import { AP, GL_CLOSE, startSlack } from './harness.ts';

const faults = { dropped: 'drop', hanging: 'hang', unavailable: 'unavailable' } as const;

messengerConformance('Slack', async () => {
  const { slack, clock, messenger, close } = await startSlack();
  return {
    messenger,
    channels: [AP, GL_CLOSE],
    missingChannel: 'C0NOWHERE',
    missingTs: '1700000000.000100',
    standing: () =>
      slack.posted().messages.map(({ channelId, ts, threadTs, text, deliveryId }) => ({
        channel: channelId,
        ts,
        threadTs,
        text,
        deliveryId,
      })),
    loseNext: (loss, when) => {
      const fault = `${faults[loss]}-${when === 'done' ? 'after' : 'before'}`;
      for (const method of ['chat.postMessage', 'chat.update']) slack.setFault(`${fault}@${method}`, false);
      // Whichever write comes next uses it up, and the other is taken back before the next.
      for (const method of ['chat.postMessage', 'chat.update']) slack.setFault(`${fault}@${method}`, true, 1);
    },
    nowUtc: () => new Date(clock.now()).toISOString(),
    close,
  };
});
