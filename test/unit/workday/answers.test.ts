import { describe, expect, it } from 'vitest';
import { streamSpecs } from '../../../main/connectors/workday/streams/streams.ts';
import { parseAnswer } from '../../../main/connectors/workday/xml/parse.ts';
import { XmlError } from '../../../main/connectors/workday/xml/xml-error.ts';
import type { SourceRecord } from '../../../shared/model/record.ts';

const WID = '79dde6884d3e90d6f3036e70178f2a22';

function answer(data: string): Buffer {
  return Buffer.from(
    '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><wd:Get_Supplier_Invoices_Response xmlns:wd="urn:com.workday/bsvc">' +
      `<wd:Response_Data><wd:Supplier_Invoice><wd:Supplier_Invoice_Reference><wd:ID wd:type="WID">${WID}</wd:ID></wd:Supplier_Invoice_Reference>` +
      `<wd:Supplier_Invoice_Data>${data}</wd:Supplier_Invoice_Data></wd:Supplier_Invoice></wd:Response_Data></wd:Get_Supplier_Invoices_Response></e:Body></e:Envelope>`,
  );
}

async function read(chunks: readonly Uint8Array[]): Promise<SourceRecord> {
  const spec = streamSpecs.find(({ id }) => id === 'supplier_invoices');
  if (spec === undefined) throw new Error('there is no stream of supplier invoices');
  const records: SourceRecord[] = [];
  const body = (async function* (): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield await Promise.resolve(chunk);
  })();
  for await (const part of parseAnswer(spec, body, { today: '2026-11-21' })) records.push(...part.records);
  const [record] = records;
  if (record === undefined) throw new Error('no record');
  return record;
}

function inPieces(bytes: Uint8Array, length: number): Uint8Array[] {
  const count = Math.ceil(bytes.byteLength / length);
  return Array.from({ length: count }, (_, at) => bytes.subarray(at * length, (at + 1) * length));
}

describe('an answer in pieces', () => {
  const memo = 'plain, then Zoë, 株式会社, 🧾 and plain again';

  it.each([1, 2, 3, 5, 64, 4096])('arrives whole in every script, %i bytes at a time', async (length) => {
    const bytes = answer(`<wd:Memo>${memo}</wd:Memo>`);
    expect((await read(inPieces(bytes, length))).fields['memo']).toBe(memo);
  });

  it('loses a byte order mark only where it opens the answer', async () => {
    const bytes = answer('<wd:Memo>one\uFEFFtwo</wd:Memo>');
    const mark = bytes.indexOf('\uFEFF');
    expect((await read([bytes.subarray(0, mark), bytes.subarray(mark)])).fields['memo']).toBe('one\uFEFFtwo');
    const marked = Buffer.concat([Buffer.from('\uFEFF'), bytes]);
    expect((await read([marked])).fields['memo']).toBe('one\uFEFFtwo');
  });

  it('is refused where a character is cut off, or is none', async () => {
    const bytes = answer('<wd:Memo>Zoë</wd:Memo>');
    const cut = bytes.indexOf('ë');
    const broken = [bytes.subarray(0, cut + 1), bytes.subarray(cut + 2)];
    await expect(read(broken)).rejects.toThrow(new XmlError('malformed', 'it is not UTF-8'));
    await expect(read([bytes, Buffer.from([0xc3])])).rejects.toThrow(new XmlError('truncated', 'it is not UTF-8'));
  });
});

describe('a reference that was read before', () => {
  const supplier = (name: string, id: string): string =>
    `<wd:Supplier_Reference wd:Descriptor="${name}"><wd:ID wd:type="WID">${WID}</wd:ID><wd:ID wd:type="Supplier_ID">${id}</wd:ID></wd:Supplier_Reference>`;

  it('is told from one of the same WID that says something else', async () => {
    const { fields } = await read([
      answer(`${supplier('Old', 'S-1')}${supplier('Old', 'S-1')}${supplier('New', 'S-2')}`),
    ]);
    expect(fields['supplier']).toEqual({ wid: WID, name: 'New', ids: { Supplier_ID: 'S-2' } });
  });

  it('is known however it names itself', async () => {
    const bare = '<wd:Supplier_Reference wd:Descriptor="Bare"/>';
    const other = '<wd:Supplier_Reference><wd:ID wd:type="Supplier_ID">S-3</wd:ID></wd:Supplier_Reference>';
    const { fields } = await read([answer(`${other}${other}${bare}${other}`)]);
    expect(fields['supplier']).toMatchObject({ ids: { Supplier_ID: 'S-3' } });
  });
});
