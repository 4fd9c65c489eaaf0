import { canonicalDecimal, parseDecimal, subtractDecimals, ZERO } from '../money/decimal.ts';
import { columnsGuessed, columnsNamed, isFigure, type ReportColumn } from './columns.ts';
import type { Figures, ReportRow, TieOutFigure, TieOutKind } from './model.ts';
import { readNumber, type NumberStyle } from './numbers.ts';
import { splitPasted, type PastedLine } from './split.ts';

/** Why a line was not understood. */
export type LineProblem = 'columns' | 'number' | 'number-style' | 'no-key' | 'count' | 'twice';

export interface UnderstoodReport {
  readonly rows: readonly ReportRow[];
  /** Totals at the foot of the report: not compared, since their parts are. */
  readonly totals: readonly { readonly line: number; readonly text: string }[];
  readonly problems: readonly { readonly line: number; readonly text: string; readonly problem: LineProblem }[];
  /** How the figures were read; null if no figure tells and it makes no difference. */
  readonly numbers: NumberStyle | null;
}

interface ReadLine {
  readonly line: PastedLine;
  readonly columns: readonly (ReportColumn | null)[];
}

const totalWords = /^(grand )?(total|totals|totaal|totalen|eindtotaal|sum|som)\b/i;

/**
 * Reads the pasted report of a kind. Nothing is guessed about an amount: where figures mean something else with a decimal comma
 * than with a decimal point and no figure of the text tells which it is, each such line is a problem until `numbers` says it.
 */
export function understandReport(
  text: string,
  kind: TieOutKind,
  options: { readonly numbers: NumberStyle | null; readonly company?: string | null },
): UnderstoodReport {
  const lines = splitPasted(text);
  const named = lines[0] === undefined ? null : columnsNamed(lines[0], kind);
  const body = named === null ? lines : lines.slice(1);
  const problems: UnderstoodReport['problems'][number][] = [];
  const totals: UnderstoodReport['totals'][number][] = [];
  const read: ReadLine[] = [];
  for (const line of body) {
    const columns = named ?? columnsGuessed(line.cells, kind);
    if (totalWords.test(line.cells.find((cell) => cell !== '') ?? '')) {
      totals.push({ line: line.number, text: line.text });
    } else if (columns === null || line.cells.length > columns.length || !hasFigure(line, columns)) {
      problems.push({ line: line.number, text: line.text, problem: 'columns' });
    } else read.push({ line, columns });
  }
  const numbers = options.numbers ?? styleOf(read);
  const rows: ReportRow[] = [];
  const seen = new Set<string>();
  for (const one of read) {
    const row = readRow(one, kind, numbers);
    const isTwice = typeof row !== 'string' && seen.has(keyOf(row));
    if (typeof row === 'string' || isTwice) {
      const problem = typeof row === 'string' ? row : 'twice';
      problems.push({ line: one.line.number, text: one.line.text, problem });
    } else {
      seen.add(keyOf(row));
      rows.push({ ...row, company: row.company ?? options.company ?? null });
    }
  }
  return { rows, totals, problems: problems.sort((a, b) => a.line - b.line), numbers };
}

function hasFigure(line: PastedLine, columns: readonly (ReportColumn | null)[]): boolean {
  return columns.some((column, at) => column !== null && isFigure(column) && /\d/.test(line.cells[at] ?? ''));
}

function keyOf({ company, currency, account }: ReportRow): string {
  return JSON.stringify([company, currency, account].map((one) => one?.toLowerCase() ?? null));
}

/** The style in which every figure can be read; null where both can. */
function styleOf(lines: readonly ReadLine[]): NumberStyle | null {
  let comma = true;
  let point = true;
  for (const { line, columns } of lines) {
    for (const [at, column] of columns.entries()) {
      if (column === null || !isFigure(column)) continue;
      const readings = readNumber(line.cells[at] ?? '');
      if (readings.comma === null && readings.point === null) continue;
      comma &&= readings.comma !== null;
      point &&= readings.point !== null;
    }
  }
  return comma === point ? null : comma ? 'comma' : 'point';
}

function readRow({ line, columns }: ReadLine, kind: TieOutKind, numbers: NumberStyle | null): ReportRow | LineProblem {
  const keys = { company: null as string | null, currency: null as string | null, account: null as string | null };
  const figures: Partial<Record<TieOutFigure, string>> = {};
  for (const [at, column] of columns.entries()) {
    const cell = line.cells[at] ?? '';
    if (column === null || column === 'name') continue;
    if (!isFigure(column)) {
      keys[column] = cell === '' ? null : column === 'currency' ? cell.toUpperCase() : cell;
      continue;
    }
    const amount = amountOf(cell, numbers);
    if (typeof amount !== 'object') return amount;
    figures[column] = amount.text;
  }
  if ((kind === 'trial-balance' ? keys.account : keys.company) === null) return 'no-key';
  if (figures.count !== undefined && !/^\d+$/.test(figures.count)) return 'count';
  return { line: line.number, ...keys, figures: withBalance(figures) };
}

function amountOf(cell: string, numbers: NumberStyle | null): { text: string } | LineProblem {
  const readings = readNumber(cell);
  if (numbers === null && readings.comma !== null && readings.point !== null && readings.comma !== readings.point) {
    return 'number-style';
  }
  const text = numbers === null ? (readings.comma ?? readings.point) : readings[numbers];
  const value = text === null ? undefined : parseDecimal(text);
  return value === undefined ? 'number' : { text: canonicalDecimal(value) };
}

/** Debit and credit also as one balance: debit less credit. A balance that is given beside them stays as given. */
function withBalance(figures: Figures): Figures {
  if (figures.amount !== undefined || (figures.debit === undefined && figures.credit === undefined)) return figures;
  const debit = parseDecimal(figures.debit ?? '0') ?? ZERO;
  const credit = parseDecimal(figures.credit ?? '0') ?? ZERO;
  return { ...figures, amount: canonicalDecimal(subtractDecimals(debit, credit)) };
}
