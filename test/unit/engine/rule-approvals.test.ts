import { expect, test } from 'vitest';
import { takeClick } from '../../../main/engine/messages/take-click.ts';
import { asksForDecision } from '../../../shared/messages/decided.ts';
import { billRule } from '../../support/messaging-integration.ts';
import { begun, settle } from '../../support/messaging-steps.ts';
import { createSeededRandom } from '../../support/virtual-clock.ts';

const approvals = { approvers: [{ id: 'U0ANNA', name: 'Anna' }] };
const home = { teamId: 'T1', appId: 'A1' };

test('an invoice that changed after it was decided on asks anew, and says what was decided before', async () => {
  const harness = await begun([billRule({ approvals })]);
  const { store, clock } = harness;
  harness.bill('a', '1000');
  await harness.sync();
  settle(harness, 'a', 'posted');
  const alert = store.messages.latestAlert('flow', 'large', 'a');
  if (alert === null) throw new Error('there is no alert');
  expect(asksForDecision(alert.body)).toBe(true);
  const click = { ...home, envelopeId: 'e', userId: 'U0ANNA', actionId: 'mlc_approve', value: alert.id };
  const deps = { store, clock, random: createSeededRandom('click') };
  expect(takeClick(deps, { connectionId: alert.connectionId, click, home })).toMatchObject({ kind: 'recorded' });
  harness.bill('a', '2000');
  await harness.sync();
  const updates = store.messages.childrenOf(alert.id).filter(({ kind }) => kind === 'update');
  expect(updates.map(({ body }) => asksForDecision(body))).toEqual([false, true]);
  const [decided, changed] = updates.map(({ body }) => body.text);
  expect(decided).toContain('Approved by Anna at ');
  expect(decided).not.toContain('before this change');
  expect(changed).toMatch(/Approved by Anna at .*, before this change/);
  expect(changed).toContain('nothing was written to');
  const again = { ...click, envelopeId: 'f', actionId: 'mlc_query', value: updates[1]?.id ?? '' };
  takeClick(deps, { connectionId: alert.connectionId, click: again, home });
  expect(store.decisions.standingOf('flow', 'large', 'a').map(({ decision, amounts }) => [decision, amounts])).toEqual([
    ['approve', [{ currency: 'EUR', amount: '1000' }]],
    ['query', [{ currency: 'EUR', amount: '2000' }]],
  ]);
});
