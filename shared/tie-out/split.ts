/** Lines of a pasted text with their cells, empty lines left out. */
export interface PastedLine {
  /** Counted from 1, as the operator sees it. */
  readonly number: number;
  readonly text: string;
  readonly cells: readonly string[];
}

/**
 * Cells of a text as copied from a spreadsheet or a report: split at tabs where there are any, else at semicolons, else at
 * commas, else at wide gaps. A cell in double quotes may hold the separator.
 */
export function splitPasted(text: string): readonly PastedLine[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const separator = ['\t', ';', ','].find((sign) => lines.some((line) => outsideQuotes(line).includes(sign))) ?? null;
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const cells = separator === null ? line.trim().split(/\s{2,}/) : cellsOf(line, separator);
    return [{ number: index + 1, text: line.trim(), cells: cells.map((cell) => cell.trim()) }];
  });
}

function outsideQuotes(line: string): string {
  return line.replaceAll(/"[^"]*"/g, '');
}

function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const sign = line.charAt(at);
    if (sign === '"' && (isQuoted || cell.trim() === '')) {
      if (isQuoted && line.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = !isQuoted;
    } else if (sign === separator && !isQuoted) {
      cells.push(cell);
      cell = '';
    } else cell += sign;
  }
  return [...cells, cell];
}
