import type { ColumnMapping, StreamMapping } from '../../../shared/mapping/mapping.ts';
import type { TotalsSpec } from '../../../shared/model/totals.ts';
import type { IntegrationStream } from '../../ports/integration.ts';
import { integer, requiredText, text } from '../columns.ts';
import { soundAsRead } from '../plain.ts';
import { allocationReasons } from './allocation.ts';
import { keyColumns } from './parts.ts';

/** An amount, of the document or of its lines, and whether it is in the company's currency or in that of the transaction. */
type SummedAmount = readonly [column: string, part: 'header' | 'lines', of: 'company' | 'transaction'];

/** What is told of documents with lines besides the columns that all of them have. */
export interface DocumentStream {
  readonly table: string;
  /** The document's id: its column, what the document is called, and where its record has the id. */
  readonly key: { readonly column: string; readonly what: string; readonly path: string };
  readonly columns: readonly ColumnMapping[];
  readonly lines: { readonly table: string; readonly columns: readonly ColumnMapping[] };
  /** Control totals besides counts. */
  readonly amounts: readonly SummedAmount[];
  /** The document's date by which its allocations are checked; left out where they are not. */
  readonly allocatedOn?: string;
  readonly validate?: IntegrationStream['validate'];
}

/** A stream of documents with lines: one table of each, keyed by company and id, with sums per company and currency. */
export function documentStream(id: string, label: string, documents: DocumentStream): IntegrationStream {
  const { validate = soundAsRead, allocatedOn } = documents;
  return {
    ...{ id, label, scheduleClass: 'transactional', validate },
    ...(allocatedOn === undefined
      ? {}
      : { waitsFor: (record, dimensions) => allocationReasons(record, dimensions, allocatedOn) }),
    defaultMapping: tablesOf(documents),
    totals: totalsOf(documents),
  };
}

function tablesOf({ table, key, columns, lines }: DocumentStream): StreamMapping {
  const keys = ['division_code', key.column];
  return {
    version: 1,
    header: { table, keyColumns: keys, columns: [...keyColumns(key.column, key.what, key.path), ...columns] },
    lines: [
      {
        table: lines.table,
        columns: [...lineKeyColumns(key), ...lines.columns],
        ...{ listPath: 'lines', keyColumns: [...keys, 'line_id'] },
      },
    ],
  };
}

/** Keys of a line: those of its document, and its own. The company's currency is repeated, so that each row can be summed by itself. */
function lineKeyColumns({ column, what, path }: DocumentStream['key']): ColumnMapping[] {
  return [
    requiredText('division_code', 'Company (division): number in Exact Online', '^division_code'),
    requiredText(column, `${what}: id`, `^${path}`),
    requiredText('line_id', 'Line: id', 'id'),
    integer('line_number', 'Number of the line'),
    text('division_currency', 'Currency of the company (ISO 4217)', '^division_currency'),
  ];
}

/** Sums per company and currency. Amounts of lines are told apart by their name. */
function totalsOf({ table, lines, amounts }: DocumentStream): TotalsSpec {
  return {
    companyColumn: 'division_code',
    amounts: amounts.map(([column, part, of]) => ({
      name: `${part === 'lines' ? 'lines.' : ''}${nameOf(column, of)}`,
      table: part === 'lines' ? lines.table : table,
      column,
      currencyColumn: of === 'company' ? 'division_currency' : 'currency_code',
    })),
  };
}

/** `vat_amount_dc` is read as “Tax in company currency”. */
function nameOf(column: string, of: SummedAmount[2]): string {
  return `${column.replace(/_(dc|fc)$/, '').replace('vat_amount', 'tax')}_in_${of}_currency`;
}
