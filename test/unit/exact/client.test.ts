import { afterEach, describe, expect, it } from 'vitest';
import type { ExactApi, ExactRow } from '../../../main/connectors/exact/api.ts';
import { exactChoices } from '../../../main/connectors/exact/choices.ts';
import { createExactApi } from '../../../main/connectors/exact/client.ts';
import { closeAll, errorOf } from '../../support/http-harness.ts';
import { DIVISION, never, odataError, page, startExact, type Reply, type Told } from './harness.ts';

afterEach(closeAll);

const RESOURCE = 'purchaseorder/PurchaseOrders';
const GUID = '11111111-2222-3333-4444-555555555555';

async function rowsOf(api: ExactApi, division = DIVISION, resource = RESOURCE): Promise<ExactRow[]> {
  const rows: ExactRow[] = [];
  const request = { division, resource, query: { select: ['ID'] }, purpose: 'orders', signal: never };
  for await (const one of api.pages(request)) rows.push(...one.rows);
  return rows;
}

/** Gives these replies, one after the other, and the last one for ever. */
function replies(...list: (Reply | 'drop')[]): () => Reply | 'drop' {
  let at = 0;
  return () => list[Math.min(at++, list.length - 1)] ?? 'drop';
}

describe('reading pages', () => {
  it('asks for JSON with every option encoded, and follows the next page as it was given', async () => {
    let address = '';
    const exact = await startExact({
      api: ({ query }) =>
        query.has('$skiptoken')
          ? page([{ ID: 'b' }])
          : page([{ ID: 'a' }], `${address}/api/v1/${String(DIVISION)}/${RESOURCE}?$skiptoken=guid'1'&x=%20y`),
    });
    address = exact.address;
    const query = {
      filter: "Modified gt datetime'2026-11-20T23:55:00' and Code eq 'A&B'",
      select: ['ID', 'Code'],
      expand: ['Lines'],
      orderby: 'Modified asc',
      top: 5,
      count: true,
    };
    const pages = [];
    const request = { division: DIVISION, resource: RESOURCE, query, purpose: 'orders', signal: never };
    for await (const one of createExactApi(exact.context).pages(request)) pages.push(one);
    const [first, second] = exact.told;
    expect(first?.path).toBe(`/api/v1/${String(DIVISION)}/${RESOURCE}`);
    expect(Object.fromEntries(first?.query ?? [])).toEqual({
      $filter: query.filter,
      $select: 'ID,Code',
      $expand: 'Lines',
      $orderby: 'Modified asc',
      $top: '5',
      $inlinecount: 'allpages',
    });
    expect(first?.headers).toMatchObject({ accept: 'application/json', authorization: 'Bearer access-1' });
    expect(second?.url).toBe(`/api/v1/${String(DIVISION)}/${RESOURCE}?$skiptoken=guid%271%27&x=%20y`);
    expect(pages.map(({ rows }) => rows)).toEqual([[{ ID: 'a' }], [{ ID: 'b' }]]);
    expect(pages[1]).toMatchObject({
      bytes: '{"d":{"results":[{"ID":"b"}]}}'.length,
      serverDate: '2026-11-21T12:00:00.000Z',
    });
  });

  it.each([
    'https://start.exactonline.evil/api/v1/1/x',
    '//evil.example/api/',
    'http://127.0.0.1:1/api/v1/1',
    'nonsense',
  ])('sends the bearer nowhere else: %s', async (next) => {
    const exact = await startExact({ api: () => page([{ ID: 'a' }], next) });
    expect(await errorOf(rowsOf(createExactApi(exact.context)))).toMatchObject({
      code: 'EXACT_ANSWER_REFUSED',
      kind: 'config',
    });
    expect(exact.told).toHaveLength(1);
  });

  it('has one call in flight in a company, over all clients of the connection, and several companies at once', async () => {
    const open = new Map<string, number>();
    let most = 0;
    let together = 0;
    const gate = Promise.withResolvers<undefined>();
    const exact = await startExact({
      api: async ({ path }) => {
        const company = path.split('/')[3] ?? '';
        open.set(company, (open.get(company) ?? 0) + 1);
        most = Math.max(most, open.get(company) ?? 0);
        together = Math.max(together, open.size);
        if (open.size > 1) gate.resolve(undefined);
        await gate.promise;
        await new Promise((resolve) => setImmediate(resolve));
        open.set(company, (open.get(company) ?? 1) - 1);
        return page([]);
      },
    });
    const clients = [createExactApi(exact.context), createExactApi(exact.again())];
    await Promise.all(clients.flatMap((api) => [rowsOf(api), rowsOf(api), rowsOf(api, 2_256_996)]));
    expect(most).toBe(1);
    expect(together).toBe(2);
    expect(exact.told).toHaveLength(6);
  });

  it('repeats what passes by itself, and gives up after five times', async () => {
    const busy: Reply = {
      status: 503,
      body: '<html><title>Maintenance</title></html>',
      headers: { 'content-type': 'text/html' },
    };
    const good = await startExact({
      api: replies({ status: 408 }, 'drop', busy, { status: 500, body: '' }, page([{ ID: 'a' }])),
    });
    expect(await rowsOf(createExactApi(good.context))).toEqual([{ ID: 'a' }]);
    expect(good.told).toHaveLength(5);

    const bad = await startExact({ api: () => ({ status: 500, body: '' }) });
    expect(await errorOf(rowsOf(createExactApi(bad.context)))).toMatchObject({
      code: 'EXACT_UNAVAILABLE',
      kind: 'transient',
    });
    expect(bad.told).toHaveLength(5);
  });

  it('asks again for an answer that broke off or came as XML, and then says so', async () => {
    const exact = await startExact({
      api: replies(
        { body: '{"d":{"results":[{"ID":"a"' },
        { body: '<?xml version="1.0"?><feed/>' },
        page([{ ID: 'a' }]),
      ),
    });
    expect(await rowsOf(createExactApi(exact.context))).toEqual([{ ID: 'a' }]);
    const atom = await startExact({ api: () => ({ body: '<feed xmlns="http://www.w3.org/2005/Atom"/>' }) });
    expect(await errorOf(rowsOf(createExactApi(atom.context)))).toMatchObject({
      code: 'EXACT_ANSWER_UNREADABLE',
      details: { reason: 'it is XML' },
    });
    expect(atom.told).toHaveLength(3);
  });
});

describe('a refusal', () => {
  it.each([
    [odataError(403, 'Forbidden'), 'EXACT_RIGHTS_MISSING', 'permission', {}],
    [
      odataError(403, 'Forbidden - User division is not within division scope.'),
      'EXACT_COMPANY_NOT_ALLOWED',
      'permission',
      { division: DIVISION },
    ],
    [
      odataError(403, "Forbidden - Application Scope Violated. Cannot read 'purchase.orders' scope."),
      'EXACT_SCOPE_MISSING',
      'permission',
      { scope: 'purchase.orders' },
    ],
    [
      odataError(400, 'Please add a $select or a $top=1 statement to the query string.'),
      'EXACT_REQUEST_REFUSED',
      'config',
      { reason: 'Please add a $select or a $top=1 statement to the query string' },
    ],
    [odataError(500, 'Invalid reference'), 'EXACT_REQUEST_REFUSED', 'config', { reason: 'Invalid reference' }],
    [{ status: 404 }, 'EXACT_NOT_FOUND', 'config', {}],
    [
      { status: 400, headers: { reason: 'Mandatory%20filter' } },
      'EXACT_REQUEST_REFUSED',
      'config',
      { reason: 'Mandatory filter' },
    ],
    [
      { status: 400, body: '<error><code/><message xml:lang="">In XML</message></error>' },
      'EXACT_REQUEST_REFUSED',
      'config',
      { reason: 'In XML' },
    ],
  ] as [Reply, string, string, object][])('is told apart and not repeated (%#)', async (reply, code, kind, details) => {
    const exact = await startExact({ api: () => reply });
    const error = await errorOf(rowsOf(createExactApi(exact.context)));
    expect(error).toMatchObject({ code, kind, details: { resource: RESOURCE, ...details } });
    expect(exact.told).toHaveLength(1);
  });
});

describe('a change', () => {
  const change = { division: DIVISION, resource: 'hrm/Costcenters', purpose: 'write', signal: never };

  it('is sent as JSON to the record, and its answer is the record or nothing', async () => {
    const exact = await startExact({
      api: ({ method }) => (method === 'POST' ? { status: 201, body: { d: { ID: GUID } } } : { status: 204 }),
    });
    const api = createExactApi(exact.context);
    expect(await api.change({ ...change, method: 'POST', key: null, fields: { Code: 'NL' } })).toEqual({ ID: GUID });
    expect(await api.change({ ...change, method: 'PUT', key: GUID, fields: { Description: 'x' } })).toBeNull();
    expect(await api.change({ ...change, method: 'DELETE', key: GUID, fields: {} })).toBeNull();
    expect(exact.told.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `POST /api/v1/${String(DIVISION)}/hrm/Costcenters`,
      `PUT /api/v1/${String(DIVISION)}/hrm/Costcenters(guid'${GUID}')`,
      `DELETE /api/v1/${String(DIVISION)}/hrm/Costcenters(guid'${GUID}')`,
    ]);
  });

  it('is not repeated when its answer is lost or Exact fails, and a refusal has Exact’s words', async () => {
    for (const [reply, code] of [
      ['drop', 'HTTP_CONNECTION_CUT'],
      [{ status: 500, body: '' }, 'EXACT_UNAVAILABLE'],
      [odataError(500, 'Data already exists'), 'EXACT_CHANGE_REFUSED'],
    ] as const) {
      const exact = await startExact({ api: () => reply });
      const error = await errorOf(
        createExactApi(exact.context).change({ ...change, method: 'PUT', key: GUID, fields: {} }),
      );
      expect.soft(error.code).toBe(code);
      expect(exact.told).toHaveLength(1);
    }
  });

  it('goes to no other record than a guid names', async () => {
    const exact = await startExact();
    const bad = createExactApi(exact.context).change({
      ...change,
      method: 'DELETE',
      key: "x') or (1 eq 1",
      fields: {},
    });
    expect((await errorOf(bad)).code).toBe('APP_INTERNAL');
    expect(exact.told).toHaveLength(0);
  });
});

describe('companies', () => {
  const ME = page([
    {
      UserID: 'u',
      FullName: 'A. de Vries',
      CurrentDivision: 7,
      ServerTime: '/Date(1795266000000)/',
      ServerUtcOffset: 3600,
    },
  ]);
  const list =
    (rows: readonly unknown[]): ((told: Told) => Reply) =>
    ({ path }) =>
      path === '/api/v1/current/Me' ? ME : path.includes('/system/Divisions') ? page(rows) : odataError(404, 'no');
  const nl = {
    Code: 10,
    Description: 'Ledger B.V.',
    Country: 'NL',
    Currency: 'EUR',
    Status: 1,
    BlockingStatus: 0,
    DivisionMoveDate: null,
  };

  it('are listed through the company that is open, with what cannot be read now', async () => {
    const exact = await startExact({
      api: list([
        { ...nl, Code: 20, Description: 'Old', Status: 2 },
        nl,
        { ...nl, Code: 30, BlockingStatus: 1, DivisionMoveDate: '/Date(1795266000000)/' },
      ]),
    });
    const api = createExactApi(exact.context);
    expect(await api.me(never)).toEqual({
      userId: 'u',
      fullName: 'A. de Vries',
      currentDivision: 7,
      serverUtc: '2026-11-21T12:00:00.000Z',
    });
    expect((await api.divisions(never)).map(({ code, movedAt }) => [code, movedAt])).toEqual([
      [10, null],
      [20, null],
      [30, '2026-11-21T13:00:00.000Z'],
    ]);
    expect(exact.told.at(-1)?.path).toBe('/api/v1/7/system/Divisions');
    const facts = [
      { label: 'Country', value: 'NL' },
      { label: 'Currency', value: 'EUR' },
    ];
    expect(await exactChoices(exact.context, 'divisions', never)).toEqual([
      { value: '10', label: 'Ledger B.V.', facts },
      { value: '20', label: 'Old', facts, reason: 'archived' },
      {
        value: '30',
        label: 'Ledger B.V.',
        facts,
        reason: expect.stringContaining('blocked') as string,
      },
    ]);
    expect(api.nameOf(10)).toBe('Ledger B.V. (10)');
    expect(await exactChoices(exact.context, 'host', never)).toEqual([]);
  });

  it('are listed at the older place where the licence has no other', async () => {
    const exact = await startExact({
      api: ({ path }) =>
        path === '/api/v1/current/Me'
          ? ME
          : path.includes('hrm')
            ? page([
                { ...nl, Status: 0 },
                { ...nl, Code: 11, Status: 1 },
              ])
            : odataError(403, 'Forbidden'),
    });
    expect((await createExactApi(exact.context).divisions(never)).map(({ code, status }) => [code, status])).toEqual([
      [10, 1],
      [11, 2],
    ]);
  });

  it('are listed through a chosen one where the app may not use the open one; where it may use none, that is explained', async () => {
    const outside = odataError(403, 'Forbidden - User division is not within division scope.');
    const some = await startExact({
      api: ({ path }) => (path === '/api/v1/current/Me' ? ME : path.startsWith('/api/v1/7/') ? outside : page([nl])),
    });
    expect(await createExactApi(some.context).divisions(never)).toHaveLength(1);
    const none = await startExact({ api: ({ path }) => (path === '/api/v1/current/Me' ? ME : outside) });
    expect(await errorOf(createExactApi(none.context).divisions(never))).toMatchObject({
      code: 'EXACT_CURRENT_COMPANY_NOT_ALLOWED',
      details: { division: 7 },
    });
  });
});
