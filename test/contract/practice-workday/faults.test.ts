import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PracticeWorkday } from '../../../sandbox/workday/index.ts';
import { parseXml } from '../../../sandbox/workday/xml-tree.ts';
import {
  faultOf,
  pageOf,
  read,
  requestXml,
  send,
  sendSoap,
  startFresh,
  type Clock,
  type Reply,
} from './soap-client.ts';

let workday: PracticeWorkday;
let clock: Clock;

beforeEach(async () => {
  ({ workday, clock } = await startFresh());
});
afterEach(() => workday.close());

const suppliers = (): Promise<Reply> => sendSoap(workday, '<wd:Get_Suppliers_Request/>');

async function token(refreshToken = workday.credentialsUsed.refreshToken): Promise<Reply> {
  const { clientId, clientSecret, tenant } = workday.credentialsUsed;
  return send(workday, {
    path: `/ccx/oauth2/${tenant}/token`,
    body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken }).toString(),
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
  });
}

async function accessToken(): Promise<string> {
  return (JSON.parse((await token()).text) as { access_token: string }).access_token;
}

describe('who may come in', () => {
  it.each([
    ['a wrong password', { password: 'wrong' }],
    ['a user without tenant', { username: 'ISU_MLC' }],
    ['a user of another tenant', { username: 'ISU_MLC@elsewhere' }],
    ['no credentials', { passwordType: null }],
  ])('refuses %s with HTTP 500 and the authentication fault', async (_name, options) => {
    const reply = await sendSoap(workday, '<wd:Get_Suppliers_Request/>', options);
    expect(reply.status).toBe(500);
    expect(faultOf(reply)).toMatchObject({
      code: 'SOAP-ENV:Client.authenticationError',
      text: 'invalid username or password',
    });
  });

  it('refuses a password digest', async () => {
    const reply = await sendSoap(workday, '<wd:Get_Suppliers_Request/>', { passwordType: 'urn:digest' });
    expect(faultOf(reply).code).toBe('SOAP-ENV:Client.authenticationError');
  });

  it('takes a bearer token until it expires', async () => {
    const bearer = await accessToken();
    expect((await sendSoap(workday, '<wd:Get_Suppliers_Request/>', { bearer })).status).toBe(200);
    expect((await sendSoap(workday, '<wd:Get_Suppliers_Request/>', { bearer: 'made-up' })).status).toBe(401);
    clock.set(clock.now() + 3_600_000);
    expect((await sendSoap(workday, '<wd:Get_Suppliers_Request/>', { bearer })).status).toBe(401);
  });

  it('refuses unknown clients and refresh tokens as RFC 6749 says', async () => {
    expect(await token('other')).toMatchObject({ status: 400, text: '{"error":"invalid_grant"}' });
    const anonymous = await send(workday, { path: '/ccx/oauth2/elbtal_dpt1/token', body: 'grant_type=refresh_token' });
    expect(anonymous).toMatchObject({ status: 401, text: '{"error":"invalid_client"}' });
  });

  it('lists customers over REST for a bearer token only', async () => {
    const path = '/api/customerAccounts/v1/elbtal_dpt1/customers?limit=2&offset=1';
    expect((await send(workday, { method: 'GET', path })).status).toBe(401);
    const authorization = `Bearer ${await accessToken()}`;
    const listed = JSON.parse((await send(workday, { method: 'GET', path, headers: { authorization } })).text) as {
      total: number;
      data: { id: string }[];
    };
    expect(listed.total).toBe(6);
    expect(listed.data.map((one) => one.id)).toEqual([
      workday.world.wid('customer', 1),
      workday.world.wid('customer', 2),
    ]);
  });
});

describe('faults that can be switched on', () => {
  it('refuses a fault that it does not have', () => {
    expect(() => {
      workday.setFault('unknown', true);
    }).toThrow('no fault unknown');
  });

  it('strikes as often as it was told, then no more', async () => {
    workday.setFault('server-error', true, 2);
    expect([(await suppliers()).status, (await suppliers()).status, (await suppliers()).status]).toEqual([
      500, 500, 200,
    ]);
    expect(workday.activeFaults()).toEqual([]);
    workday.setFault('server-error', true);
    expect(workday.activeFaults()).toEqual(['server-error']);
    workday.setFault('server-error', false);
    expect((await suppliers()).status).toBe(200);
  });

  it('answers 500 without a body, 429 with and without Retry-After, and a maintenance page', async () => {
    workday.setFault('server-error', true, 1);
    expect(await suppliers()).toMatchObject({ status: 500, text: '' });
    workday.setFault('throttled', true, 1);
    const throttled = await suppliers();
    expect([throttled.status, throttled.headers['retry-after']]).toEqual([429, undefined]);
    workday.setFault('throttled-retry-after', true, 1);
    const told = await suppliers();
    expect([told.status, told.headers['retry-after']]).toEqual([429, '2']);
    workday.setFault('maintenance', true, 1);
    const page = await suppliers();
    expect(page.status).toBe(503);
    expect(page.headers['content-type']).toBe('text/html');
  });

  it('refuses right passwords when told to', async () => {
    workday.setFault('wrong-password', true);
    expect(faultOf(await suppliers()).code).toBe('SOAP-ENV:Client.authenticationError');
  });

  it('refuses one operation and no other', async () => {
    workday.setFault('not-authorized:Get_Journals', true);
    const refused = await sendSoap(workday, '<wd:Get_Journals_Request/>');
    expect(refused.status).toBe(500);
    expect(faultOf(refused)).toMatchObject({
      code: 'SOAP-ENV:Server.processingError',
      text: 'Processing error occurred. The task submitted is not authorized.',
    });
    expect((await suppliers()).status).toBe(200);
  });

  it('waits by the practice clock where it is slow', async () => {
    workday.setLatency({ requestMs: 40, firstPageMs: 500 });
    workday.setFault('slow', true, 1);
    await read(workday, 'Get_Suppliers', { page: 1, count: 10 });
    await read(workday, 'Get_Suppliers', { page: 2, count: 10 });
    workday.setLatency({ requestMs: 0, firstPageMs: 0 });
    workday.setFault('slow-first-page', true);
    await read(workday, 'Get_Suppliers', { page: 2, count: 10 });
    await read(workday, 'Get_Suppliers', { page: 1, count: 10 });
    expect(clock.slept).toEqual([3540, 40, 20_000]);
  });

  it('breaks the connection in the middle of an answer', async () => {
    workday.setFault('reset', true, 1);
    const reply = await suppliers();
    expect(reply.cut).toBe(true);
    expect(reply.text).toContain('<wd:Supplier_Data>');
  });

  it('ends an answer early as if it were whole', async () => {
    workday.setFault('truncated', true, 1);
    const reply = await suppliers();
    expect(reply.cut).toBe(false);
    expect(reply.status).toBe(200);
    expect(() => parseXml(reply.text)).toThrow();
  });

  it('announces another total on a later page', async () => {
    workday.setFault('drift', true);
    const first = await read(workday, 'Get_Supplier_Invoices', { page: 1, count: 40, asOf: clock.now() });
    const second = await read(workday, 'Get_Supplier_Invoices', { page: 2, count: 40, asOf: clock.now() });
    expect(second.total).toBe(first.total + 1);
  });

  it('leaves a record out that it announces', async () => {
    workday.setFault('missing-record', true, 1);
    const page = await read(workday, 'Get_Supplier_Invoices', { count: 40 });
    expect([page.pageResults, page.records.length]).toEqual([40, 39]);
  });

  it.each([
    'Get_Supplier_Invoices',
    'Get_Purchase_Orders',
    'Get_Supplier_Invoice_Adjustments',
    'Get_Suppliers',
    'Get_Journals',
    'Get_Account_Sets',
  ])('spoils the first record of %s and no other', async (operation) => {
    const sound = (await sendSoap(workday, requestXml(operation, { count: 2, asOf: clock.now() }))).text;
    workday.setFault('bad-record', true, 1);
    const spoilt = (await sendSoap(workday, requestXml(operation, { count: 2, asOf: clock.now() }))).text;
    expect(spoilt).not.toBe(sound);
    const [one, other] = [sound, spoilt].map((text) => pageOf({ status: 200, headers: {}, text, cut: false }).records);
    expect(one?.[1]).toEqual(other?.[1]);
  });

  it('sends what a careful reader must refuse: a document type, absurd depth', async () => {
    workday.setFault('doctype', true, 1);
    expect((await suppliers()).text).toContain('<!DOCTYPE');
    workday.setFault('too-deep', true, 1);
    expect((await suppliers()).text.split('<wd:Deep>')).toHaveLength(5001);
  });

  it('sends far too much, piece by piece, until the reader hangs up', async () => {
    workday.setFault('oversize', true, 1);
    const controller = new AbortController();
    const response = await fetch(`${workday.address}/ccx/service/elbtal_dpt1/Resource_Management/v46.1`, {
      method: 'POST',
      signal: controller.signal,
      headers: { authorization: `Bearer ${await accessToken()}`, 'accept-encoding': 'identity' },
      body: '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><w:Get_Suppliers_Request xmlns:w="urn:com.workday/bsvc"/></e:Body></e:Envelope>',
    });
    let size = 0;
    for await (const part of response.body ?? []) {
      size += part.length;
      if (size > 4_000_000) break;
    }
    controller.abort();
    expect(size).toBeGreaterThan(4_000_000);
    expect((await suppliers()).status).toBe(200);
  });

  it('refuses refresh tokens, rotates them, and lets access tokens expire early', async () => {
    workday.setFault('refresh-token-invalid', true, 1);
    expect((await token()).status).toBe(400);
    const bearer = await accessToken();
    workday.setFault('access-token-expires', true, 1);
    expect((await sendSoap(workday, '<wd:Get_Suppliers_Request/>', { bearer })).status).toBe(401);
    expect((await sendSoap(workday, '<wd:Get_Suppliers_Request/>', { bearer })).status).toBe(401);
    workday.setFault('refresh-token-rotates', true, 1);
    const rotated = JSON.parse((await token()).text) as { refresh_token: string };
    expect((await token()).status).toBe(400);
    expect((await token(rotated.refresh_token)).status).toBe(200);
  });
});

describe('what is wrong with a request', () => {
  const ask = (inner: string): string =>
    `<wd:Get_Journals_Request wd:version="v46.1">${inner}</wd:Get_Journals_Request>`;
  const filter = (inner: string): string => ask(`<wd:Response_Filter>${inner}</wd:Response_Filter>`);
  const wid = '<wd:ID wd:type="WID">00000000000000000000000000000000</wd:ID>';

  it.each([
    [
      'page 0',
      filter('<wd:Page>0</wd:Page>'),
      'Page number cannot be zero.',
      '/wd:Get_Journals_Request[1]/wd:Response_Filter[1]/wd:Page[1]',
    ],
    ['count 0', filter('<wd:Count>0</wd:Count>'), 'not between 1 and 999', '/wd:Count[1]'],
    ['count 1000', filter('<wd:Count>1000</wd:Count>'), 'not between 1 and 999', '/wd:Count[1]'],
    ['count before page', filter('<wd:Count>9</wd:Count><wd:Page>1</wd:Page>'), 'out of order', '/wd:Page[1]'],
    [
      'a moment that is none',
      filter('<wd:As_Of_Entry_DateTime>today</wd:As_Of_Entry_DateTime>'),
      'is not a dateTime',
      '/wd:As_Of_Entry_DateTime[1]',
    ],
    [
      'an unknown criterion',
      ask('<wd:Request_Criteria><wd:Changed_Since>2026-01-01</wd:Changed_Since></wd:Request_Criteria>'),
      'Changed_Since is not expected',
      '/wd:Request_Criteria[1]/wd:Changed_Since[1]',
    ],
    [
      'criteria after the filter',
      ask('<wd:Response_Filter/><wd:Request_Criteria/>'),
      'out of order',
      '/wd:Request_Criteria[1]',
    ],
    [
      'references and criteria',
      ask(
        `<wd:Request_References><wd:JournalEntryReference>${wid}</wd:JournalEntryReference></wd:Request_References><wd:Request_Criteria/>`,
      ),
      'exclude each other',
      '/wd:Request_Criteria[1]',
    ],
    [
      'the wrong name of a reference',
      ask(
        `<wd:Request_References><wd:Journal_Entry_Reference>${wid}</wd:Journal_Entry_Reference></wd:Request_References>`,
      ),
      'is not expected',
      '/wd:Journal_Entry_Reference[1]',
    ],
    [
      'an unknown ID',
      ask(`<wd:Request_References><wd:JournalEntryReference>${wid}</wd:JournalEntryReference></wd:Request_References>`),
      "is not a valid ID value for type = 'WID'",
      '/wd:JournalEntryReference[1]/wd:ID[1]',
    ],
    [
      'an unqualified type',
      ask(
        '<wd:Request_References><wd:JournalEntryReference><wd:ID type="WID">0</wd:ID></wd:JournalEntryReference></wd:Request_References>',
      ),
      'must be in the namespace',
      '/@type',
    ],
    ['an unqualified version', '<wd:Get_Journals_Request version="v46.1"/>', 'must be in the namespace', '/@version'],
    [
      'an unknown flag',
      ask('<wd:Response_Group><wd:Include_Reference>1</wd:Include_Reference></wd:Response_Group>'),
      'is not expected',
      '/wd:Response_Group[1]/wd:Include_Reference[1]',
    ],
    [
      'a flag that is none',
      ask('<wd:Response_Group><wd:Include_Attachment_Data>no</wd:Include_Attachment_Data></wd:Response_Group>'),
      'is not a boolean',
      '/wd:Include_Attachment_Data[1]',
    ],
    [
      'a date that is none',
      ask('<wd:Request_Criteria><wd:Accounting_From_Date>01.02.2026</wd:Accounting_From_Date></wd:Request_Criteria>'),
      'is not a date',
      '/wd:Accounting_From_Date[1]',
    ],
    [
      'a repeated element',
      ask(
        '<wd:Request_Criteria><wd:Journal_Number>a</wd:Journal_Number><wd:Journal_Number>b</wd:Journal_Number></wd:Request_Criteria>',
      ),
      'only once',
      '/wd:Journal_Number[2]',
    ],
    ['no namespace', '<Get_Journals_Request/>', 'is not in the namespace', '/Get_Journals_Request[1]'],
  ])('refuses %s with a path', async (_name, request, message, path) => {
    const reply = await sendSoap(workday, request, { service: 'Financial_Management' });
    expect(reply.status).toBe(500);
    const fault = faultOf(reply);
    expect(fault.code).toBe('SOAP-ENV:Client.validationError');
    expect(fault.text).toContain(message);
    expect(fault.xpath).toContain(path);
  });

  it('refuses an Updated criterion on invoices, which Workday does not have', async () => {
    const criteria = '<wd:Updated_From_Date>2026-01-01T00:00:00Z</wd:Updated_From_Date>';
    const reply = await sendSoap(workday, requestXml('Get_Supplier_Invoices', { criteria }));
    expect(faultOf(reply).text).toContain('Updated_From_Date is not expected');
  });

  it('says so rather than ignoring a criterion that it cannot evaluate', async () => {
    const criteria = '<wd:External_PO_Number>1</wd:External_PO_Number>';
    const reply = await sendSoap(workday, requestXml('Get_Supplier_Invoices', { criteria }));
    expect(faultOf(reply).text).toContain('does not evaluate the criterion External_PO_Number');
  });

  it.each([
    ['an operation of another service', '<wd:Get_Suppliers_Request/>', { service: 'Financial_Management' }],
    ['an unknown service', '<wd:Get_Suppliers_Request/>', { service: 'Procurement' }],
    ['an unknown version', '<wd:Get_Suppliers_Request/>', { version: 'v99.0' }],
    ['an unknown version in the message, which wins', '<wd:Get_Suppliers_Request wd:version="v12.0"/>', {}],
    ['an unknown operation', '<wd:Get_Everything_Request/>', {}],
  ])('refuses %s', async (_name, request, options) => {
    const reply = await sendSoap(workday, request, options);
    expect(reply.status).toBe(500);
    expect(faultOf(reply).text).toBe('The web service or version is invalid for the requested operation');
  });

  it('refuses what is no envelope, and requests with a document type', async () => {
    const path = '/ccx/service/elbtal_dpt1/Resource_Management/v46.1';
    for (const body of ['', 'not xml', '<a/>', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>']) {
      expect(faultOf(await send(workday, { path, body })).code).toBe('SOAP-ENV:Client.validationError');
    }
  });
});

describe('the log of requests', () => {
  it('holds what tests count: operation, page and pinned moment, nothing secret', async () => {
    await read(workday, 'Get_Journals', { page: 2, count: 10, asOf: clock.now() });
    expect(workday.requests.at(-1)).toMatchObject({
      operation: 'Get_Journals',
      page: 2,
      asOf: clock.now(),
      authorization: 'message',
    });
    expect(JSON.stringify(workday.requests)).not.toContain('pass');
  });
});
