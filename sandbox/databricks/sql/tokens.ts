import { syntaxError } from './sql-error.ts';

export type TokenKind = 'word' | 'quoted' | 'string' | 'number' | 'parameter' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** Name, text or number as meant: quotes removed, escapes resolved. Words keep their case. */
  readonly text: string;
  /** Upper-case word, or the symbol; empty for quoted names, texts and numbers, so that they never match a keyword. */
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

const symbols = [
  '<=>',
  '<>',
  '!=',
  '<=',
  '>=',
  '=>',
  '::',
  '||',
  '==',
  '(',
  ')',
  ',',
  '.',
  '=',
  '<',
  '>',
  '+',
  '-',
  '*',
  '/',
  '%',
  ';',
  '[',
  ']',
  ':',
];
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', '0': '\0', Z: '\u001a' };

/** Line (from 1) and column (from 0) of an offset, as Spark's messages count them. */
export function position(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - (before.lastIndexOf('\n') + 1) };
}

function fail(source: string, offset: number): never {
  const { line, column } = position(source, offset);
  throw syntaxError(source.slice(offset, offset + 20).split(/\s/)[0] ?? '', line, column);
}

function skipBlanks(source: string, from: number): number {
  let at = from;
  for (;;) {
    const rest = /^(?:\s+|--[^\n]*)/.exec(source.slice(at, at + 4096));
    if (rest !== null) at += rest[0].length;
    else if (source.startsWith('/*', at)) {
      const close = source.indexOf('*/', at + 2);
      if (close < 0) fail(source, at);
      at = close + 2;
    } else return at;
  }
}

function readQuotedName(source: string, from: number): Token {
  let text = '';
  let at = from + 1;
  for (;;) {
    const close = source.indexOf('`', at);
    if (close < 0) fail(source, from);
    text += source.slice(at, close);
    if (source[close + 1] !== '`') return { kind: 'quoted', text, key: '', start: from, end: close + 1 };
    text += '`';
    at = close + 2;
  }
}

function readText(source: string, from: number): Token {
  const quote = source[from];
  let text = '';
  let at = from + 1;
  while (at < source.length) {
    const char = source[at] ?? '';
    if (char === quote) return { kind: 'string', text, key: '', start: from, end: at + 1 };
    if (char !== '\\') {
      text += char;
      at += 1;
      continue;
    }
    const code = /^u([0-9A-Fa-f]{4})/.exec(source.slice(at + 1, at + 6));
    const next = source[at + 1] ?? fail(source, from);
    // Spark keeps the backslash of \% and \_, which are escapes of LIKE.
    text +=
      code === null
        ? (escapes[next] ?? (next === '%' || next === '_' ? `\\${next}` : next))
        : String.fromCharCode(parseInt(code[1] ?? '0', 16));
    at += code === null ? 2 : 6;
  }
  return fail(source, from);
}

function readPlain(source: string, from: number, parameters: boolean): Token {
  const chunk = source.slice(from, from + 300);
  const number = /^(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/.exec(chunk);
  if (number !== null) {
    const end = from + number[0].length;
    // `1_000` and `12abc` are not numbers, whatever an engine below makes of them.
    if (/[A-Za-z_0-9]/.test(source[end] ?? '')) fail(source, from);
    return { kind: 'number', text: number[0], key: '', start: from, end };
  }
  const parameter = parameters ? /^:([A-Za-z_]\w*)/.exec(chunk) : null;
  if (parameter !== null)
    return { kind: 'parameter', text: parameter[1] ?? '', key: '', start: from, end: from + parameter[0].length };
  const word = /^[A-Za-z_]\w*/.exec(chunk);
  if (word !== null)
    return { kind: 'word', text: word[0], key: word[0].toUpperCase(), start: from, end: from + word[0].length };
  const symbol = symbols.find((candidate) => chunk.startsWith(candidate));
  if (symbol === undefined) return fail(source, from);
  return { kind: 'symbol', text: symbol, key: symbol, start: from, end: from + symbol.length };
}

/** Splits a statement into tokens; without `parameters`, a colon is a symbol, as in the text of a type. Throws SqlError 42601 at the first character that belongs to none. */
export function tokenise(source: string, parameters: boolean): Token[] {
  const tokens: Token[] = [];
  let at = skipBlanks(source, 0);
  while (at < source.length) {
    const char = source[at];
    const token =
      char === '`'
        ? readQuotedName(source, at)
        : char === "'" || char === '"'
          ? readText(source, at)
          : readPlain(source, at, parameters);
    tokens.push(token);
    at = skipBlanks(source, token.end);
  }
  tokens.push({ kind: 'end', text: '', key: '', start: source.length, end: source.length });
  return tokens;
}
