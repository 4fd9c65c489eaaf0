import { describe, expect, it } from 'vitest';
import type { ExactApi, ExactRequest, ExactRow } from '../../../main/connectors/exact/api.ts';
import { cursorOf } from '../../../main/connectors/exact/cursor.ts';
import { readWindow } from '../../../main/connectors/exact/read.ts';
import { buildRecord } from '../../../main/connectors/exact/record.ts';
import { keyFilters, wholeQuery } from '../../../main/connectors/exact/requests.ts';
import { fieldName } from '../../../main/connectors/exact/streams/fields.ts';
import { specOf, streamSpecs } from '../../../main/connectors/exact/streams/streams.ts';
import { planWindow, type PlanOptions } from '../../../main/connectors/exact/windows.ts';
import type { SourcePage, WindowRequest } from '../../../main/ports/source.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { apiOf, AS_OF, guid, never, options, type Answers } from './fake-api.ts';

const company = { code: 1, name: 'One', currency: 'EUR' };

async function read(
  streamId: string,
  answers: Answers,
  request: WindowRequest = { kind: 'incremental', cursor: null },
  planned: Partial<PlanOptions> & { readonly spentAt?: string } = {},
): Promise<{ pages: SourcePage[]; asked: ExactRequest[]; cursor: JsonObject | null }> {
  const { api, asked } = apiOf(answers, planned.spentAt);
  const spec = specOf(streamId);
  const pages: SourcePage[] = [];
  for await (const page of readWindow(api, spec, planWindow(spec, request, options(planned)), never)) pages.push(page);
  return { pages, asked, cursor: pages.findLast((page) => page.cursor !== undefined)?.cursor ?? null };
}

const keysOf = (pages: readonly SourcePage[]): string[] =>
  pages.flatMap(({ records }) => records.map(({ key }) => key));
const cursorAt = (changes: object): JsonObject => ({
  host: 'https://start.exactonline.nl',
  divisions: {
    '1': {
      ...{ version: '500', deletedVersion: '400', movedAt: null, linkChangedAt: null },
      ...{ readAtUtc: '2026-11-21T11:00:00.000Z', wholeAtUtc: '2026-11-20T00:00:00.000Z', linesGone: false },
      ...changes,
    },
  },
});
const incremental = (changes: object = {}): WindowRequest => ({ kind: 'incremental', cursor: cursorAt(changes) });

const orderFeed = (...versions: readonly (readonly [version: number, order: number])[]): readonly ExactRow[] =>
  versions.map(([version, order]) => ({ Timestamp: String(version), PurchaseOrderID: guid(order) }));
const orders = ({ query }: ExactRequest): readonly ExactRow[] =>
  [...(query.filter ?? '').matchAll(/guid'([^']+)'/g)].map(([, id]) => ({
    PurchaseOrderID: id ?? '',
    OrderNumber: '7',
    PurchaseOrderLines: [{ ID: guid(900), LineNumber: '1', AmountDC: '1E+2' }],
  }));

describe('reading by row version', () => {
  it('asks for deletions first, then the feed to its end, then each document once', async () => {
    const { pages, asked, cursor } = await read(
      'purchase_orders',
      {
        'sync/Deleted': () => [{ Timestamp: '450', EntityKey: guid(3), EntityType: '22' }],
        'sync/PurchaseOrder/PurchaseOrders': () => orderFeed([503, 1], [501, 2], [505, 1]),
        'purchaseorder/PurchaseOrders': orders,
      },
      incremental(),
    );
    expect(asked.map(({ resource }) => resource)).toEqual([
      'sync/Deleted',
      'sync/PurchaseOrder/PurchaseOrders',
      'purchaseorder/PurchaseOrders',
    ]);
    expect(asked[0]?.query.filter).toBe('Timestamp gt 400L and EntityType eq 22');
    expect(asked[1]?.query).toEqual({ select: ['Timestamp', 'PurchaseOrderID'], filter: 'Timestamp gt 500L' });
    expect(keysOf(pages).sort()).toEqual([`["1","${guid(1)}"]`, `["1","${guid(2)}"]`]);
    expect(pages.flatMap(({ gone }) => gone ?? [])).toEqual([`["1","${guid(3)}"]`]);
    expect(pages.flatMap(({ complete }) => complete ?? [])).toEqual([]);
    expect(cursorOf(cursor, 'https://start.exactonline.nl').divisions['1']).toMatchObject({
      version: '505',
      deletedVersion: '450',
      readAtUtc: AS_OF,
      wholeAtUtc: '2026-11-20T00:00:00.000Z',
      // Nobody says whether an order or a line was deleted.
      linesGone: true,
    });
  });

  it('reads everything a day after lines may have been deleted, and forgets that then', async () => {
    const before = await read(
      'purchase_orders',
      {},
      incremental({ linesGone: true, wholeAtUtc: '2026-11-20T12:00:01.000Z' }),
    );
    expect(before.asked[1]?.query.filter).toBe('Timestamp gt 500L');
    expect(JSON.stringify(before.cursor)).toContain('"linesGone":true');
    const after = await read(
      'purchase_orders',
      {},
      incremental({ linesGone: true, wholeAtUtc: '2026-11-20T12:00:00.000Z' }),
    );
    expect(after.asked[1]?.query.filter).toBe('Timestamp gt 1L');
    expect(after.pages.flatMap(({ complete }) => complete ?? [])).toEqual(['["1",']);
    expect(JSON.stringify(after.cursor)).toContain('"linesGone":false');
  });

  it('names all journal entries once a week and fetches those that changed alone', async () => {
    const lines = [
      { Timestamp: '300', EntryID: guid(1) },
      { Timestamp: '501', EntryID: guid(2) },
      { Timestamp: '301', EntryID: guid(3) },
    ];
    const { pages, asked } = await read(
      'journal_entries',
      {
        'sync/Financial/TransactionLines': () => lines,
        'bulk/Financial/TransactionLines': () => [
          { EntryID: guid(2), ID: guid(22), LineNumber: '2', AmountDC: '-5', Date: '/Date(1790812800000)/' },
          { EntryID: guid(2), ID: guid(21), LineNumber: '1', AmountDC: '5', Date: '/Date(1790726400000)/' },
        ],
      },
      incremental({ wholeAtUtc: '2026-11-14T12:00:00.000Z' }),
    );
    expect(asked.at(-1)?.query.filter).toBe(`EntryID eq guid'${guid(2)}'`);
    expect(pages.flatMap(({ present }) => present ?? []).sort()).toEqual([`["1","${guid(1)}"]`, `["1","${guid(3)}"]`]);
    const [record] = pages.flatMap(({ records }) => records);
    // Its lines came on two pages, the second one first.
    expect(record?.fields['lines']).toMatchObject([
      { line_number: '1', debit_dc: '5', credit_dc: '0' },
      { line_number: '2', debit_dc: '0', credit_dc: '5' },
    ]);
    expect(record?.fields['date']).toBe('2026-09-30');
  });

  it('keeps no position where versions fell below those that were read', async () => {
    const { cursor } = await read(
      'gl_accounts',
      { 'sync/Financial/GLAccounts': () => [{ Timestamp: '7', ID: guid(1), Code: '4000' }] },
      incremental(),
    );
    expect(cursorOf(cursor, 'https://start.exactonline.nl').divisions).toEqual({});
  });

  it('keeps digits of versions that no JavaScript number has', async () => {
    const { cursor } = await read('gl_accounts', {
      'sync/Financial/GLAccounts': () => [
        { Timestamp: '9007199254740993', ID: guid(1), Code: '4000' },
        { Timestamp: '9007199254740992', ID: guid(2), Code: '4001' },
      ],
    });
    expect(JSON.stringify(cursor)).toContain('"version":"9007199254740993"');
  });

  it('fails rather than pass rows without a version or without the id of their document', async () => {
    for (const row of [
      { PurchaseOrderID: guid(1) },
      { Timestamp: 'x', PurchaseOrderID: guid(1) },
      { Timestamp: '8' },
    ]) {
      await expect(read('purchase_orders', { 'sync/PurchaseOrder/PurchaseOrders': () => [row] })).rejects.toMatchObject(
        { code: 'EXACT_FEED_UNUSABLE' },
      );
    }
  });

  it('fails the company where a feed names documents and not one of them is given', async () => {
    const { pages, cursor } = await read(
      'purchase_orders',
      { 'sync/PurchaseOrder/PurchaseOrders': () => orderFeed([501, 1], [502, 2]) },
      incremental(),
    );
    expect(pages.flatMap(({ failed }) => failed ?? [])).toMatchObject([
      { code: 'EXACT_DOCUMENTS_NOT_GIVEN', details: { division: 1, count: 2 } },
    ]);
    expect(cursor).toBeNull();
  });
});

describe('reading by the time of the last change', () => {
  it('asks from a little before, by Dutch wall time, and announces what Exact says there is', async () => {
    const { pages, asked, cursor } = await read(
      'cost_centers',
      { 'hrm/Costcenters': () => [{ ID: guid(1), Code: 'A' }, { ID: guid(2), Code: 'B' }, { Code: 'nobody' }] },
      incremental(),
    );
    expect(asked).toHaveLength(1);
    expect(asked[0]?.query).toEqual({
      filter: "Modified gt datetime'2026-11-21T11:54:59'",
      orderby: 'Modified asc',
      count: true,
    });
    expect(pages.at(-1)?.announced).toBe(3);
    expect(keysOf(pages)).toHaveLength(2);
    expect(pages.flatMap(({ unreadable }) => unreadable)).toEqual([
      { key: null, label: 'cost center of One', reason: 'it has no ID' },
    ]);
    expect(cursorOf(cursor, 'https://start.exactonline.nl').divisions['1']?.readAtUtc).toBe(AS_OF);
  });

  it('adds up what the companies announce, and announces nothing where one does not', async () => {
    const both = { chosen: [1, 2] };
    const answer = { 'hrm/Costcenters': () => [{ ID: guid(1), Code: 'A' }] };
    const all = await read('cost_centers', answer, { kind: 'full' }, both);
    expect(all.pages.map(({ announced }) => announced).filter((one) => one !== null)).toEqual([2]);
    expect(all.pages.at(-1)?.announced).toBe(2);
    const some = await read('cost_centers', answer, { kind: 'full' }, { chosen: [1, 3] });
    expect(some.pages.at(-1)?.announced).toBeNull();
    expect(some.pages.flatMap(({ failed }) => failed ?? []).map(({ code }) => code)).toEqual(['EXACT_COMPANY_UNKNOWN']);
  });
});

describe('requests', () => {
  it('names as many keys as fit into an address of 6,000 characters, and each once', () => {
    const ids = Array.from({ length: 500 }, (_, number) => guid(number));
    for (const spec of streamSpecs) {
      const groups = [...keyFilters(spec, ids)];
      expect(groups.flatMap(({ keys }) => keys)).toEqual(ids);
      const { select = [], expand = [] } = wholeQuery(spec);
      for (const { filter, keys } of groups) {
        const query = [filter, select.join(','), expand.join(',')].map(encodeURIComponent).join('');
        expect(query.replaceAll("'", '%27').length + spec.resource.length + 120, spec.id).toBeLessThan(6000);
        expect(keys.length).toBeLessThanOrEqual(60);
      }
      expect(groups.length, spec.id).toBeLessThan(30);
    }
  });

  it('spells fields as columns are', () => {
    expect(
      ['VATAmountDC', 'GLAccountCode', 'AmountFCExclVat', 'ID', 'YourRef', 'AmountVATBaseFC'].map(fieldName),
    ).toEqual(['vat_amount_dc', 'gl_account_code', 'amount_fc_excl_vat', 'id', 'your_ref', 'amount_vat_base_fc']);
  });

  it('tells a document whose lines did not come as unreadable, never as one without lines', () => {
    const built = buildRecord(specOf('purchase_entries'), company, [{ EntryID: guid(1) }]);
    expect(built).toEqual({
      unreadable: {
        key: `["1","${guid(1)}"]`,
        label: 'purchase entry of One',
        reason: 'its lines did not come with it',
      },
    });
    const empty = buildRecord(specOf('purchase_entries'), company, [{ EntryID: guid(1), PurchaseEntryLines: [] }]);
    expect('record' in empty ? empty.record.fields['lines'] : null).toEqual([]);
  });
});

describe('the number of records that Exact announces', () => {
  const resource = 'financialtransaction/BankEntries';
  const entries = (count: number): readonly ExactRow[] =>
    Array.from({ length: count }, (_, n) => ({ EntryID: guid(n + 1), BankEntryLines: [] }));
  /** What Exact says with the first page, and when it is asked again. */
  async function announcedAt(end: { first: number; read: number; again: number }): Promise<(number | null)[]> {
    const counts = [end.first, end.again];
    const answers = { [resource]: ({ query }: ExactRequest) => (query.top === 1 ? [] : entries(end.read)) };
    const { api } = apiOf(answers);
    const pages: ExactApi['pages'] = async function* (request) {
      let isFirst = true;
      for await (const page of api.pages(request)) {
        yield { ...page, count: isFirst ? (counts.shift() ?? null) : null };
        isFirst = false;
      }
    };
    const told: (number | null)[] = [];
    const window = planWindow(specOf('bank_entries'), { kind: 'incremental', cursor: null }, options());
    for await (const page of readWindow({ ...api, pages }, specOf('bank_entries'), window, never)) {
      told.push(page.announced);
    }
    return [told.at(-1) ?? null, counts.length];
  }

  it.each([
    ['holds where so many were read, and is not asked for again', { first: 4, read: 4, again: 9 }, [4, 1]],
    ['holds where fewer were read and it is still the same: a page was lost', { first: 4, read: 3, again: 4 }, [4, 0]],
    ['says nothing where a record came while the pages were read', { first: 4, read: 5, again: 5 }, [null, 0]],
  ] as const)('%s', async (_, end, expected) => {
    expect(await announcedAt(end)).toEqual(expected);
  });
});

describe('when the calls of the day end', () => {
  const site = 'https://start.exactonline.nl';
  const items = (...versions: readonly number[]): readonly ExactRow[] =>
    versions.map((version) => ({ Timestamp: String(version), ID: guid(version), Code: String(version) }));
  const feed = 'sync/Logistics/Items';

  it('a feed of records goes on behind the last version that was given', async () => {
    const { pages, cursor } = await read('items', { [feed]: () => items(2, 3, 5, 7) }, undefined, { spentAt: feed });
    expect(keysOf(pages)).toHaveLength(2);
    expect(pages.flatMap(({ failed }) => failed ?? []).map(({ code, details }) => [code, details['until']])).toEqual([
      ['EXACT_READING_GOES_ON', '2026-11-22 00:00 UTC'],
    ]);
    expect(cursorOf(cursor, site).divisions['1']).toMatchObject({ version: '3', goesOn: true, wholeAtUtc: AS_OF });
    const next = await read('items', { [feed]: () => items(5, 7) }, { kind: 'incremental', cursor });
    expect(next.asked.find(({ resource }) => resource === feed)?.query.filter).toBe('Timestamp gt 3L');
    expect(next.pages.flatMap(({ complete }) => complete ?? [])).toEqual([]);
    expect(cursorOf(next.cursor, site).divisions['1']).toMatchObject({ version: '7', goesOn: false });
  });

  it('a feed that does not come in the order of its versions begins again', async () => {
    const many = (): readonly ExactRow[] => items(9, 8, 3, 2);
    const answers = { [feed]: many };
    const first = await read('items', answers, incremental({ version: '8' }), { spentAt: feed });
    expect(first.pages.flatMap(({ failed }) => failed ?? []).map(({ code }) => code)).toEqual([
      'EXACT_DAY_BUDGET_SPENT',
    ]);
    expect(first.cursor).toBeNull();
  });

  it('records by change time go on from the last change, and a listing where Exact said', async () => {
    const wall = (minute: number): string => `/Date(${String(Date.parse('2026-11-21T12:00:00Z') + minute * 60_000)})/`;
    const entries = [1, 2, 3, 4].map((n) => ({ EntryID: guid(n), BankEntryLines: [], Modified: wall(n) }));
    const resource = 'financialtransaction/BankEntries';
    const answers = { [resource]: () => entries };
    const changed = await read('bank_entries', answers, incremental({ readAtUtc: '2026-11-21T10:00:00.000Z' }), {
      spentAt: resource,
    });
    // 12:02 by the wall clock of Amsterdam.
    expect(cursorOf(changed.cursor, site).divisions['1']).toMatchObject({ readAtUtc: '2026-11-21T11:02:00.000Z' });
    const listed = await read('bank_entries', answers, undefined, { spentAt: resource });
    expect(cursorOf(listed.cursor, site)).toMatchObject({
      divisions: {},
      unfinished: { '1': { skiptoken: 'on', read: 2, startedAtUtc: AS_OF } },
    });
    const later = { asOf: '2026-11-22T01:00:00.000Z' };
    const next = await read('bank_entries', answers, { kind: 'incremental', cursor: listed.cursor }, later);
    expect(next.asked[0]?.query.skiptoken).toBe('on');
    expect(next.pages.at(-1)?.announced).toBeNull();
    expect(cursorOf(next.cursor, site)).toMatchObject({ divisions: { '1': { readAtUtc: AS_OF } }, unfinished: {} });
  });

  it('a listing that Exact does not go on with begins again', async () => {
    const unfinished = { skiptoken: 'old', read: 2, startedAtUtc: AS_OF, movedAt: null, linkChangedAt: null };
    const cursor = { host: site, divisions: {}, unfinished: { '1': unfinished } };
    const refused = new AppError('EXACT_REQUEST_REFUSED', 'config');
    const answers = {
      'financialtransaction/BankEntries': (): never => {
        throw refused;
      },
    };
    const { pages, cursor: after } = await read('bank_entries', answers, { kind: 'incremental', cursor });
    expect(pages.flatMap(({ failed }) => failed ?? [])).toEqual([refused]);
    expect(cursorOf(after, site).unfinished).toEqual({});
  });

  it('keys of all records that take more than half a day’s calls are asked for again in a week', async () => {
    const resource = 'sync/Financial/TransactionLines';
    const rows = [501, 502, 503, 504].map((n) => ({ Timestamp: String(n), EntryID: guid(n) }));
    const weekAgo = '2026-11-14T00:00:00.000Z';
    const long = { ...incremental({ wholeAtUtc: weekAgo }) };
    const { pages, cursor } = await read('journal_entries', { [resource]: () => rows }, long, { spentAt: resource });
    expect(pages.flatMap(({ failed }) => failed ?? []).map(({ code }) => code)).toEqual(['EXACT_DAY_BUDGET_SPENT']);
    expect(cursorOf(cursor, site).divisions['1']).toMatchObject({ wholeAtUtc: AS_OF, version: '500' });
    const next = await read('journal_entries', {}, { kind: 'incremental', cursor });
    expect(next.asked.find(({ resource: one }) => one === resource)?.query.filter).toBe('Timestamp gt 500L');
  });
});
