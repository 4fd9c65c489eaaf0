import type { Locale } from './locale.ts';

/** What a typed amount means: decimal text; or a question, with every way to read it; or nothing. */
export type ParsedAmount =
  | { readonly kind: 'amount'; readonly amount: string }
  | { readonly kind: 'unclear'; readonly readings: readonly string[] }
  | { readonly kind: 'none' };

interface Convention {
  readonly group: string;
  readonly decimal: string;
}

const conventions: readonly Convention[] = [
  { group: ',', decimal: '.' },
  { group: '.', decimal: ',' },
  { group: ' ', decimal: ',' },
  { group: ' ', decimal: '.' },
  { group: '’', decimal: '.' },
];

/**
 * Reads a typed amount as the chosen format writes it. Where another convention would give another amount (`1,234` with a
 * decimal comma), or only another one fits (`1,234.56` with a decimal comma), nothing is guessed: the readings are given back
 * to be asked about. Digits stay text.
 */
export function parseAmount(typed: string, locale: Locale): ParsedAmount {
  const { negative, body } = signOf(tidy(typed));
  const own = read(body, { group: tidy(locale.group) || ' ', decimal: locale.decimal });
  const others = new Set<string>();
  for (const convention of conventions) {
    const amount = read(body, convention);
    if (amount !== null) others.add(amount);
  }
  const withSign = (amount: string) => (negative && /[1-9]/.test(amount) ? `-${amount}` : amount);
  if (own !== null && (others.size <= 1 || isGroupedByFormat(body, locale))) {
    return { kind: 'amount', amount: withSign(own) };
  }
  if (own !== null) others.add(own);
  return others.size === 0 ? { kind: 'none' } : { kind: 'unclear', readings: [...others].map(withSign) };
}

/** Kinds of blanks, apostrophes and minus signs that people type and paste, as one of each. */
function tidy(text: string): string {
  return text
    .replaceAll(/[\s\u00a0\u2009\u202f]/g, ' ')
    .replaceAll(/['`´]/g, '’')
    .replaceAll(/[−–]/g, '-')
    .trim();
}

function signOf(text: string): { negative: boolean; body: string } {
  const inside = /^\((.+)\)$/.exec(text)?.[1];
  if (inside !== undefined) return { negative: true, body: inside.trim() };
  if (text.startsWith('-')) return { negative: true, body: text.slice(1).trim() };
  if (text.endsWith('-')) return { negative: true, body: text.slice(0, -1).trim() };
  return { negative: false, body: text.startsWith('+') ? text.slice(1).trim() : text };
}

function read(body: string, { group, decimal }: Convention): string | null {
  const [whole = '', fraction, ...more] = body.split(decimal);
  if (more.length > 0 || (fraction !== undefined && !/^\d+$/.test(fraction))) return null;
  const [first = '', ...groups] = whole.split(group);
  const isGrouped = /^[1-9]\d{0,2}$/.test(first) && groups.every((part) => /^\d{3}$/.test(part));
  if (groups.length > 0 ? !isGrouped : !/^\d+$/.test(first)) return null;
  const digits = [first, ...groups].join('').replace(/^0+(?=\d)/, '');
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

/** `1,234` where the format itself groups by comma: no other reading is meant. */
function isGroupedByFormat(body: string, locale: Locale): boolean {
  const group = tidy(locale.group);
  return group !== '' && body.includes(group);
}
