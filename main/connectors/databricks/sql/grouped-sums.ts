import type { GroupedSumsRequest, LessPart } from '../../../ports/destination.ts';
import { documentColumns } from './merge.ts';
import { qualified, quoteName, type Place } from './names.ts';

/** A SELECT with its parameters: values of an operator are never part of the text. */
export interface GroupedSumsQuery {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Sums by group over all present rows: columns `g0…` of the groups, `documents`, `s0…` of the sums, all cells texts. One
 * statement, so that all sums are of one moment; decimals are summed as decimals and never become floats.
 */
export function selectGroupedSums(place: Place, request: GroupedSumsRequest): GroupedSumsQuery {
  const { mapping } = request.stream;
  const { header } = mapping;
  const isHeader = request.table === header.table;
  const groups = request.groupBy.map(
    ({ of, column }) =>
      `coalesce(CAST(${of === 'document' || isHeader ? 'h' : 'x'}.${quoteName(column)} AS STRING), '')`,
  );
  const keys = header.keyColumns.map((key) => `h.${quoteName(key)}`).join(', ');
  const sums = request.sums.map(({ column }) => sumOf(request, `${isHeader ? 'h' : 'x'}.${quoteName(column)}`));
  const items = [
    ...groups.map((group, at) => `${group} AS \`g${String(at)}\``),
    `CAST(count(DISTINCT ${keys}) AS STRING) AS \`documents\``,
    ...sums.map((sum, at) => `coalesce(CAST(sum(${sum}) AS STRING), '0') AS \`s${String(at)}\``),
  ];
  const conditions = conditionsOf(request);
  return {
    sql: `${lessQuery(place, request.less)}SELECT ${items.join(', ')}
FROM ${fromText(place, request)}
WHERE ${conditions.join(' AND ')}${groups.length === 0 ? '' : `\nGROUP BY ${groups.join(', ')}`}`,
    parameters: parametersOf(request),
  };
}

function sumOf({ less }: GroupedSumsRequest, amount: string): string {
  return less === null ? amount : leftOf(amount);
}

function leftOf(amount: string): string {
  return `coalesce(${amount}, 0) - coalesce(l.\`amount\`, 0)`;
}

function fromText(place: Place, { stream, table, less }: GroupedSumsRequest): string {
  const { header, lines } = stream.mapping;
  const parts = [`${qualified(place, header.table)} AS h`];
  const line = lines.find((one) => one.table === table);
  if (line !== undefined) {
    const join = documentColumns(line, header).map(
      (column, at) => `x.${quoteName(column)} = h.${quoteName(header.keyColumns[at] ?? '')}`,
    );
    parts.push(`JOIN ${qualified(place, line.table)} AS x ON ${join.join(' AND ')} AND NOT x.\`_mlc_deleted\``);
  }
  if (less !== null) {
    const key = quoteName(header.keyColumns[0] ?? '');
    const currency = quoteName(less.documentCurrencyColumn);
    parts.push(`LEFT JOIN less AS l ON l.\`document\` = h.${key} AND l.\`currency\` = h.${currency}`);
  }
  return parts.join('\n');
}

function lessQuery(place: Place, less: LessPart | null): string {
  if (less === null) return '';
  const { header } = less.stream.mapping;
  const line = less.stream.mapping.lines.find((one) => one.table === less.table);
  const own = line === undefined ? [] : documentColumns(line, header);
  const join = header.keyColumns.map((key, at) => `x.${quoteName(own[at] ?? '')} = h.${quoteName(key)}`);
  const amount = less.amounts.map((column) => `coalesce(x.${quoteName(column)}, 0)`).join(' + ');
  const document = `x.${quoteName(less.documentColumn)}`;
  const currency = `x.${quoteName(less.currencyColumn)}`;
  return `WITH less AS (SELECT ${document} AS \`document\`, ${currency} AS \`currency\`, sum(${amount}) AS \`amount\`
FROM ${qualified(place, header.table)} AS h JOIN ${qualified(place, less.table)} AS x ON ${join.join(' AND ')}
WHERE NOT h.\`_mlc_deleted\` AND NOT x.\`_mlc_deleted\` AND h.${quoteName(less.onlyIf)} AND h.${quoteName(less.dateColumn)} <= CAST(:less_to AS DATE)
GROUP BY ${document}, ${currency})
`;
}

function conditionsOf({ dates, without, only, less, sums }: GroupedSumsRequest): string[] {
  const date = `h.${quoteName(dates.column)}`;
  const status = `coalesce(CAST(h.${quoteName(without.column)} AS STRING), '')`;
  return [
    'NOT h.`_mlc_deleted`',
    ...(dates.from === null ? [] : [`${date} >= CAST(:date_from AS DATE)`]),
    `${date} <= CAST(:date_to AS DATE)`,
    ...without.values.map((_, at) => `${status} <> :without_${String(at)}`),
    ...(only === null ? [] : [`h.${quoteName(only.column)} = :only`]),
    ...(less === null ? [] : sums.map(({ column }) => `${leftOf(`h.${quoteName(column)}`)} <> 0`)),
  ];
}

function parametersOf({ dates, without, only, less }: GroupedSumsRequest): Record<string, string> {
  return {
    ...(dates.from === null ? {} : { date_from: dates.from }),
    date_to: dates.to,
    ...Object.fromEntries(without.values.map((value, at) => [`without_${String(at)}`, value])),
    ...(only === null ? {} : { only: only.value }),
    ...(less === null ? {} : { less_to: less.to }),
  };
}
