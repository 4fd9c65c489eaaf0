import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldCatalog } from '../../../main/connectors/workday/fields.ts';
import { streamSpecs } from '../../../main/connectors/workday/streams/streams.ts';
import { parseAnswer } from '../../../main/connectors/workday/xml/parse.ts';
import { utcInstant } from '../../../main/connectors/workday/xml/values.ts';
import { integrations } from '../../../main/integrations/index.ts';
import type { SourceRecord, UnreadableRecord } from '../../../shared/model/record.ts';
import { findField } from '../../../shared/mapping/field-catalog.ts';
import { journalsPage } from '../../bench/journals-page.ts';

interface Parsed {
  readonly records: SourceRecord[];
  readonly unreadable: UnreadableRecord[];
}

async function parse(stream: string, document: string, cut = 7): Promise<Parsed> {
  const spec = streamSpecs.find(({ id }) => id === stream);
  if (spec === undefined) throw new Error(stream);
  const bytes = Buffer.from(document);
  const body = (async function* (): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += cut) yield await Promise.resolve(bytes.subarray(at, at + cut));
  })();
  const parsed: Parsed = { records: [], unreadable: [] };
  for await (const part of parseAnswer(spec, body, { today: '2026-11-21' })) {
    parsed.records.push(...part.records);
    parsed.unreadable.push(...part.unreadable);
  }
  return parsed;
}

function answer(operation: string, records: string, prefix = 'wd'): string {
  const text =
    `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><wd:${operation}_Response xmlns:wd="urn:com.workday/bsvc">` +
    '<wd:Response_Results><wd:Total_Results>1</wd:Total_Results><wd:Total_Pages>1</wd:Total_Pages><wd:Page>1</wd:Page></wd:Response_Results>' +
    `<wd:Response_Data>${records}</wd:Response_Data></wd:${operation}_Response></e:Body></e:Envelope>`;
  return prefix === 'wd'
    ? text
    : text.replaceAll('wd:', prefix === '' ? '' : `${prefix}:`).replaceAll('xmlns:wd', 'xmlns');
}

const WID = '79dde6884d3e90d6f3036e70178f2a22';
function invoice(data: string): string {
  const own = `<wd:Supplier_Invoice_Reference wd:Descriptor="SINV-1"><wd:ID wd:type="WID">${WID}</wd:ID></wd:Supplier_Invoice_Reference>`;
  return answer(
    'Get_Supplier_Invoices',
    `<wd:Supplier_Invoice>${own}<wd:Supplier_Invoice_Data>${data}</wd:Supplier_Invoice_Data></wd:Supplier_Invoice>`,
  );
}
async function invoiceFields(data: string): Promise<Record<string, unknown>> {
  const [record] = (await parse('supplier_invoices', invoice(data))).records;
  if (record === undefined) throw new Error('no record');
  return record.fields;
}

describe('normalised Workday records', () => {
  it('keep amounts as they were written, cut dates to the day and turn 0 and 1 into booleans', async () => {
    const fields = await invoiceFields(
      '<wd:Invoice_Date>2026-11-03-08:00</wd:Invoice_Date><wd:On_Hold>1</wd:On_Hold><wd:Prepaid>0</wd:Prepaid>' +
        '<wd:Tax_Amount>00190.500000</wd:Tax_Amount><wd:Freight_Amount/>',
    );
    expect(fields).toMatchObject({
      invoice_date: '2026-11-03',
      on_hold: true,
      prepaid: false,
      tax_amount: '00190.500000',
      freight_amount: null,
    });
  });

  it('turn instants into UTC without losing a digit', () => {
    expect(utcInstant('2016-04-12T15:22:27.342-07:00')).toBe('2016-04-12T22:22:27.342Z');
    expect(utcInstant('2016-12-31T23:30:00.123456789+05:30')).toBe('2016-12-31T18:00:00.123456789Z');
    expect(utcInstant('2016-04-12T15:22:27Z')).toBe('2016-04-12T15:22:27Z');
    expect(utcInstant('yesterday')).toBe('yesterday');
  });

  it('add up the total exactly, and give none where an amount is not a decimal', async () => {
    const line = (amount: string): string =>
      `<wd:Invoice_Line_Replacement_Data><wd:Extended_Amount>${amount}</wd:Extended_Amount></wd:Invoice_Line_Replacement_Data>`;
    const sound = await invoiceFields(
      `<wd:Tax_Amount>0.1</wd:Tax_Amount>${line('0.2')}${line('99999999999999999999.000001')}`,
    );
    expect(sound['invoice_total']).toBe('99999999999999999999.300001');
    expect(sound['invoice_total_derivation']).toBe('computed: lines + tax + freight + other charges');
    const unsound = await invoiceFields(`<wd:Tax_Amount>not a number</wd:Tax_Amount>${line('1')}`);
    expect(unsound).toMatchObject({ tax_amount: 'not a number', invoice_total: null, invoice_total_derivation: null });
  });

  it('say how the due date was found', async () => {
    const terms = (name: string): string => `<wd:Payment_Terms_Reference wd:Descriptor="${name}"/>`;
    const date = '<wd:Invoice_Date>2026-01-31-08:00</wd:Invoice_Date>';
    expect(await invoiceFields(`${date}<wd:Due_Date_Override>2026-02-01-08:00</wd:Due_Date_Override>`)).toMatchObject({
      due_date: '2026-02-01',
      due_date_derivation: 'override',
    });
    expect(await invoiceFields(date + terms('Net 30'))).toMatchObject({ due_date: '2026-03-02' });
    expect(await invoiceFields(date + terms('Net 30 EOM'))).toMatchObject({
      due_date: null,
      due_date_derivation: null,
    });
  });

  it('know the names of old and new versions, with and without wrappers, whatever the prefix', async () => {
    expect(await invoiceFields('<wd:Suppliers_Invoice_Number>R-1</wd:Suppliers_Invoice_Number>')).toMatchObject({
      supplier_reference_number: 'R-1',
    });
    const supplier = (inner: string): string =>
      `<wd:Supplier><wd:Supplier_Reference><wd:ID wd:type="WID">${WID}</wd:ID></wd:Supplier_Reference><wd:Supplier_Data>${inner}</wd:Supplier_Data></wd:Supplier>`;
    const tax = '<wd:Tax_ID_Data><wd:Tax_ID_Text>DE1</wd:Tax_ID_Text></wd:Tax_ID_Data>';
    for (const prefix of ['wd', 'ns0', '']) {
      for (const inner of [tax, `<wd:Tax_ID_Widget_Data>${tax}</wd:Tax_ID_Widget_Data>`]) {
        const { records } = await parse('suppliers', answer('Get_Suppliers', supplier(inner), prefix));
        expect(records[0]?.key).toBe(WID);
        expect(records[0]?.fields['tax_ids']).toEqual([{ tax_id_text: 'DE1' }]);
      }
    }
  });

  it('never keep bank data or attachments, wherever they stand', async () => {
    const secret = 'DE89370400440532013000';
    const account = `<wd:IBAN>${secret}</wd:IBAN>`;
    const parts = [
      `<wd:Settlement_Account_Data>${account}</wd:Settlement_Account_Data>`,
      `<wd:Settlement_Account_Widget_Data><wd:X>${account}</wd:X></wd:Settlement_Account_Widget_Data>`,
      `<wd:Unknown_Data><wd:Settlement_Account_Data>${account}</wd:Settlement_Account_Data>${account}</wd:Unknown_Data>`,
      `<wd:Attachment_Data wd:Filename="${secret}"><wd:File_Content>${secret}</wd:File_Content></wd:Attachment_Data>`,
    ];
    expect(JSON.stringify(await invoiceFields(parts.join('')))).not.toContain(secret);
  });

  it('keep what no plan names under raw_extra, repeated elements as lists', async () => {
    const fields = await invoiceFields(
      '<wd:New_Field wd:kind="a">1<wd:Part>x</wd:Part><wd:Part>y &amp; z</wd:Part></wd:New_Field><wd:Flag>1</wd:Flag>',
    );
    expect(fields['raw_extra']).toEqual({ New_Field: { '@kind': 'a', Part: ['x', 'y & z'], '#text': '1' }, Flag: '1' });
  });

  it('report a record without a Workday id instead of dropping it', async () => {
    const record = '<wd:Supplier_Invoice><wd:Supplier_Invoice_Data><wd:Invoice_Number>X-1</wd:Invoice_Number></wd:Supplier_Invoice_Data></wd:Supplier_Invoice>'; // oxfmt-ignore
    const parsed = await parse('supplier_invoices', answer('Get_Supplier_Invoices', record));
    expect(parsed.records).toEqual([]);
    expect(parsed.unreadable).toEqual([
      { key: null, label: 'X-1', reason: 'the supplier invoice has no Workday id (WID)' },
    ]);
  });

  it('number lines by their order where each has one of its own, else by position', async () => {
    const numbers = async (orders: readonly string[]): Promise<unknown> => {
      const lines = orders.map((order) => `<wd:Invoice_Line_Replacement_Data>${order === '' ? '' : `<wd:Line_Order>${order}</wd:Line_Order>`}</wd:Invoice_Line_Replacement_Data>`); // oxfmt-ignore
      const fields = await invoiceFields(lines.join(''));
      return (fields['lines'] as { line_number: string }[]).map(({ line_number }) => line_number);
    };
    expect(await numbers(['10', '7', '9'])).toEqual(['10', '7', '9']);
    expect(await numbers(['1', '1'])).toEqual(['1', '2']);
    expect(await numbers(['01', '1'])).toEqual(['1', '2']);
    expect(await numbers(['a', '5'])).toEqual(['1', '2']);
    expect(await numbers(['3', ''])).toEqual(['1', '2']);
  });

  it('let no name of a document reach a prototype', async () => {
    const fields = await invoiceFields(
      '<wd:__proto__><wd:polluted>1</wd:polluted></wd:__proto__><wd:constructor>x</wd:constructor>' +
        '<wd:Company_Reference><wd:ID wd:type="__proto__">y</wd:ID></wd:Company_Reference>',
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(JSON.parse(JSON.stringify(fields['raw_extra']))).toHaveProperty('constructor', 'x');
  });

  it('are the same wherever the bytes were cut, also within a character', async () => {
    const page = journalsPage({ journals: 3, linesPerJournal: 4 });
    const whole = await parse('journal_entries', page, page.length * 2);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 400 }), async (cut) => {
        expect(await parse('journal_entries', page, cut)).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the catalog of fields', () => {
  it('lists every path that the default mappings read, with the type of their column', () => {
    for (const stream of integrations.find(({ source }) => source === 'workday')?.streams ?? []) {
      const catalog = fieldCatalog[stream.id] ?? [];
      const { header, lines } = stream.defaultMapping;
      const tables = [
        { table: header, listPath: null },
        ...lines.map((table) => ({ table, listPath: table.listPath })),
      ];
      for (const { table, listPath } of tables) {
        for (const column of table.columns) {
          const found = findField(catalog, column.path, listPath);
          expect(found, `${stream.id} ${column.path}`).toBeDefined();
        }
      }
    }
  });
});
