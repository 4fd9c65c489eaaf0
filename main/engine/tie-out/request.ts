import { AppError } from '../../../shared/errors/app-error.ts';
import type { StreamMapping, TableMapping } from '../../../shared/mapping/mapping.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { TieOutKind, TieOutParameters } from '../../../shared/tie-out/model.ts';
import type { GroupColumn, GroupedSumsRequest, LessPart, TargetStream } from '../../ports/destination.ts';
import type { Integration, TieOutDefinition } from '../../ports/integration.ts';

/** The definition of a kind. Throws TIE_OUT_NOT_OFFERED where the pair has none or the flow does not load its streams. */
export function definitionOf(flow: Flow, integration: Integration, kind: TieOutKind): TieOutDefinition {
  const found = (integration.tieOuts ?? []).find((one) => one.kind === kind);
  const loads = (id: string) => flow.streams.some((stream) => stream.id === id && stream.enabled);
  if (found !== undefined && loads(found.stream) && (found.less === null || loads(found.less.stream))) return found;
  throw new AppError('TIE_OUT_NOT_OFFERED', 'config', { details: { flow: flow.name } });
}

/** First and last day that count. */
export function daysOf({ kind, period, asOf }: Pick<TieOutParameters, 'kind' | 'period' | 'asOf'>): {
  readonly from: string | null;
  readonly to: string;
} {
  if (kind === 'open-invoices') return { from: null, to: asOf ?? lastDayOf(period) };
  return { from: `${period}-01`, to: lastDayOf(period) };
}

/** Last day of a month `YYYY-MM`. */
export function lastDayOf(period: string): string {
  const [year = 0, month = 0] = period.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/**
 * What the destination is asked for. Throws TIE_OUT_COLUMN_MISSING where the flow's mapping lacks a column that the kind needs.
 */
export function requestFor(
  flow: Flow,
  integration: Integration,
  definition: TieOutDefinition,
  parameters: TieOutParameters,
): GroupedSumsRequest {
  const stream = targetOf(flow, integration, definition.stream);
  const { header } = stream.mapping;
  const table = tableOf(stream.mapping, definition.linesPath);
  const { company, currency, account } = definition;
  const groupBy: GroupColumn[] = [
    { name: 'company', of: 'document', column: need(stream, header, company.id) },
    { name: 'companyName', of: 'document', column: need(stream, header, company.name) },
    ...(currency === null ? [] : [rowColumn('currency', need(stream, table, currency))]),
    ...(account === null
      ? []
      : [
          rowColumn('account', need(stream, table, account.id)),
          rowColumn('accountName', need(stream, table, account.name)),
        ]),
  ];
  const days = daysOf(parameters);
  return {
    stream,
    table: table.table,
    groupBy,
    sums: definition.sums.map((one) => ({ name: one.figure, column: need(stream, table, one.column) })),
    dates: { column: need(stream, header, definition.date), ...days },
    without: { column: need(stream, header, definition.status), values: parameters.leftOut },
    only: parameters.company === null ? null : { column: company.id, value: parameters.company },
    less:
      definition.less === null
        ? null
        : lessPart(targetOf(flow, integration, definition.less.stream), definition, days.to),
  };
}

function rowColumn(name: string, column: string): GroupColumn {
  return { name, of: 'row', column };
}

function lessPart(stream: TargetStream, { less, currency }: TieOutDefinition, to: string): LessPart | null {
  if (less === null) return null;
  const table = tableOf(stream.mapping, less.linesPath);
  const { header } = stream.mapping;
  return {
    stream,
    table: table.table,
    amounts: less.amounts.map((column) => need(stream, table, column)),
    documentColumn: need(stream, table, less.documentColumn),
    currencyColumn: need(stream, table, less.currencyColumn),
    documentCurrencyColumn: currency ?? '',
    onlyIf: need(stream, header, less.onlyIf),
    dateColumn: need(stream, header, less.date),
    to,
  };
}

function targetOf(flow: Flow, integration: Integration, id: string): TargetStream {
  const definition = integration.streams.find((one) => one.id === id);
  const own = flow.streams.find((one) => one.id === id);
  if (definition === undefined || own === undefined) {
    throw new AppError('TIE_OUT_NOT_OFFERED', 'config', { details: { flow: flow.name } });
  }
  return { id, label: definition.label, mapping: own.mapping, totals: definition.totals };
}

function tableOf({ header, lines }: StreamMapping, linesPath: string | null): TableMapping {
  return linesPath === null ? header : (lines.find((one) => one.listPath === linesPath) ?? header);
}

function need(stream: TargetStream, table: TableMapping, column: string): string {
  if (table.columns.some((one) => one.column === column)) return column;
  throw new AppError('TIE_OUT_COLUMN_MISSING', 'config', {
    details: { stream: stream.label, table: table.table, column },
  });
}
