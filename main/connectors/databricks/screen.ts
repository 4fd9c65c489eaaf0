import { AppError } from '../../../shared/errors/app-error.ts';
import { converterFor, type Converter } from '../../../shared/mapping/convert.ts';
import type { StreamMapping, TableMapping } from '../../../shared/mapping/mapping.ts';
import { columnReader } from '../../../shared/mapping/mapped-row.ts';
import type { Cell, MappedDocument, RejectionReason, Row } from '../../../shared/model/record.ts';
import type { Batch, TargetStream } from '../../ports/destination.ts';

export interface Screened {
  readonly sound: readonly MappedDocument[];
  readonly rejected: readonly { readonly documentKey: string; readonly reasons: readonly RejectionReason[] }[];
}

/**
 * Looks at a batch before anything is sent. A document with a value that its column cannot hold exactly is rejected: the warehouse
 * would round some of them silently. Throws DATABRICKS_BATCH_INVALID where the batch breaks the port's promises (a document
 * twice, a line of another document), because then nothing in it can be trusted.
 */
export function screen(stream: TargetStream, batch: Batch): Screened {
  assertShape(stream.mapping, batch);
  const { documents } = batch;
  const header = tableChecks(stream.mapping.header, documents[0]?.header);
  const lines = stream.mapping.lines.map((line) => {
    const first = documents.find((document) => (document.lines[line.table] ?? []).length > 0);
    return { line, checks: tableChecks(line, first?.lines[line.table]?.[0]) };
  });
  const sound: MappedDocument[] = [];
  const rejected: { documentKey: string; reasons: RejectionReason[] }[] = [];
  for (const document of batch.documents) {
    const reasons = [
      ...rowReasons(document.header, header, () => ''),
      ...lines.flatMap(({ line, checks }) => {
        const rows = document.lines[line.table] ?? [];
        return [
          ...rows.flatMap((row, index) => rowReasons(row, checks, () => `${line.listPath}[${String(index + 1)}].`)),
          ...repeatedKeys(rows, line),
        ];
      }),
    ];
    if (reasons.length === 0) sound.push(document);
    else rejected.push({ documentKey: document.key, reasons });
  }
  return { sound, rejected };
}

/** The document key that the header's key stands for: the key itself, or a JSON list where it has several columns. */
export function documentKeyOf(headerKey: readonly string[]): string {
  return headerKey.length === 1 ? (headerKey[0] ?? '') : JSON.stringify(headerKey);
}

/** The reverse: the values of the header's key columns. Throws DATABRICKS_BATCH_INVALID for a key of another form. */
export function keyValuesOf(header: TableMapping, documentKey: string): readonly string[] {
  if (header.keyColumns.length === 1) return [documentKey];
  try {
    const values: unknown = JSON.parse(documentKey);
    if (Array.isArray(values) && values.length === header.keyColumns.length) return values.map(String);
  } catch {
    // Told below, together with lists of another length.
  }
  throw broken('the key of a document is not the list of its key columns');
}

function assertShape(mapping: StreamMapping, batch: Batch): void {
  const seen = new Set<string>();
  for (const document of batch.documents) {
    if (seen.has(document.key)) throw broken('it has the same document twice');
    seen.add(document.key);
    if (documentKeyOf(document.header.key) !== document.key)
      throw broken('the key of a header is not that of its document');
    for (const line of mapping.lines) {
      const rows = document.lines[line.table];
      if (rows === undefined) throw broken(`a document has no list of lines for ${line.table}`);
      const own = (row: Row): boolean => document.header.key.every((part, index) => row.key[index] === part);
      if (!rows.every(own)) throw broken('a line belongs to another document');
    }
  }
}

function broken(reason: string): AppError {
  return new AppError('DATABRICKS_BATCH_INVALID', 'internal', { phase: 'deliver', details: { reason } });
}

interface ColumnCheck {
  readonly column: string;
  readonly read: (row: Row) => Cell | undefined;
  readonly convert: Converter;
  readonly isKey: boolean;
}

function tableChecks(table: TableMapping, first: Row | undefined): ColumnCheck[] {
  return table.columns.map((column) => ({
    column: column.column,
    read: columnReader(first, column.column),
    // JSON columns arrive as text already made: only that the text itself can travel is left to ask.
    convert: converterFor(column.type.kind === 'json' ? { kind: 'text' } : column.type),
    isKey: table.keyColumns.includes(column.column),
  }));
}

const noReasons: readonly RejectionReason[] = [];

function rowReasons(row: Row, checks: readonly ColumnCheck[], prefix: () => string): readonly RejectionReason[] {
  let reasons: RejectionReason[] | null = null;
  for (const { column, read, convert, isKey } of checks) {
    const value = read(row) ?? null;
    if (value === null || (isKey && value === '')) {
      if (!isKey) continue;
      reasons ??= [];
      reasons.push({ code: 'RECORD_KEY_MISSING', field: prefix() + column, value: null, expected: null });
      continue;
    }
    const converted = convert(value);
    if (typeof converted !== 'object' || converted === null) continue;
    reasons ??= [];
    reasons.push({ ...converted, field: prefix() + column });
  }
  return reasons ?? noReasons;
}

function repeatedKeys(rows: readonly Row[], line: TableMapping & { readonly listPath: string }): RejectionReason[] {
  const seen = new Set<string>();
  const field = line.keyColumns.at(-1) ?? line.listPath;
  return rows.flatMap((row) => {
    const key = JSON.stringify(row.key);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [
      {
        code: 'RECORD_LINE_KEY_REPEATED',
        field: `${line.listPath}.${field}`,
        value: row.key.at(-1) ?? null,
        expected: null,
      },
    ];
  });
}
