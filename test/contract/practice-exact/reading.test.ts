import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ARCHIVED, guid, NO_PURCHASE, NOT_ALLOWED, SMALL } from '../../support/small-books.ts';
import { errorOf, get, readAll, startBench, type Answer, type Bench, type Row } from './exact-client.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(async () => {
  await bench.exact.close();
});

function addCenters(count: number): void {
  for (let at = 1; at <= count; at += 1)
    bench.books.put('Costcenters', guid(at), { Code: `C${String(at)}`, Description: at % 2 === 0 ? 'even' : 'odd' });
}

describe('who and where', () => {
  it('tells the user, the company that is open, and the clock, whichever company that is', async () => {
    const me = await get(
      bench.exact,
      `${bench.exact.address}/api/v1/current/Me?$select=CurrentDivision,ServerTime,ServerUtcOffset`,
    );
    expect(me.status).toBe(200);
    expect(me.headers.get('x-ratelimit-limit')).toBeNull();
    const user = me.rows[0] ?? {};
    expect(user).toMatchObject({ CurrentDivision: SMALL, ServerUtcOffset: 3600 });
    expect(user['ServerTime']).toBe(`/Date(${String(bench.clock.now() + 3_600_000)})/`);
    expect(Object.keys(user)).toHaveLength(4);
    bench.exact.openCompany(NOT_ALLOWED);
    const after = await get(bench.exact, `${bench.exact.address}/api/v1/current/Me`);
    expect(after.rows[0]).toMatchObject({ CurrentDivision: NOT_ALLOWED, FullName: 'Practice User' });
  });

  it('lists the companies that the app may use, all of the licence, and the older list', async () => {
    const codes = async (path: string) => (await get(bench.exact, path)).rows.map(({ Code, Status }) => [Code, Status]);
    expect(await codes('system/Divisions?$select=Code,Status')).toEqual([
      [SMALL, 1],
      [NO_PURCHASE, 1],
      [ARCHIVED, 2],
    ]);
    expect(await codes('system/AllDivisions')).toHaveLength(4);
    expect(await codes('hrm/Divisions')).toEqual([
      [SMALL, 0],
      [NO_PURCHASE, 0],
      [ARCHIVED, 1],
    ]);
  });

  it.each([NOT_ALLOWED, 42])('refuses a company that the app may not use: %d', async (division) => {
    const answer = await get(bench.exact, 'system/Divisions', { division });
    expect([answer.status, errorOf(answer)]).toEqual([403, 'Forbidden - User division is not within division scope.']);
  });

  it('says what the user may do', async () => {
    const asked = (path: string) => get(bench.exact, `users/UserHasRights?endpoint='${path}'&action='GET'`);
    expect((await asked('crm/Accounts')).body).toEqual({ d: { UserHasRights: true } });
    expect((await asked('nowhere/Things')).body).toEqual({ d: { UserHasRights: false } });
    expect((await get(bench.exact, 'users/UserHasRights?endpoint=crm')).status).toBe(400);
  });
});

describe('a collection', () => {
  it('comes in pages of 60 that lead to the next by an absolute address', async () => {
    addCenters(130);
    const first = await get(bench.exact, "hrm/Costcenters?$select=Code&$filter=Description ne 'x'");
    expect(first.body.d.__next).toMatch(
      new RegExp(
        `^${bench.exact.address}/api/v1/${String(SMALL)}/hrm/Costcenters\\?\\$select=Code&\\$filter=[^ ]+&\\$skiptoken=guid'${guid(60)}'$`.replaceAll(
          "'",
          "(?:%27|')",
        ),
      ),
    );
    const { rows, pages } = await readAll(bench.exact, 'hrm/Costcenters?$select=Code');
    expect(pages).toEqual([60, 60, 10]);
    expect(new Set(rows.map(({ Code }) => Code)).size).toBe(130);
    expect(rows[0]).toEqual({
      __metadata: {
        uri: `${bench.exact.address}/api/v1/${String(SMALL)}/hrm/Costcenters(guid'${guid(1)}')`,
        type: 'Exact.Web.Api.Models.HRM.Costcenter',
      },
      Code: 'C1',
    });
  });

  it('is sorted, filtered, skipped and counted', async () => {
    addCenters(130);
    const query = "hrm/Costcenters?$select=Code&$filter=Description eq 'even'&$orderby=Code desc";
    const counted = await get(bench.exact, `${query}&$inlinecount=allpages&$skip=1`);
    expect(counted.body.d.__count).toBe('65');
    const all = await readAll(bench.exact, query);
    expect(all.pages).toEqual([60, 5]);
    expect(all.rows.slice(0, 2).map(({ Code }) => Code)).toEqual(['C98', 'C96']);
    expect(counted.rows[0]?.['Code']).toBe('C96');
    const count = await get(bench.exact, "hrm/Costcenters/$count?$filter=startswith(Code,'C1')", {
      accept: 'text/plain',
    });
    expect([count.text, count.headers.get('content-type')]).toEqual(['42', 'text/plain;charset=utf-8']);
  });

  it('is a bare list where $top fits a page, and goes on where it does not', async () => {
    addCenters(130);
    const few = await get(bench.exact, 'hrm/Costcenters?$select=Code&$top=2');
    expect(few.rows.map(({ Code }) => Code)).toEqual(['C1', 'C2']);
    const { pages } = await readAll(bench.exact, 'hrm/Costcenters?$select=Code&$top=100');
    expect(pages).toEqual([60, 40]);
  });

  it('finds one record by its key, and 404 where there is none', async () => {
    addCenters(1);
    const one = await get(bench.exact, `hrm/Costcenters(guid'${guid(1)}')?$select=Code`);
    expect(one.body.d.Code).toBe('C1');
    expect((await get(bench.exact, `hrm/Costcenters(guid'${guid(2)}')`)).status).toBe(404);
    expect((await get(bench.exact, 'hrm/Costcenters(1)')).status).toBe(400);
    expect((await get(bench.exact, 'hrm/Nothing')).status).toBe(404);
  });
});

describe('values', () => {
  it('keep the digits of amounts, the zone of Amsterdam, the spaces of codes', async () => {
    bench.books.put('Accounts', guid(1), {
      Code: '20017',
      Name: 'Papier "BV"',
      CreditLineSales: { decimal: '1234567890.123456' },
    });
    bench.books.put('Costcenters', guid(2), {
      Code: 'A',
      Description: 'x',
      EndDate: { date: '2026-03-29' },
      Active: null,
    });
    const account = await get(bench.exact, 'crm/Accounts?$top=1&$select=Code,Name,CreditLineSales,Modified');
    expect(account.text).toContain('"CreditLineSales":1234567890.123456');
    expect(account.text).toContain('"Code":"             20017"');
    expect(account.text).toContain('"Name":"Papier \\"BV\\""');
    expect(account.text).toContain(`"Modified":"/Date(${String(Date.parse('2026-11-21T13:00:10Z'))})/"`);
    const center = await get(bench.exact, 'hrm/Costcenters?$top=1&$select=EndDate');
    expect(center.text).toContain(`"EndDate":"/Date(${String(Date.parse('2026-03-29T00:00:00Z'))})/"`);
  });

  it('are filtered by the clock of Amsterdam, in summer and winter', async () => {
    addCenters(1);
    const found = async (filter: string) =>
      (await get(bench.exact, `hrm/Costcenters?$select=Code&$filter=${filter}`)).rows.length;
    expect(await found("Modified ge datetime'2026-11-21T13:00:10'")).toBe(1);
    expect(await found("Modified gt datetime'2026-11-21T13:00:10'")).toBe(0);
    await bench.clock.advance(Date.parse('2027-07-01T10:00:00Z') - bench.clock.now());
    bench.exact.signIn();
    addCenters(1);
    expect(await found("Modified eq datetime'2027-07-01T12:00:00.000'")).toBe(1);
  });

  it.each([
    ["Code eq 'C1' or (Code eq 'C2' and not (Description eq 'odd'))", 2],
    ["substringof('1',Code) eq true", 2],
    ["substringof('1',Code)", 2],
    ["endswith(Code,'0') eq false", 9],
    ["trim(Code) eq 'C3'", 1],
    [`ID eq guid'${guid(4).toUpperCase()}'`, 1],
    ['EndDate eq null', 10],
    ['EndDate ne null', 0],
    ["EndDate gt datetime'2026-01-01T00:00:00'", 0],
    ["Code eq 'it''s'", 0],
    ["'C5' eq Code", 1],
    [`Division eq ${String(SMALL)}`, 10],
  ])('%s lets %d through', async (filter, count) => {
    addCenters(10);
    const answer = await get(bench.exact, `hrm/Costcenters?$select=Code&$filter=${filter}`);
    expect(answer.rows).toHaveLength(count);
  });

  it.each([
    'Nothing eq 1',
    'Code eq 1',
    "ID eq '11111111-2222-4333-8444-000000000001'",
    'Code eq Description',
    "Code like 'x'",
    'length(Code) eq 1',
    "Code eq 'x' and",
    "Code eq 'x",
    'Code',
    "Modified gt datetime'2026-02-30T00:00:00'",
    "Modified gt '2026-01-01'",
    '1 eq 1',
  ])('%s is refused', async (filter) => {
    const answer = await get(bench.exact, `hrm/Costcenters?$filter=${filter}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ error: { code: '', message: { lang: '', value: expect.any(String) } } });
  });

  it.each([
    '$select=Nothing',
    '$select=Code,',
    '$orderby=Nothing',
    '$orderby=Code sideways',
    '$expand=Code',
    '$top=x',
    '$skip=-1',
    '$inlinecount=some',
    '$format=json',
    'filter=Code',
    '$skiptoken=x',
    '$top=1&$top=2',
  ])('%s is refused', async (query) => {
    expect((await get(bench.exact, `hrm/Costcenters?${query}`)).status).toBe(400);
  });
});

function linesIn(row: Row | undefined): {
  readonly __deferred: { readonly uri: string };
  readonly results: readonly Row[];
} {
  return (row ?? {})['PurchaseEntryLines'] as ReturnType<typeof linesIn>;
}

describe('documents and their lines', () => {
  beforeEach(() => {
    for (const document of [1, 2]) {
      bench.books.put('PurchaseEntries', guid(document), { EntryNumber: document, AmountDC: { decimal: '10' } });
      for (const line of [1, 2])
        bench.books.put(
          'PurchaseEntryLines',
          guid(document * 10 + line),
          { EntryID: guid(document), LineNumber: line, GLAccountCode: '4500' },
          { parent: guid(document) },
        );
    }
  });

  it('come together where they are expanded, and by an address of their own else', async () => {
    const apart = await get(bench.exact, 'purchaseentry/PurchaseEntries?$select=EntryID,PurchaseEntryLines');
    const { uri } = linesIn(apart.rows[0]).__deferred;
    expect(uri).toBe(
      `${bench.exact.address}/api/v1/${String(SMALL)}/purchaseentry/PurchaseEntries(guid'${guid(1)}')/PurchaseEntryLines`,
    );
    expect((await get(bench.exact, uri)).rows).toHaveLength(2);
    const together = await get(
      bench.exact,
      'purchaseentry/PurchaseEntries?$select=EntryID,PurchaseEntryLines/LineNumber&$expand=PurchaseEntryLines',
    );
    const { results: lines } = linesIn(together.rows[1]);
    expect(lines.map(({ LineNumber }) => LineNumber)).toEqual([1, 2]);
    expect(Object.keys(lines[0] ?? {})).toEqual(['__metadata', 'LineNumber']);
    const whole = await get(bench.exact, `purchaseentry/PurchaseEntries(guid'${guid(2)}')?$expand=PurchaseEntryLines`);
    expect(whole.body.d.PurchaseEntryLines.results[1].GLAccountCode).toBe('4500');
  });

  it.each([
    '$expand=PurchaseEntryLines&$select=EntryID',
    '$select=PurchaseEntryLines/LineNumber',
    '$expand=PurchaseEntryLines&$select=PurchaseEntryLines/Nothing',
    '$filter=PurchaseEntryLines/LineNumber eq 1',
  ])('%s is refused', async (query) => {
    expect((await get(bench.exact, `purchaseentry/PurchaseEntries?${query}`)).status).toBe(400);
  });

  it('are asked for with the fields that are wanted, where they are wide', async () => {
    for (const path of ['generaljournalentry/GeneralJournalEntries', 'salesinvoice/SalesInvoices', 'crm/Accounts']) {
      const bare = await get(bench.exact, path);
      expect([bare.status, errorOf(bare)]).toEqual([
        400,
        'Please add a $select or a $top=1 statement to the query string.',
      ]);
      expect((await get(bench.exact, `${path}?$top=1`)).body).toEqual({ d: [] });
    }
  });
});

describe('bulk and sync', () => {
  it('gives a thousand a page in the order of row versions, one row a line', async () => {
    for (let at = 1; at <= 1100; at += 1) {
      if (at % 100 === 1) bench.books.put('PurchaseOrders', guid(at), { OrderNumber: at, SupplierCode: '7' });
      const parent = guid(at - ((at - 1) % 100));
      const cells = { PurchaseOrderID: parent, LineNumber: at, CostCenter: 'NL', AmountDC: { decimal: '1' } };
      bench.books.put('PurchaseOrderLines', guid(5000 + at), cells, { parent });
    }
    const query =
      'sync/PurchaseOrder/PurchaseOrders?$filter=Timestamp gt 1L&$select=Timestamp,ID,PurchaseOrderID,OrderNumber,CostCenterCode,SupplierCode';
    const { rows, pages } = await readAll(bench.exact, query);
    expect(pages).toEqual([1000, 100]);
    const versions = rows.map(({ Timestamp }) => BigInt(Timestamp as string));
    expect(versions.every((version, at) => at === 0 || version > (versions[at - 1] ?? 0n))).toBe(true);
    expect(rows[1]).toMatchObject({ ID: guid(5002), PurchaseOrderID: guid(1), OrderNumber: 1, CostCenterCode: 'NL' });
    expect(rows[1]?.['SupplierCode']).toBe('7'.padStart(18));
    const after = await get(
      bench.exact,
      `sync/PurchaseOrder/PurchaseOrders?$filter=Timestamp gt ${String(versions.at(-2))}&$select=ID,Timestamp`,
    );
    expect(after.rows).toHaveLength(1);
  });

  it.each([
    ['bulk/CRM/Accounts', 400],
    ['bulk/CRM/Accounts?$select=ID', 200],
    ['bulk/PurchaseOrder/PurchaseOrders?$select=ID', 404],
    ['sync/Financial/GLAccounts?$select=*&$filter=Timestamp gt 1L', 400],
    ['sync/Financial/GLAccounts?$select=ID', 400],
    ['sync/Financial/GLAccounts?$filter=Timestamp gt 1L', 200],
    ["sync/Financial/GLAccounts?$filter=Timestamp gt 1L and Code eq '1'", 400],
    ['sync/Financial/GLAccounts?$filter=Timestamp gt 1L&$orderby=Timestamp', 400],
    ['sync/Financial/GLAccounts?$filter=Timestamp gt 1L&$select=CostcenterDescription', 400],
    ['sync/HRM/Costcenters?$filter=Timestamp gt 1L', 404],
  ])('%s answers %d', async (path, status) => {
    expect((await get(bench.exact, path)).status).toBe(status);
  });

  it('tells what was deleted, for two months', async () => {
    bench.books.put('Items', guid(1), { Code: 'A' });
    bench.books.remove('Items', guid(1), 9);
    bench.books.remove('Accounts', guid(2), 2);
    const deleted = async (filter = '') =>
      (await get(bench.exact, `sync/Deleted?$filter=Timestamp gt 1L${filter}`)).rows;
    expect(await deleted()).toHaveLength(2);
    const [item] = await deleted(' and EntityType eq 9');
    expect(item).toMatchObject({ EntityKey: guid(1), EntityType: 9, Division: SMALL, Timestamp: '1002' });
    await bench.clock.advance(62 * 86_400_000);
    bench.exact.signIn();
    expect(await deleted()).toEqual([]);
  });

  it('tells the row version of a date', async () => {
    bench.books.put('TransactionLines', guid(1), {});
    await bench.clock.advance(60_000);
    const version = bench.books.put('TransactionLines', guid(2), {});
    const path = "read/sync/Sync/SyncTimestamp?modified=datetime'2026-11-21T13:01:00'&endPoint=";
    const [start] = (await get(bench.exact, `${path}'TransactionLines'`)).rows;
    expect(start).toMatchObject({ API: 'TransactionLines', TimeStampAsBigInt: String(version) });
    expect((await get(bench.exact, `${path}'GLAccounts'`)).status).toBe(400);
    expect((await get(bench.exact, "read/sync/Sync/SyncTimestamp?endPoint='TransactionLines'")).status).toBe(400);
  });
});

describe('what is asked for wrongly', () => {
  it('answers in Atom to who does not ask for JSON', async () => {
    addCenters(61);
    const atom = await get(bench.exact, 'hrm/Costcenters?$select=Code,EndDate', { accept: '*/*' });
    expect(atom.headers.get('content-type')).toContain('application/atom+xml');
    for (const part of [
      '<d:Code>C1</d:Code>',
      '<d:EndDate m:type="Edm.DateTime" m:null="true" />',
      '<link rel="next" href="http://127.0.0.1',
    ])
      expect(atom.text.includes(part)).toBe(true);
    expect((await get(bench.exact, 'hrm/Costcenters', { accept: 'application/xml' })).status).toBe(415);
    const error = await get(bench.exact, 'hrm/Costcenters?$select=X', { accept: null });
    expect(error.text).toContain('<message xml:lang="">No property');
  });

  it('refuses addresses of more than 6,000 characters, other methods and other places', async () => {
    const filter = Array.from({ length: 400 }, (_, at) => `Code eq '${String(at)}'`).join(' or ');
    expect((await get(bench.exact, `hrm/Costcenters?$filter=${filter}`)).status).toBe(414);
    const add = (): Promise<Answer> => get(bench.exact, 'crm/Accounts', { method: 'POST', body: { Name: 'x' } });
    expect((await add()).status).toBe(403);
    bench.exact.scopes.set('crm.accounts', 'manage');
    expect((await add()).status).toBe(405);
    for (const method of ['DELETE', 'PATCH'])
      expect((await get(bench.exact, 'crm/Accounts', { method })).status).toBe(405);
    expect((await get(bench.exact, `${bench.exact.address}/elsewhere`)).status).toBe(404);
  });
});
