import { beforeEach, describe, expect, test } from 'vitest';
import { deliveryId } from '../../../main/engine/messages/delivery-id.ts';
import { createBookDestination } from '../../../main/engine/messages/book-destination.ts';
import { sha256 } from '../../../main/engine/hash.ts';
import type { Batch, Destination, TargetStream } from '../../../main/ports/destination.ts';
import { openStore, type Store } from '../../../main/store/store.ts';
import { compileMapping } from '../../../shared/mapping/apply.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import type { MappedDocument } from '../../../shared/model/record.ts';
import { invoice, invoiceIntegration, invoiceMapping } from '../../support/engine-harness.ts';
import { FakeMessenger, openChannel } from '../../support/fake-messenger.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const { signal } = new AbortController();
const totals = invoiceIntegration.streams[0]?.totals ?? { companyColumn: null, amounts: [] };
const stream: TargetStream = { id: 'invoices', label: 'Invoices', mapping: invoiceMapping, totals };

let store: Store;
let messenger: FakeMessenger;
beforeEach(() => {
  store = openStore(':memory:');
  messenger = new FakeMessenger();
});

function rule(id: string, channel: string, change: Partial<MessageRule> = {}): MessageRule {
  return {
    id,
    name: id,
    view: 'invoices',
    enabled: true,
    conditions: [],
    channel: { id: channel, name: channel, sharedConfirmed: false },
    layout: 'invoice',
    timing: { kind: 'at-once' },
    timeZone: 'Europe/Amsterdam',
    quietHours: null,
    dailyCap: null,
    followChanges: true,
    ...change,
  };
}

function open(rules: readonly MessageRule[] = []): Destination {
  return createBookDestination({
    store,
    clock: createVirtualClock(),
    flow: { id: 'flow', messaging: { rules: [...rules], health: null } },
    linksOf: () => undefined,
    messenger,
  });
}

function mapped(key: string, amounts: readonly string[], total: string, currency = 'EUR'): MappedDocument {
  const fields = invoice(key, amounts, total, currency);
  const record = { key, label: key, changedAt: null, timeKind: 'as_of', fields } as const;
  const result = compileMapping(invoiceMapping).apply(record, sha256);
  if (!('document' in result)) throw new Error('the sample does not fit its mapping');
  return result.document;
}

async function deliver(destination: Destination, id: string, documents: readonly MappedDocument[]): Promise<string[]> {
  const batch: Batch = {
    id,
    runId: 'run',
    flowId: 'flow',
    streamId: 'invoices',
    sequence: `1790000000000${id.padStart(3, '0')}`,
    createdAtUtc: '2026-11-21T10:00:00.000Z',
    documents,
    auditHead: '',
  };
  const context = { progress: null, saveProgress: () => Promise.resolve(), signal };
  const { outcomes } = await destination.deliver(stream, batch, context);
  return outcomes.map((one) => `${one.documentKey} ${one.outcome}`);
}

describe('delivering to the book', () => {
  test('says delivered once, and unchanged when the same content comes again', async () => {
    const destination = open();
    expect(await deliver(destination, '1', [mapped('a', ['1'], '1'), mapped('b', [], '0')])).toEqual([
      'a delivered',
      'b delivered',
    ]);
    expect(await deliver(destination, '1', [mapped('a', ['1'], '1')])).toEqual(['a delivered']);
    expect(await deliver(destination, '2', [mapped('a', ['1'], '1')])).toEqual(['a unchanged']);
  });

  test('refuses a batch that has a document twice, and takes nothing of it up', async () => {
    const twice = deliver(open(), '1', [mapped('a', ['1'], '1'), mapped('a', ['2'], '2')]);
    await expect(twice).rejects.toMatchObject({ code: 'ENGINE_BATCH_REPEATS_DOCUMENT', kind: 'internal' });
    expect(store.book.count('flow')).toBe(0);
  });

  test('compares with what is in the book, and writes nothing', async () => {
    const destination = open();
    await deliver(destination, '1', [mapped('a', ['1', '2'], '3')]);
    const documents = [mapped('a', ['1', '2'], '3'), mapped('a', ['1', '4'], '5'), mapped('n', [], '0')];
    const landedSequence = expect.stringMatching(/^\d+$/) as string;
    expect(await destination.compare(stream, documents, signal)).toEqual([
      { documentKey: 'a', action: 'unchanged', changes: [], landedSequence },
      {
        documentKey: 'a',
        action: 'update',
        changes: [
          { field: 'total', before: '3', after: '5' },
          { field: 'lines[2].amount', before: '2', after: '4' },
        ],
        landedSequence,
      },
      { documentKey: 'n', action: 'insert', changes: [], landedSequence: null },
    ]);
    expect(store.book.count('flow')).toBe(1);
  });

  test('adds totals up from the rows of the book, over exactly the keys that are asked for', async () => {
    const destination = open();
    const big = '99999999999999999999999.5';
    await deliver(destination, '1', [
      mapped('a', [big, '0.5'], big),
      mapped('b', ['1'], '1'),
      mapped('c', ['7', '8'], '15', 'USD'),
    ]);
    const asked = await destination.totals({ stream, documentKeys: ['a', 'c', 'missing'] }, signal);
    expect(asked).toMatchObject({ documents: 2, distinctKeys: 2, lines: { invoice_lines: 4 } });
    const entries = asked.entries.map(
      ({ amount, currency, sum, count }) => `${amount} ${currency} ${sum} ${String(count)}`,
    );
    expect(entries.sort()).toEqual([
      'lines.amount EUR 100000000000000000000000 2',
      'lines.amount USD 15 2',
      `total EUR ${big} 1`,
      'total USD 15 1',
    ]);
  });

  test('looks at the connection alone where there is no flow', async () => {
    const destination = createBookDestination({
      store,
      clock: createVirtualClock(),
      flow: null,
      linksOf: () => undefined,
      messenger,
    });
    expect(await destination.plan([stream], signal)).toEqual({ changes: [], conflicts: [] });
    expect(await destination.compare(stream, [mapped('a', [], '0')], signal)).toMatchObject([{ action: 'insert' }]);
    expect(await destination.totals({ stream, documentKeys: ['a'] }, signal)).toMatchObject({ documents: 0 });
    await destination.close();
    expect(messenger.isClosed).toBe(true);
  });
});

describe('the plan', () => {
  test.each([
    ['missing', null, 'not there'],
    ['archived', openChannel('C2', { isArchived: true }), 'archived'],
    ['not joined', openChannel('C2', { isMember: false }), 'the app is not in'],
    ['private and not joined', openChannel('C2', { isMember: false, isPrivate: true }), 'the app is not in'],
    ['read-only', openChannel('C2', { isReadOnly: true }), 'only some people'],
    ['shared with another company', openChannel('C2', { isShared: true }), 'another company'],
  ])('names each enabled rule whose channel is %s, and how to mend it', async (_, channel, words) => {
    if (channel !== null) messenger.channelsById.set('C2', channel);
    const rules = [rule('good', 'C1'), rule('bad', 'C2'), rule('worse', 'C2'), rule('off', 'C2', { enabled: false })];
    const { changes, conflicts } = await open(rules).plan([stream], signal);
    expect(changes).toEqual([]);
    expect(conflicts.map((one) => one.text.split('”')[0])).toEqual(['Rule “bad', 'Rule “worse']);
    expect(conflicts[0]?.text).toContain(words);
    expect(conflicts[0]?.next.length).toBeGreaterThan(20);
    expect(messenger.channelsAsked).toBe(2);
  });

  test('lets a shared channel be where the operator has confirmed it', async () => {
    messenger.channelsById.set('C2', openChannel('C2', { isShared: true }));
    const confirmed = rule('r', 'C2', { channel: { id: 'C2', name: 'c2', sharedConfirmed: true } });
    expect(await open([confirmed]).plan([stream], signal)).toEqual({ changes: [], conflicts: [] });
  });
});

describe('a delivery id', () => {
  const name = { flowId: 'f', ruleId: 'r', view: 'v', subjectKey: 's', kind: 'alert', told: 'h' } as const;

  test('is a UUID of version 5, always the same for the same event', () => {
    expect(deliveryId(name)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(deliveryId({ ...name, turn: 0 })).toBe(deliveryId(name));
  });

  test('differs with every part of its name, wherever one part ends and the next begins', () => {
    const others = [
      { ...name, flowId: 'fr', ruleId: '' },
      { ...name, ruleId: 'x' },
      { ...name, view: 'x' },
      { ...name, subjectKey: null },
      { ...name, subjectKey: 'null' },
      { ...name, kind: 'update' as const },
      { ...name, told: 'x' },
      { ...name, turn: 1 },
    ];
    expect(new Set([name, ...others].map(deliveryId)).size).toBe(others.length + 1);
  });
});
