import { FakeMessenger, openChannel } from '../../support/fake-messenger.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';
import { messengerConformance } from './messenger-conformance.ts';

// What the post office is tested with must behave as the real thing does.
messengerConformance('The messenger of the tests', () => {
  const clock = createVirtualClock();
  const messenger = new FakeMessenger({ channels: [openChannel('C1'), openChannel('C2')], clock });
  return Promise.resolve({
    messenger,
    channels: ['C1', 'C2'],
    missingChannel: 'C9',
    missingTs: '1700000000.000100',
    standing: () =>
      messenger.standing.map(({ channel, ts, threadTs, body, deliveries }) => ({
        channel,
        ts,
        threadTs,
        text: body.text,
        deliveryId: deliveries.at(-1) ?? null,
      })),
    loseNext: (_loss, when) => {
      messenger.faults.push(when === 'done' ? 'lost-after' : 'lost-before');
    },
    nowUtc: () => new Date(clock.now()).toISOString(),
    close: () => Promise.resolve(),
  });
});
