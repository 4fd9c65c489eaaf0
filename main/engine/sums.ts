import { columnReader } from '../../shared/mapping/mapped-row.ts';
import type { ColumnMapping, StreamMapping, TableMapping } from '../../shared/mapping/mapping.ts';
import type { JsonObject, JsonValue } from '../../shared/model/json.ts';
import type { Cell, MappedDocument, Row, SourceRecord } from '../../shared/model/record.ts';
import type { DocumentSums } from '../../shared/model/tally.ts';
import type { TotalsSpec } from '../../shared/model/totals.ts';
import { DecimalSum } from '../../shared/money/decimal.ts';

interface Sum {
  readonly sum: DecimalSum;
  rows: number;
}

/** What a mapped document adds to each control total: per amount and currency, under the header's company. */
export function sumDocument(document: MappedDocument, spec: TotalsSpec): DocumentSums {
  const { header } = document;
  const company = spec.companyColumn === null ? '' : cellText(columnReader(header, spec.companyColumn)(header));
  return spec.amounts.flatMap((amount) => {
    const rows: readonly Row[] = document.lines[amount.table] ?? [header];
    const readAmount = columnReader(rows[0], amount.column);
    const readCurrency = amount.currencyColumn === null ? () => '' : columnReader(rows[0], amount.currencyColumn);
    const sums = new Map<string, Sum>();
    for (const row of rows) addTo(sums, cellText(readCurrency(row)), cellText(readAmount(row)));
    return toSums(sums, company, amount.name);
  });
}

/**
 * The same for a record that could not be mapped (rejected) or was not (excluded): read from the paths of the mapped columns.
 * What is not a decimal there adds nothing, since nobody can say what it is worth.
 */
export function sumRecord(record: SourceRecord, mapping: StreamMapping, spec: TotalsSpec): DocumentSums {
  const company =
    spec.companyColumn === null ? '' : readText(record.fields, record.fields, mapping.header, spec.companyColumn);
  return spec.amounts.flatMap((amount) => {
    const lines = mapping.lines.find((one) => one.table === amount.table);
    const table = lines ?? mapping.header;
    const rows = lines === undefined ? [record.fields] : readList(record.fields, lines.listPath);
    const sums = new Map<string, Sum>();
    for (const row of rows) {
      const currency = amount.currencyColumn === null ? '' : readText(row, record.fields, table, amount.currencyColumn);
      addTo(sums, currency, readText(row, record.fields, table, amount.column));
    }
    return toSums(sums, company, amount.name);
  });
}

function addTo(sums: Map<string, Sum>, currency: string, amount: string): void {
  let known = sums.get(currency);
  if (known === undefined) sums.set(currency, (known = { sum: new DecimalSum(), rows: 0 }));
  known.sum.add(amount);
  known.rows += 1;
}

function toSums(sums: Map<string, Sum>, company: string, amount: string): DocumentSums {
  return [...sums].map(([currency, { sum, rows }]) => ({ company, amount, currency, sum: sum.text(), rows }));
}

function cellText(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell : '';
}

/** Text of a mapped column, read from a record that need not be sound: of the record itself, or of one of its lines (`row`). */
export function readText(row: JsonObject, record: JsonObject, table: TableMapping, column: string): string {
  const mapping = table.columns.find((one) => one.column === column);
  if (mapping === undefined) return '';
  for (const path of pathsOf(mapping)) {
    const value = path.startsWith('^') ? atPath(record, path.slice(1)) : atPath(row, path);
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return mapping.transform.kind === 'constant' ? mapping.transform.value : '';
}

function pathsOf(mapping: ColumnMapping): readonly string[] {
  return mapping.transform.kind === 'first-of' ? [mapping.path, ...mapping.transform.otherPaths] : [mapping.path];
}

/** The lines of a record. */
export function readList(fields: JsonObject, path: string): JsonObject[] {
  const value = atPath(fields, path);
  return Array.isArray(value) ? value.filter((one): one is JsonObject => isObject(one as JsonValue)) : [];
}

/** The value at a dotted path, or undefined. A key that itself has a dot cannot be reached. */
export function atPath(from: JsonObject, path: string): JsonValue | undefined {
  let value: JsonValue | undefined = from;
  for (const step of path.replace(/^\./, '').split('.')) {
    if (value === undefined || !isObject(value)) return undefined;
    value = Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
