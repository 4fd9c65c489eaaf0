import { expect, it } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { composeEngine } from '../../../main/engine/compose.ts';
import { createSystemClock, createSystemRandom } from '../../../main/ports/system-time.ts';
import { openStore } from '../../../main/store/store.ts';
import { startPracticeSlack } from '../../../sandbox/slack/index.ts';
import { renderAlert } from '../../../shared/messages/render.ts';
import { eventually } from '../../support/eventually.ts';
import { newMessage } from '../../support/fake-messages.ts';
import { context, invoice, invoices, ruleOf } from '../../support/message-subjects.ts';
import { prepareStore } from '../../support/office-harness.ts';
import { AP } from './harness.ts';

const wid = '0b1946ed00000000000000000000002a';
const rule = ruleOf({ approvals: { approvers: [{ id: 'U0PRACT02', name: 'Finance director' }] } });

it('listens, records and answers in the engine as the app runs it', async () => {
  const clock = createSystemClock();
  const slack = await startPracticeSlack({ clock });
  const store = openStore(':memory:');
  const atUtc = new Date(clock.now()).toISOString();
  prepareStore(store, [rule], atUtc);
  const connection = {
    id: 'slack',
    name: 'Slack',
    system: 'slack' as const,
    practice: true,
    settings: { ...slack.settings },
  };
  store.connections.save({ ...connection, lastCheck: null, createdAtUtc: atUtc, updatedAtUtc: atUtc });
  const source = store.connections.get('workday');
  if (source === null) throw new Error('the flow has no source');
  const settings = { documentLink: 'https://workday.acme.example/{wid}', documentLinkHost: 'workday.acme.example' };
  store.connections.save({ ...source, settings });
  const random = createSystemRandom();
  const composed = composeEngine({
    store,
    clock,
    random,
    dataKey: null,
    practiceKey: random.bytes(32),
    environment: {},
  });
  try {
    await composed.engine.services.saveSecrets({ id: 'slack', practice: true }, slack.secrets);
    const body = renderAlert({ rule, view: invoices, subject: invoice, context: { ...context, deliveryId: 'alert' } });
    const channel = { id: AP, name: 'ap-invoices' };
    const about = {
      ruleId: rule.id,
      subject: invoice,
      subjectKey: wid,
      amounts: invoice.amounts,
      label: invoice.label,
    };
    store.transaction(() => store.messages.add([newMessage('alert', { ...about, channel, body })]));
    composed.startUpkeep();
    await eventually(() => store.messages.get('alert')?.state).toBe('posted');
    await eventually(() => slack.socketCount()).toBe(1);
    const listening = await ask(composed.engine, 'decisions.listening', {});
    expect(listening).toMatchObject([{ connectionId: 'slack', connectionName: 'Slack', error: null }]);
    const ts = store.messages.get('alert')?.receipt?.ts ?? '';
    const clicked = await slack.click({ channelId: AP, ts, actionId: 'mlc_query', userId: 'U0PRACT02' });
    expect(clicked.delivery).toBe('acknowledged');
    const decisions = () => ask(composed.engine, 'decisions.list', { filter: {}, sort: [], offset: 0, limit: 10 });
    const { items } = await decisions();
    expect(items).toMatchObject([
      { label: 'INV-1042', decision: 'query', userName: 'Finance director', stands: true, flowName: 'Alerts' },
    ]);
    // The list leads to the invoice as the connection has it now, also where a decision was taken before.
    expect(items[0]?.link).toBe(`https://workday.acme.example/${wid}`);
    store.connections.save({ ...source, settings: {} });
    expect((await decisions()).items[0]?.link).toBeNull();
    const text = () => slack.posted().messages.find((one) => one.ts === ts)?.text ?? '';
    await eventually(text).toContain('Queried by Finance director at ');
    expect(text()).toContain('nothing was written to');
  } finally {
    await composed.close();
    store.close();
    await slack.close();
  }
});
