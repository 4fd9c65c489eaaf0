import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackMessenger } from '../../../main/connectors/slack/messenger.ts';
import { createSlackClicks } from '../../../main/connectors/slack/socket.ts';
import { Approvals } from '../../../main/engine/messages/approvals.ts';
import { decideMessages } from '../../../main/engine/messages/decide.ts';
import { createPostOffice, type EnginePostOffice } from '../../../main/engine/messages/post-office.ts';
import { takeClick, type ClickOutcome } from '../../../main/engine/messages/take-click.ts';
import type { NewMessage } from '../../../main/engine/messages/queue.ts';
import { createLogger } from '../../../main/log/logger.ts';
import { openStore, type Store } from '../../../main/store/store.ts';
import { renderAlert, renderUpdate } from '../../../shared/messages/render.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import { newMessage } from '../../support/fake-messages.ts';
import { context, invoice, invoices, ruleOf } from '../../support/message-subjects.ts';
import { integrationOf, mortalStore, prepareStore } from '../../support/office-harness.ts';
import { createSeededRandom } from '../../support/virtual-clock.ts';
import { AP } from '../practice-slack/slack-client.ts';
import { startListening, type Listening } from './listening.ts';

const ANNA = 'U0PRACT01';
const BEN = 'U0PRACT02';
const rule = ruleOf({
  channel: { id: AP, name: 'ap-invoices', sharedConfirmed: false },
  approvals: { approvers: [{ id: ANNA, name: 'Anna' }] },
});

interface Process {
  readonly approvals: Approvals;
  readonly office: EnginePostOffice;
  kill(): void;
  close(): Promise<void>;
}

let h: Listening;
let store: Store;
let running: Process[] = [];

function saveRules(rules: readonly MessageRule[]): void {
  const flow = store.flows.get('flow');
  if (flow !== null) store.flows.save({ ...flow, messaging: { rules: [...rules], health: null } });
}

/** A process on the store: listens, and posts. */
function start(): Process {
  const mortal = mortalStore(store);
  const stop = new AbortController();
  const deps = {
    store: mortal.store,
    clock: h.clock,
    random: createSeededRandom(`process ${String(running.length)}`),
    log: createLogger({ clock: h.clock, destination: { write: () => undefined }, level: 'silent' }),
    integrations: [integrationOf(new Map())],
    publish: () => undefined,
    openMessenger: () => createSlackMessenger(h.context),
    openClicks: () => createSlackClicks(h.context, { dial: h.dial, onFault: (error) => h.faults.push(error) }),
  };
  const office = createPostOffice(deps, stop.signal);
  const approvals = new Approvals(deps, office);
  const process: Process = {
    approvals,
    office,
    kill: mortal.kill,
    close: async () => {
      stop.abort(new Error('closing'));
      await approvals.close();
      await office.close();
    },
  };
  running.push(process);
  approvals.keep();
  return process;
}

beforeEach(async () => {
  h = await startListening();
  await h.listener.close();
  store = openStore(':memory:');
  prepareStore(store, [rule], new Date(h.clock.now()).toISOString());
});
afterEach(async () => {
  for (const one of running) await one.close();
  running = [];
  await h.close();
});

function body(id: string) {
  return renderAlert({ rule, view: invoices, subject: invoice, context: { ...context, deliveryId: id } });
}

function messageOf(id: string, part: Partial<NewMessage> = {}): NewMessage {
  return newMessage(id, {
    ...{ ruleId: rule.id, ruleName: rule.name, channel: { id: AP, name: 'ap-invoices' }, body: body(id) },
    ...{ subject: invoice, amounts: invoice.amounts, label: invoice.label, subjectKey: invoice.key },
    ...part,
  });
}

async function drained(process: Process): Promise<void> {
  let isOver = false;
  void process.office.drain('flow', new AbortController().signal).then(() => {
    isOver = true;
  });
  await h.until(() => isOver);
}

async function posted(process: Process, ...messages: NewMessage[]): Promise<string> {
  store.transaction(() => store.messages.add(messages));
  await drained(process);
  return store.messages.get('alert')?.receipt?.ts ?? '';
}

function isListening({ approvals }: Process): boolean {
  return approvals.states()[0]?.state === 'listening';
}

async function ready(): Promise<{ process: Process; ts: string }> {
  const process = start();
  await h.until(() => isListening(process));
  return { process, ts: await posted(process, messageOf('alert')) };
}

async function click(ts: string, userId = ANNA, actionId = 'mlc_approve'): Promise<string> {
  let delivery: string | undefined;
  void h.slack.click({ channelId: AP, ts, actionId, userId }).then((record) => {
    delivery = record.delivery;
  });
  await h.until(() => delivery !== undefined);
  return delivery ?? '';
}

function decisions(): string[] {
  return store.decisions
    .page({}, { sort: [], offset: 0, limit: 100 })
    .items.map((one) => `${one.messageId}: ${one.decision} by ${one.userName}${one.stands ? '' : ', later'}`);
}

function audit(event: 'message.click-recorded' | 'message.click-refused', of = 'alert') {
  return store.audit.of(of, event);
}

function shown(ts: string): string {
  return h.slack.posted().messages.find((one) => one.ts === ts)?.text ?? '';
}

describe('a listed person clicks', () => {
  it('is recorded, acknowledged, and shown in the message with the words that nothing was written', async () => {
    const { process, ts } = await ready();
    expect(await click(ts)).toBe('acknowledged');
    expect(decisions()).toEqual(['alert: approve by Anna']);
    expect(store.decisions.ofMessage('alert')[0]).toMatchObject({
      ...{ label: 'INV-1042', amounts: [{ currency: 'EUR', amount: '84200' }], userId: ANNA, stands: true },
      link: 'https://workday.example/d/inst/1042',
    });
    expect(audit('message.click-recorded')).toHaveLength(1);
    await drained(process);
    expect(shown(ts)).toContain('Approved by Anna at ');
    expect(shown(ts)).toContain('Recorded in ml-connector; nothing was written to workday');
    await expect(h.slack.click({ channelId: AP, ts, actionId: 'mlc_approve' })).rejects.toThrow('no button');
  });

  it('may click as often as they like: one decision, one update', async () => {
    const { process, ts } = await ready();
    for (let turn = 0; turn < 5; turn += 1) expect(await click(ts)).toBe('acknowledged');
    expect(decisions()).toEqual(['alert: approve by Anna']);
    expect(audit('message.click-recorded')).toHaveLength(1);
    await drained(process);
    expect(store.messages.childrenOf('alert')).toHaveLength(1);
  });

  it('may think again: the first stands and is shown, what comes after is kept beside it', async () => {
    const { process, ts } = await ready();
    await click(ts);
    await click(ts, ANNA, 'mlc_query');
    expect(decisions()).toEqual(['alert: query by Anna, later', 'alert: approve by Anna']);
    await drained(process);
    expect(shown(ts)).toContain('Approved by Anna');
    expect(shown(ts)).not.toContain('Queried');
  });

  it('loses nothing if the process ends between the record and the acknowledgement', async () => {
    const { process, ts } = await ready();
    const outcomes: ClickOutcome[] = [];
    const again = {
      connectionId: 'slack',
      click: {
        envelopeId: 'e1',
        teamId: 'T0PRACTICE',
        appId: 'A0PRACTICE',
        userId: ANNA,
        actionId: 'mlc_approve',
        value: 'alert',
      },
      home: { teamId: 'T0PRACTICE', appId: 'A0PRACTICE' },
    };
    const deps = { store, clock: h.clock, random: createSeededRandom('click') };
    outcomes.push(takeClick(deps, again));
    process.kill();
    await process.close().catch(() => undefined);
    running = [];
    const next = start();
    await h.until(() => isListening(next));
    outcomes.push(takeClick(deps, again));
    expect(await click(ts)).toBe('acknowledged');
    expect(outcomes.map(({ kind }) => kind)).toEqual(['recorded', 'repeated']);
    expect(decisions()).toEqual(['alert: approve by Anna']);
    await drained(next);
    expect(shown(ts)).toContain('Approved by Anna');
  });

  it('decides about the version that was seen: a newer one asks anew', async () => {
    const { process, ts } = await ready();
    const given = { rule, view: invoices, subject: invoice, context: { ...context, deliveryId: 'newer' } };
    const changes = [{ label: 'Amount', before: 'EUR 84,200.00', after: 'EUR 90,000.00' }];
    await posted(
      process,
      messageOf('newer', { kind: 'update', parentId: 'alert', body: renderUpdate({ ...given, changes }) }),
    );
    const old = {
      envelopeId: 'e',
      teamId: 'T0PRACTICE',
      appId: 'A0PRACTICE',
      userId: ANNA,
      actionId: 'mlc_query',
      value: 'alert',
    };
    const home = { teamId: 'T0PRACTICE', appId: 'A0PRACTICE' };
    const deps = { store, clock: h.clock, random: createSeededRandom('click') };
    expect(takeClick(deps, { connectionId: 'slack', click: old, home })).toMatchObject({ kind: 'recorded' });
    await drained(process);
    expect(shown(ts)).not.toContain('Queried');
    expect(await click(ts)).toBe('acknowledged');
    expect(decisions()).toEqual(['newer: approve by Anna', 'alert: query by Anna']);
    await drained(process);
    expect(shown(ts)).toContain('Approved by Anna');
  });
});

describe('a message that is posted again', () => {
  it('is decided on by itself', async () => {
    const { process, ts } = await ready();
    const deps = { store, clock: h.clock };
    decideMessages({ deps }, ['alert'], 'post-again');
    await drained(process);
    const again = store.messages.latestResend('alert');
    expect(again?.receipt?.ts).not.toBe(ts);
    expect(await click(again?.receipt?.ts ?? '')).toBe('acknowledged');
    expect(decisions()).toEqual([`${again?.id ?? ''}: approve by Anna`]);
    await drained(process);
    expect(shown(again?.receipt?.ts ?? '')).toContain('Approved by Anna');
    expect(shown(ts)).not.toContain('Approved by Anna');
  });
});

describe('a click that counts for nothing', () => {
  it('of somebody else is noted in the trail alone', async () => {
    const { process, ts } = await ready();
    const before = shown(ts);
    expect(await click(ts, BEN)).toBe('acknowledged');
    await drained(process);
    expect(decisions()).toEqual([]);
    expect(audit('message.click-refused')).toMatchObject([{ details: { reason: 'not-listed', user: BEN } }]);
    expect(shown(ts)).toBe(before);
    expect(store.messages.childrenOf('alert')).toEqual([]);
  });

  it('on the link is acknowledged and forgotten', async () => {
    const { ts } = await ready();
    expect(await click(ts, ANNA, 'open_source')).toBe('acknowledged');
    expect([decisions(), audit('message.click-refused')]).toEqual([[], []]);
  });

  it('of another team, another app, about an unknown message or one that asks nothing is refused', async () => {
    await ready();
    store.transaction(() => store.messages.add([messageOf('plain', { body: { text: 'INV', blocks: [] } })]));
    const home = { teamId: 'T0PRACTICE', appId: 'A0PRACTICE' };
    const good = { envelopeId: 'e', ...home, userId: ANNA, actionId: 'mlc_approve', value: 'alert' };
    const deps = { store, clock: h.clock, random: createSeededRandom('click') };
    const reason = (part: object, at = home, connectionId = 'slack') => {
      const outcome = takeClick(deps, { connectionId, click: { ...good, ...part }, home: at });
      return outcome.kind === 'refused' ? outcome.reason : outcome.kind;
    };
    expect(reason({ teamId: 'T0OTHER' })).toBe('other-team');
    expect(reason({ teamId: '' }, { ...home, teamId: '' })).toBe('other-team');
    expect(reason({ appId: 'A0OTHER' })).toBe('other-app');
    expect(reason({ value: 'nothing' })).toBe('unknown-message');
    expect(reason({ value: null })).toBe('unknown-message');
    expect(reason({ value: 'plain' })).toBe('unknown-message');
    expect(reason({}, home, 'another connection')).toBe('unknown-message');
    saveRules([{ ...rule, approvals: null }]);
    expect(reason({})).toBe('not-asked');
    saveRules([]);
    expect(reason({})).toBe('not-asked');
    expect(decisions()).toEqual([]);
  });
});

describe('listening', () => {
  it('is off until a rule asks, and ends when none asks any more', async () => {
    saveRules([{ ...rule, approvals: null }]);
    const process = start();
    expect(process.approvals.states()).toEqual([]);
    saveRules([rule]);
    process.approvals.look();
    await h.until(() => isListening(process));
    saveRules([]);
    process.approvals.look();
    expect(process.approvals.states()).toEqual([]);
    await h.until(() => h.slack.socketCount() === 0);
  });

  it('says that there is no app-level token, and begins once there is one', async () => {
    const token = h.secrets['appToken'] ?? '';
    delete h.secrets['appToken'];
    const process = start();
    await h.until(() => process.approvals.states()[0]?.state === 'stopped');
    expect(process.approvals.states()[0]?.error?.code).toBe('VAULT_SECRET_MISSING');
    h.secrets['appToken'] = token;
    process.approvals.look();
    await h.until(() => isListening(process));
  });
});
