/** Which sign separates decimals in pasted figures: `comma` as in 1.234,56, `point` as in 1,234.56. */
export type NumberStyle = 'comma' | 'point';

/** What a pasted cell is worth under each style; null where it is no number in it. */
export interface NumberReadings {
  readonly comma: string | null;
  readonly point: string | null;
}

const currencyAround = /^(?:[A-Z]{3}|[€$£¥])\s*|\s*(?:[A-Z]{3}|[€$£¥])$/g;

/**
 * Reads a figure as spreadsheets and reports write it, digit by digit as text: groups of three by point, comma, blank or
 * apostrophe; negative by a sign before or after it or by parentheses; a currency before or after it. An empty cell or a lone
 * dash is zero.
 */
export function readNumber(cell: string): NumberReadings {
  const { body, negative } = signOf(tidy(cell));
  if (body === '') return { comma: negative === 'twice' ? null : '0', point: negative === 'twice' ? null : '0' };
  if (negative === 'twice') return { comma: null, point: null };
  return { comma: signed(read(body, ',', '.'), negative), point: signed(read(body, '.', ','), negative) };
}

/** True if the cell is a figure in some style and not empty. */
export function looksNumeric(cell: string): boolean {
  if (!/\d/.test(cell)) return false;
  const { comma, point } = readNumber(cell);
  return comma !== null || point !== null;
}

type Sign = 'yes' | 'no' | 'twice';

function tidy(cell: string): string {
  return cell
    .replaceAll(/[\s\u00a0\u2009\u202f]+/g, ' ')
    .replaceAll(/[−–—]/g, '-')
    .trim();
}

function signOf(cell: string): { body: string; negative: Sign } {
  let body = cell.replaceAll(currencyAround, '').trim();
  let signs = 0;
  const inside = /^\(([^()]*)\)$/.exec(body)?.[1];
  if (inside !== undefined) {
    body = inside.replaceAll(currencyAround, '').trim();
    signs += 1;
  }
  if (body.startsWith('-')) {
    body = body.slice(1);
    signs += 1;
  } else if (body.startsWith('+')) body = body.slice(1);
  if (body.endsWith('-')) {
    body = body.slice(0, -1);
    signs += 1;
  }
  body = body.trim().replaceAll(currencyAround, '').trim();
  return { body, negative: signs === 0 ? 'no' : signs === 1 ? 'yes' : 'twice' };
}

function read(body: string, decimal: string, group: string): string | null {
  const parts = body.split(decimal);
  if (parts.length > 2) return null;
  const [whole = '', fraction] = parts;
  if (fraction !== undefined && !/^\d+$/.test(fraction)) return null;
  const digits = withoutGroups(whole, group);
  if (digits === null || (digits === '' && fraction === undefined)) return null;
  const plain = digits.replace(/^0+(?=\d)/, '') || '0';
  return fraction === undefined ? plain : `${plain}.${fraction}`;
}

/** Digits of the whole part; null unless every group but the first has exactly three. */
function withoutGroups(whole: string, group: string): string | null {
  if (/^\d*$/.test(whole)) return whole;
  for (const sign of [group, ' ', "'", '’']) {
    const groups = whole.split(sign);
    if (groups.length < 2) continue;
    const [first = '', ...others] = groups;
    if (/^\d{1,3}$/.test(first) && others.every((one) => /^\d{3}$/.test(one))) return groups.join('');
  }
  return null;
}

function signed(amount: string | null, negative: Sign): string | null {
  return amount !== null && negative === 'yes' && /[1-9]/.test(amount) ? `-${amount}` : amount;
}
