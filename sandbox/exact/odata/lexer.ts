import { Refusal } from '../reply.ts';

export type LiteralKind = 'guid' | 'string' | 'number' | 'int64' | 'datetime' | 'boolean' | 'null';

/** A value written in an address. Moments are Amsterdam's clock as if it were UTC, in milliseconds. */
export interface Literal {
  readonly kind: LiteralKind;
  readonly value: string | number | bigint | boolean | null;
}

export type Token =
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'literal'; readonly literal: Literal }
  | { readonly kind: 'sign'; readonly text: '(' | ')' | ',' | '*' };

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,7}))?)?)?$/;
const SKIPPED = /\s+/y;
const PATTERNS = [
  ['typed', /(guid|datetime)'([^']*)'/iy],
  ['string', /'((?:[^']|'')*)'/y],
  ['int64', /(-?\d+)L\b/iy],
  ['number', /(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)[dmf]?(?![\w.])/iy],
  ['name', /[A-Za-z_][\w/]*/y],
  ['sign', /[(),*]/y],
] as const;

/** Milliseconds of a date and time as written, as if it were UTC; null if there is no such moment. */
export function readDateTime(text: string): number | null {
  const match = DATE_TIME.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = ''] = match;
  const whole = `${String(year)}-${String(month)}-${String(day)}T${hour}:${minute}:${second}`;
  const moment = Date.parse(`${whole}Z`);
  const isReal = !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(whole);
  return isReal ? moment + Number(fraction.padEnd(3, '0').slice(0, 3)) : null;
}

function typedLiteral(kind: string, text: string): Literal {
  if (kind.toLowerCase() === 'guid') {
    if (!GUID.test(text)) throw new Refusal(400, `Invalid guid '${text}'.`);
    return { kind: 'guid', value: text.toLowerCase() };
  }
  const moment = readDateTime(text);
  if (moment === null) throw new Refusal(400, `Unrecognized 'Edm.DateTime' literal 'datetime'${text}''.`);
  return { kind: 'datetime', value: moment };
}

function tokenOf(kind: (typeof PATTERNS)[number][0], match: RegExpExecArray): Token {
  const [whole, first = '', second = ''] = match;
  switch (kind) {
    case 'typed':
      return { kind: 'literal', literal: typedLiteral(first, second) };
    case 'string':
      return { kind: 'literal', literal: { kind: 'string', value: first.replaceAll("''", "'") } };
    case 'int64':
      return { kind: 'literal', literal: { kind: 'int64', value: BigInt(first) } };
    case 'number':
      return { kind: 'literal', literal: { kind: 'number', value: Number(first) } };
    case 'sign':
      return { kind: 'sign', text: whole as '(' | ')' | ',' | '*' };
    case 'name':
      if (whole === 'true' || whole === 'false')
        return { kind: 'literal', literal: { kind: 'boolean', value: whole === 'true' } };
      if (whole === 'null') return { kind: 'literal', literal: { kind: 'null', value: null } };
      return { kind: 'name', text: whole };
  }
}

/** The tokens of an expression of an address. Throws a 400 where it is none. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  next: while (at < text.length) {
    SKIPPED.lastIndex = at;
    if (SKIPPED.test(text)) {
      at = SKIPPED.lastIndex;
      continue;
    }
    for (const [kind, pattern] of PATTERNS) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (match === null) continue;
      tokens.push(tokenOf(kind, match));
      at = pattern.lastIndex;
      continue next;
    }
    throw new Refusal(400, `Syntax error at position ${String(at)}.`);
  }
  return tokens;
}
