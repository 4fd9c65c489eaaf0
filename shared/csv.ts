/** One cell of a table of raw values. */
export type CsvValue = string | number | null;

/** What spreadsheets take for the start of a formula, in plain and in full-width forms. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;
const plainNumber = /^-?\d+(?:\.\d+)?$/;

/** UTF-8 with this mark is read as UTF-8 by every spreadsheet. */
export const byteOrderMark = '\uFEFF';

/**
 * Text that a spreadsheet shows as it is and never computes: a leading apostrophe disarms what could be a formula. A plain
 * negative number stays a number.
 */
export function withoutFormula(text: string): string {
  return formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

/** One line of RFC 4180 with its line end; numbers and decimal text are written as they are, text is safe against formulas. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map((value) => quoted(withoutFormula(textOf(value)), /[",\r\n]/)).join(',')}\r\n`;
}

/** Lines as the clipboard of spreadsheets has them: tabs between raw values, quotes only where a value needs them. */
export function tsvOf(rows: readonly (readonly CsvValue[])[]): string {
  return rows.map((values) => values.map((value) => quoted(textOf(value), /[\t"\r\n]/)).join('\t')).join('\r\n');
}

function textOf(value: CsvValue): string {
  return value === null ? '' : String(value);
}

function quoted(text: string, unsafe: RegExp): string {
  return unsafe.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The rows of a text that `csvLine` wrote; a leading mark of UTF-8 is passed over. Guards against formulas stay in the values. */
export function readCsv(content: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y;
  cell.lastIndex = content.startsWith(byteOrderMark) ? 1 : 0;
  while (cell.lastIndex < content.length) {
    const found = cell.exec(content);
    if (found === null) return rows;
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
