export interface TextColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** Aligned columns with their titles; numbers and amounts to the right. Lines have no blanks at their ends. */
export function formatTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[], indent = ''): string {
  const widths = columns.map((column, at) =>
    Math.max(...[column.title, ...rows.map((row) => row[at] ?? '')].map(width)),
  );
  const line = (cells: readonly string[]): string =>
    (indent + columns.map((column, at) => pad(cells[at] ?? '', widths[at] ?? 0, column.align)).join('  ')).trimEnd();
  return [line(columns.map((column) => column.title)), ...rows.map(line)].join('\n');
}

function pad(text: string, length: number, align: TextColumn['align']): string {
  const blanks = ' '.repeat(Math.max(0, length - width(text)));
  return align === 'right' ? blanks + text : text + blanks;
}

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}]/u;
const NO_WIDTH = /\p{Mark}|\p{Format}/u;

/** Columns that a terminal gives the text: two for Chinese, Japanese and Korean, none for marks set on other characters. */
function width(text: string): number {
  let sum = 0;
  for (const character of text) sum += NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return sum;
}

/** Text of a source for one line of a terminal: control characters, which could move the cursor or hide text, are shown. */
export function oneLine(text: string): string {
  return text.replace(/\p{Control}+/gu, ' ').trim();
}
