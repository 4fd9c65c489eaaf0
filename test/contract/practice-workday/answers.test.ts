import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WD_NS } from '../../../sandbox/workday/soap.ts';
import type { PracticeWorkday } from '../../../sandbox/workday/index.ts';
import { attributeOf, textOf } from '../../../sandbox/workday/xml-tree.ts';
import { all, dataOf, read, send, sendSoap, startFresh, type Clock } from './soap-client.ts';

let workday: PracticeWorkday;
let clock: Clock;

beforeAll(async () => {
  ({ workday, clock } = await startFresh());
});
afterAll(() => workday.close());

const OPERATIONS = ['Get_Suppliers', 'Get_Purchase_Orders', 'Get_Supplier_Invoices', 'Get_Supplier_Invoice_Adjustments', 'Get_Payments', 'Get_Journals', 'Get_Account_Sets', 'Get_Ledger_Account_Summaries', 'Get_Customers']; // oxfmt-ignore

describe('answers of the practice Workday', () => {
  it.each(OPERATIONS)('%s answers records whose references begin with a Workday ID', async (operation) => {
    const page = await read(workday, operation, { count: 999 });
    expect(page.response.local).toBe(`${operation}_Response`);
    expect(attributeOf(page.response, WD_NS, 'version')).toBe('v46.1');
    expect(page.total).toBe(page.records.length);
    expect(page.pageResults).toBe(page.records.length);
    expect(new Set(page.wids).size).toBe(page.records.length);
    for (const record of page.records) {
      const id = record.children[0]?.children[0];
      expect(id === undefined ? undefined : attributeOf(id, WD_NS, 'type')).toBe('WID');
      expect(id?.text).toMatch(/^[0-9a-f]{32}$/);
    }
  });

  it('writes the parts of an answer in the order of the schema', async () => {
    const group = '<wd:Include_Attachment_Data>false</wd:Include_Attachment_Data>';
    const names = async (operation: string): Promise<string[]> =>
      (await read(workday, operation, { count: 1, group })).response.children.map((child) => child.local);
    expect(await names('Get_Supplier_Invoices')).toEqual([
      'Response_Filter',
      'Response_Group',
      'Response_Results',
      'Response_Data',
    ]);
    expect(await names('Get_Journals')).toEqual([
      'Response_Filter',
      'Response_Results',
      'Response_Group',
      'Response_Data',
    ]);
  });

  it('writes display texts only when the common header asks for them', async () => {
    const [bare] = (await read(workday, 'Get_Supplier_Invoices', { count: 1 })).records;
    const [told] = (await read(workday, 'Get_Supplier_Invoices', { count: 1, descriptors: true })).records;
    const texts = (record: typeof bare): (string | undefined)[] =>
      all(record ?? { uri: '', local: '', attributes: [], children: [], text: '' }, 'Company_Reference').map((one) =>
        attributeOf(one, WD_NS, 'Descriptor'),
      );
    expect(texts(bare)).toEqual([undefined]);
    expect(texts(told)[0]).toMatch(/\S/);
  });

  it('writes an invoice as the schema orders it, with 0/1, dates with an offset and plain decimals', async () => {
    const page = await read(workday, 'Get_Supplier_Invoices', { count: 999 });
    const order = ['Supplier_Invoice_ID', 'Submit', 'Locked_in_Workday', 'Invoice_Number', 'Invoice_Document_Status_Reference', 'Company_Reference', 'Currency_Reference', 'Supplier_Reference', 'Invoice_Date', 'Due_Date_Override', 'On_Hold', 'Control_Amount_Total', 'Tax_Amount', 'Freight_Amount', 'Other_Charges', 'Suppliers_Invoice_Number', 'External_PO_Number', 'Memo', 'Payment_Terms_Reference', 'Invoice_Line_Replacement_Data']; // oxfmt-ignore
    for (const record of page.records) {
      const data = dataOf(record);
      const places = data.children.map((child) => order.indexOf(child.local));
      expect(places).not.toContain(-1);
      expect([...places].sort((a, b) => a - b)).toEqual(places);
      expect(textOf(data, WD_NS, 'On_Hold')).toMatch(/^[01]$/);
      expect(textOf(data, WD_NS, 'Invoice_Date')).toMatch(/^\d{4}-\d\d-\d\d-0[78]:00$/);
      for (const amount of all(data, 'Extended_Amount')) expect(amount.text).toMatch(/^\d+(\.\d+)?$/);
    }
  });

  it('names the account set with every ledger account, and moments in Pacific time', async () => {
    const { records } = await read(workday, 'Get_Journals', { count: 50 });
    for (const record of records) {
      for (const account of all(record, 'Ledger_Account_Reference')) {
        const id = account.children.find((one) => attributeOf(one, WD_NS, 'type') === 'Ledger_Account_ID');
        expect(id === undefined ? '' : attributeOf(id, WD_NS, 'parent_id')).toBe('Standard');
      }
      expect(textOf(dataOf(record), WD_NS, 'Last_Updated_Date')).toMatch(/T\d\d:\d\d:\d\d\.\d{3}-0[78]:00$/);
    }
  });

  it('puts the worktags of a split line into its splits', async () => {
    const { records } = await read(workday, 'Get_Purchase_Orders', { count: 999 });
    const lines = records.flatMap((record) => [...all(record, 'Goods_Line_Data'), ...all(record, 'Service_Line_Data')]);
    const split = lines.filter((line) => line.children.some((child) => child.local.endsWith('_Split_Data')));
    expect(split.length).toBeGreaterThan(10);
    for (const line of split) {
      expect(line.children.some((child) => child.local === 'Worktags_Reference')).toBe(false);
      expect(all(line, 'Worktag_Reference').length).toBeGreaterThan(0);
    }
  });

  it('shows bank data of suppliers always, and attachments only where they are asked for', async () => {
    const group = (flag: string): string => `<wd:Include_Attachment_Data>${flag}</wd:Include_Attachment_Data>`;
    const [without, with_] = await Promise.all(
      ['0', '1'].map((flag) => read(workday, 'Get_Suppliers', { count: 999, group: group(flag) })),
    );
    expect(without?.records.flatMap((record) => all(record, 'Settlement_Account_Data')).length).toBe(without?.total);
    expect(without?.records.flatMap((record) => all(record, 'Attachment_Data'))).toEqual([]);
    expect(with_?.records.flatMap((record) => all(record, 'Attachment_Data')).length).toBeGreaterThan(0);
    expect(workday.requests.at(-1)?.attachmentsAsked || workday.requests.at(-2)?.attachmentsAsked).toBe(true);
  });

  it('leaves Response_Data out when there is nothing', async () => {
    const page = await read(workday, 'Get_Supplier_Invoices', {
      criteria: '<wd:Invoice_Date_On_or_After>2099-01-01</wd:Invoice_Date_On_or_After>',
    });
    expect(page.total).toBe(0);
    expect(page.response.children.map((child) => child.local)).not.toContain('Response_Data');
  });

  it('leaves the reference out when it is not wanted', async () => {
    const { records } = await read(workday, 'Get_Suppliers', {
      count: 2,
      group: '<wd:Include_Reference>0</wd:Include_Reference>',
    });
    expect(records.map((record) => record.children.map((child) => child.local))).toEqual([
      ['Supplier_Data'],
      ['Supplier_Data'],
    ]);
  });

  it('tells its own time, in the HTTP header and by Server_Timestamp_Get', async () => {
    clock.set(Date.UTC(2026, 6, 1, 12, 0, 0, 250));
    const reply = await sendSoap(workday, '<wd:Server_Timestamp_Get wd:version="v46.1"/>');
    clock.set(Date.UTC(2026, 10, 21, 9));
    expect(reply.headers.date).toBe('Wed, 01 Jul 2026 12:00:00 GMT');
    expect(reply.text).toContain('<wd:Server_Timestamp_Data>2026-07-01T05:00:00.250-07:00</wd:Server_Timestamp_Data>');
  });

  it('compresses when the reader accepts it, and says the same', async () => {
    const plain = await sendSoap(workday, '<wd:Get_Suppliers_Request/>');
    const zipped = await sendSoap(workday, '<wd:Get_Suppliers_Request/>', {
      headers: { 'accept-encoding': 'gzip, deflate' },
    });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(zipped.text).toBe(plain.text);
  });

  it('offers a WSDL per service and nothing for unknown addresses', async () => {
    const base = '/ccx/service/elbtal_dpt1';
    const wsdl = await send(workday, { method: 'GET', path: `${base}/Financial_Management/v46.1?wsdl` });
    expect(wsdl.status).toBe(200);
    expect(wsdl.text).toContain('Get_Journals');
    expect(wsdl.text).not.toContain('Get_Suppliers');
    expect((await send(workday, { method: 'GET', path: '/elsewhere' })).status).toBe(404);
  });
});
