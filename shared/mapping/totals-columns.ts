import type { TotalsSpec } from '../model/totals.ts';
import type { StreamMapping, TableMapping } from './mapping.ts';
import type { MappingProblem } from './mapping-problem.ts';

/** What a table's columns are needed for beyond its rows: to sum amounts per company and currency. */
export function totalsColumns(mapping: StreamMapping, totals: TotalsSpec, table: string): ReadonlySet<string> {
  const names = new Set<string>();
  if (totals.companyColumn !== null && table === mapping.header.table) names.add(totals.companyColumn);
  for (const amount of totals.amounts) {
    if (amount.table !== table) continue;
    names.add(amount.column);
    if (amount.currencyColumn !== null) names.add(amount.currencyColumn);
  }
  return names;
}

/** Columns that control totals need and the mapping lacks, and amounts that are no amounts. A run could not be reconciled without them. */
export function totalsProblems(mapping: StreamMapping, totals: TotalsSpec): MappingProblem[] {
  const tables = [mapping.header, ...mapping.lines];
  const missingTables = totals.amounts
    .map((amount) => amount.table)
    .filter((name, index, all) => all.indexOf(name) === index && !tables.some((table) => table.table === name))
    .map((table) => ({
      table,
      column: null,
      problem: 'The table must keep its name: control totals are computed from it.',
    }));
  return [...missingTables, ...tables.flatMap((table) => tableProblems(mapping, totals, table))];
}

function tableProblems(mapping: StreamMapping, totals: TotalsSpec, table: TableMapping): MappingProblem[] {
  const amounts = new Set(totals.amounts.filter((one) => one.table === table.table).map((one) => one.column));
  const currencies = new Set(
    totals.amounts.filter((one) => one.table === table.table).map((one) => one.currencyColumn),
  );
  return [...totalsColumns(mapping, totals, table.table)].flatMap((name) => {
    const column = table.columns.find((one) => one.column === name);
    if (column === undefined) {
      const problem = currencies.has(name)
        ? 'The currency is missing: amounts cannot be summed without it.'
        : 'The column is missing: control totals are computed from it.';
      return [{ table: table.table, column: name, problem }];
    }
    const isAmount = column.type.kind === 'decimal' || column.type.kind === 'integer';
    if (!amounts.has(name) || isAmount) return [];
    return [
      { table: table.table, column: name, problem: 'Control totals are computed from it: it must be a decimal.' },
    ];
  });
}
