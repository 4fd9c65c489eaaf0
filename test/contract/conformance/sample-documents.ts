import { createHash } from 'node:crypto';
import type { Batch, TargetStream } from '../../../main/ports/destination.ts';
import type { Cell, MappedDocument, Row } from '../../../shared/model/record.ts';

function sha(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

function row(key: readonly string[], values: Readonly<Record<string, Cell>>): Row {
  return { key, values, hash: sha(values) };
}

export interface DocumentSpec {
  readonly header?: Readonly<Record<string, Cell>>;
  /** Lines by number; each a part of the values of a line. */
  readonly lines?: Readonly<Record<string, Readonly<Record<string, Cell>>>>;
  readonly changedAt?: string | null;
}

/** A supplier invoice of the sample stream. */
export function invoice(wid: string, spec: DocumentSpec = {}): MappedDocument {
  const header = row([wid], {
    wid,
    company: 'C-100',
    supplier: 'Aster & Søn',
    invoice_number: `INV-${wid}`,
    currency: 'EUR',
    invoice_date: '2026-11-10',
    invoice_total: '100.00',
    exchange_rate: '1.000000000001',
    approved_at: '2026-11-10T09:30:00.123456Z',
    on_hold: false,
    line_count: '1',
    raw_extra: '{"note":"x"}',
    ...spec.header,
  });
  const lines = Object.entries(spec.lines ?? { '1': {} }).map(([number, values]) =>
    row([wid, number], {
      invoice_wid: wid,
      line_number: number,
      memo: `line ${number}`,
      currency: 'EUR',
      extended_amount: '100.00',
      order: null,
      ...values,
    }),
  );
  return {
    key: wid,
    label: `Invoice ${wid}`,
    hash: sha([header.hash, ...lines.map((line) => line.hash)]),
    changedAt: spec.changedAt === undefined ? '2026-11-10' : spec.changedAt,
    timeKind: 'document',
    header,
    lines: { workday_supplier_invoice_lines: lines },
  };
}

/** What is delivered of an invoice that the source no longer has: its key alone. */
export function goneInvoice(wid: string): MappedDocument {
  const { header } = invoice(wid);
  const values = Object.fromEntries(Object.keys(header.values).map((name) => [name, name === 'wid' ? wid : null]));
  return {
    key: wid,
    label: `Invoice ${wid}`,
    hash: sha(['deleted', wid]),
    changedAt: null,
    timeKind: 'as_of',
    header: row([wid], values),
    lines: { workday_supplier_invoice_lines: [] },
    deleted: true,
  };
}

/** A batch of the sample stream; `sequence` orders versions. */
export function batchOf(
  id: string,
  sequence: number,
  documents: readonly MappedDocument[],
  stream: TargetStream,
): Batch {
  return {
    id,
    runId: `run-${id}`,
    flowId: 'flow-1',
    streamId: stream.id,
    sequence: String(1_790_000_000_000_000 + sequence),
    createdAtUtc: '2026-11-21T08:00:00.000Z',
    documents,
    auditHead: sha(id),
  };
}
