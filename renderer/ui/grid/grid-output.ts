import { byteOrderMark, csvLine, tsvOf, type CsvValue } from '../../../shared/csv.ts';
import type { GridColumn } from './grid-types.ts';
import type { GridModel } from './grid-model.ts';
import { readRows } from './row-keys.ts';
import { isChosen, isNoneChosen, type Chosen } from './selection.ts';

interface OutputOptions<Row, Filter> {
  readonly model: GridModel<Row, Filter>;
  readonly columns: readonly GridColumn<Row>[];
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Rows of the list as it is when the reading begins, in its order: those chosen, or all where nothing is. */
async function* chosenRows<Row, Filter>(options: OutputOptions<Row, Filter>, chosen: Chosen): AsyncGenerator<Row> {
  const { model, signal, onProgress } = options;
  const { asked } = model;
  const total = model.cache.state().total ?? 0;
  if (asked === undefined || total === 0) return;
  const all = isNoneChosen(chosen, total);
  const { sort, filter } = asked;
  const reading = { source: model.source, sort, filter, signal, frozen: crypto.randomUUID() };
  let wanted = all || chosen.kind === 'all' ? Infinity : chosen.keys.size;
  let done = 0;
  for await (const page of readRows(reading, 0, Number.MAX_SAFE_INTEGER)) {
    for (const row of page.rows) {
      if (!all && !isChosen(chosen, model.keyOf(row))) continue;
      wanted -= 1;
      yield row;
    }
    done += page.rows.length;
    onProgress?.(Math.min(done, page.total), page.total);
    if (wanted <= 0) return;
  }
}

/** The file of the rows, in parts that are joined only when it is saved; the columns are those in sight, in their order. */
export async function csvParts<Row, Filter>(
  options: OutputOptions<Row, Filter>,
  chosen: Chosen,
): Promise<{ readonly parts: string[]; readonly rows: number }> {
  const parts = [byteOrderMark, csvLine(options.columns.map((column) => column.header))];
  let rows = 0;
  let lines: string[] = [];
  for await (const row of chosenRows(options, chosen)) {
    lines.push(csvLine(valuesOf(options.columns, row)));
    rows += 1;
    if (lines.length < 1000) continue;
    parts.push(lines.join(''));
    lines = [];
  }
  parts.push(lines.join(''));
  return { parts, rows };
}

/** The chosen rows for the clipboard, if all of them are held; undefined if some must be read first. */
export function heldTsv<Row, Filter>(
  model: GridModel<Row, Filter>,
  columns: readonly GridColumn<Row>[],
  chosen: Chosen,
): { readonly text: string; readonly rows: number } | undefined {
  if (chosen.kind === 'all') return undefined;
  const rows = model.cache.held().filter(({ row }) => chosen.keys.has(model.keyOf(row)));
  if (rows.length !== chosen.keys.size) return undefined;
  return { text: tsvOf(rows.map(({ row }) => valuesOf(columns, row))), rows: rows.length };
}

/** The same, read from the source. */
export async function readTsv<Row, Filter>(
  options: OutputOptions<Row, Filter>,
  chosen: Chosen,
): Promise<{ readonly text: string; readonly rows: number }> {
  const rows: CsvValue[][] = [];
  for await (const row of chosenRows(options, chosen)) rows.push(valuesOf(options.columns, row));
  return { text: tsvOf(rows), rows: rows.length };
}

function valuesOf<Row>(columns: readonly GridColumn<Row>[], row: Row): CsvValue[] {
  return columns.map((column) => column.value(row));
}
