import { describe, expect, it } from 'vitest';
import { fieldCatalog } from '../../../main/connectors/workday/fields.ts';
import { streamSpecs } from '../../../main/connectors/workday/streams/streams.ts';
import { parseAnswer, type AnswerPart } from '../../../main/connectors/workday/xml/parse.ts';

const WID = '79dde6884d3e90d6f3036e70178f2a22';
const SECRET = 'DE89370400440532013000';
const SUPPLIER = '<wd:ID wd:type="WID">aa</wd:ID><wd:ID wd:type="Supplier_ID">S-1</wd:ID>';
const WORKER = '<wd:ID wd:type="WID">bb</wd:ID><wd:ID wd:type="Employee_ID">7001</wd:ID>';

function payment(data: string, payee = SUPPLIER): string {
  const party =
    payee === ''
      ? ''
      : `<wd:Receiving_Party_Reference wd:Descriptor="Somebody">${payee}</wd:Receiving_Party_Reference>`;
  return (
    `<wd:Payment><wd:Payment_Reference wd:Descriptor="PAY-1"><wd:ID wd:type="WID">${WID}</wd:ID></wd:Payment_Reference>` +
    `<wd:Payment_Data>${data}${party}</wd:Payment_Data></wd:Payment>`
  );
}

async function parse(records: string, paidStatuses: readonly string[] = ['approved']): Promise<AnswerPart> {
  const spec = streamSpecs.find(({ id }) => id === 'payments');
  if (spec === undefined) throw new Error('no payments');
  const text =
    '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><wd:Get_Payments_Response xmlns:wd="urn:com.workday/bsvc">' +
    '<wd:Response_Results><wd:Total_Results>1</wd:Total_Results><wd:Total_Pages>1</wd:Total_Pages><wd:Page>1</wd:Page></wd:Response_Results>' +
    `<wd:Response_Data>${records}</wd:Response_Data></wd:Get_Payments_Response></e:Body></e:Envelope>`;
  const body = (async function* (): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from(text));
  })();
  for await (const part of parseAnswer(spec, body, { today: '2026-11-21', paidStatuses })) return part;
  throw new Error('no part');
}

async function fieldsOf(data: string, paidStatuses?: readonly string[]): Promise<Record<string, unknown>> {
  const [record] = (await parse(payment(data), paidStatuses)).records;
  if (record === undefined) throw new Error('no record');
  return record.fields;
}

const document = (paid: string): string =>
  '<wd:Document_Remittance_Data><wd:Document_Type>Supplier Invoice</wd:Document_Type>' +
  '<wd:Document_Reference wd:Descriptor="SINV-1"><wd:ID wd:type="WID">cc</wd:ID></wd:Document_Reference>' +
  `<wd:Amount_Paid>${paid}</wd:Amount_Paid><wd:Amount_Due>0</wd:Amount_Due></wd:Document_Remittance_Data>`;

describe('a payment', () => {
  it('has the documents of all its remittances as lines, and their exact sum', async () => {
    const fields = await fieldsOf(
      `<wd:Payment_Group_Data><wd:Payment_Date>2026-11-03-08:00</wd:Payment_Date></wd:Payment_Group_Data>` +
        `<wd:Payment_Amount>1.003</wd:Payment_Amount><wd:Remittance_Data>${document('0.1')}${document('0.2')}</wd:Remittance_Data>` +
        `<wd:Remittance_Data>${document('0.703')}</wd:Remittance_Data>`,
    );
    expect(fields).toMatchObject({ payment_date: '2026-11-03', payment_amount: '1.003', remittance_total: '1.003' });
    expect(fields['lines']).toMatchObject([
      { line_number: '1', amount_paid: '0.1', document: { wid: 'cc', name: 'SINV-1' } },
      { line_number: '2', amount_paid: '0.2' },
      { line_number: '3', amount_paid: '0.703' },
    ]);
  });

  it('counts as paid by the statuses that the connection names, in any spelling of capitals', async () => {
    const counts = async (status: string, paid: readonly string[]): Promise<unknown> =>
      (await fieldsOf(status === '' ? '' : `<wd:Payment_Status>${status}</wd:Payment_Status>`, paid))['counts_as_paid'];
    expect(await counts('Approved', ['approved', 'complete'])).toBe(true);
    expect(await counts(' COMPLETE ', ['approved', 'complete'])).toBe(true);
    expect(await counts('Canceled', ['approved', 'complete'])).toBe(false);
    expect(await counts('Approved', ['betaald'])).toBe(false);
    expect(await counts('', ['approved'])).toBe(false);
  });

  it('to a worker is left out, counted, and nothing of it is kept', async () => {
    const part = await parse(payment(`<wd:Payment_Amount>4242.42</wd:Payment_Amount>`, WORKER) + payment(''));
    expect([part.elements, part.leftOut, part.records.length, part.unreadable.length]).toEqual([2, 1, 1, 0]);
    expect(JSON.stringify(part.records)).not.toMatch(/4242|7001/);
  });

  it('to a payee that cannot be told is reported, without payee and amount', async () => {
    for (const payee of ['', '<wd:ID wd:type="WID">bb</wd:ID>']) {
      const part = await parse(payment('<wd:Payment_Amount>4242.42</wd:Payment_Amount>', payee));
      expect(part.records).toEqual([]);
      expect(part.unreadable).toEqual([
        { key: WID, label: 'payment', reason: 'it cannot be told whether the payee of the payment is a supplier' },
      ]);
    }
  });

  it('keeps no bank data, whatever its elements are called and wherever they stand', async () => {
    const account =
      `<wd:IBAN>${SECRET}</wd:IBAN><wd:Account_Number wd:kind="${SECRET}">${SECRET}</wd:Account_Number>` +
      `<wd:Bank_Account_Reference wd:Descriptor="${SECRET}"><wd:ID wd:type="Bank_Account_ID">${SECRET}</wd:ID></wd:Bank_Account_Reference>`;
    const blocks = ['Originating_Bank_Data', 'Receiving_Party_Bank_Account_Data', 'Any_New_Name', 'Payee_Account'].map(
      (name) => `<wd:${name} wd:number="${SECRET}">${account}<wd:Deeper>${account}</wd:Deeper></wd:${name}>`,
    );
    const all = account + blocks.join('');
    const fields = await fieldsOf(
      `<wd:Payment_Group_Data>${all}</wd:Payment_Group_Data><wd:Payment_Amount>1</wd:Payment_Amount>${all}` +
        `<wd:Receiving_Party_Contact_Data>${all}</wd:Receiving_Party_Contact_Data>` +
        `<wd:Remittance_Data>${all}<wd:Document_Remittance_Data>${all}<wd:Amount_Paid>1</wd:Amount_Paid></wd:Document_Remittance_Data></wd:Remittance_Data>`,
    );
    expect(fields).toMatchObject({ payment_amount: '1', lines: [{ amount_paid: '1' }] });
    expect(JSON.stringify(fields)).not.toContain(SECRET);
    expect(JSON.stringify(fields)).not.toContain('raw_extra');
  });

  it('has only fields that the catalogue names', async () => {
    const paths = new Set((fieldCatalog['payments'] ?? []).map(({ path }) => path));
    expect(paths).not.toContain('raw_extra');
    const fields = await fieldsOf(`<wd:Remittance_Data>${document('1')}</wd:Remittance_Data>`);
    for (const name of Object.keys(fields)) expect(paths, name).toContain(name);
  });
});
