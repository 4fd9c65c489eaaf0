import type { LeafKind } from './plan.ts';

const DATE_START = /^\d{4}-\d{2}-\d{2}(?:Z|[+-]\d{2}:\d{2})?$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * The value of an element without children. A text that is not what its element should hold is kept as it is, so that the
 * mapping rejects it by name. Empty is null for all but texts.
 */
export function leafValue(leaf: LeafKind, text: string): string | boolean | null {
  if (leaf === 'text') return text;
  const value = text.trim();
  if (value === '') return null;
  switch (leaf) {
    case 'decimal':
    case 'rate':
    case 'integer':
      return value;
    case 'boolean':
      return value === '1' || value === 'true' ? true : value === '0' || value === 'false' ? false : value;
    case 'date':
      // The offset behind a date says where the server stands; the day is the day.
      return DATE_START.test(value) ? value.slice(0, 10) : value;
    case 'timestamp':
      return utcInstant(value);
  }
}

/** `2016-04-12T15:22:27.342-07:00` → `2016-04-12T22:22:27.342Z`. Digits after the second are never lost. */
export function utcInstant(text: string): string {
  const match = INSTANT.exec(text);
  if (match === null) return text;
  const [, base = '', fraction = '', offset = 'Z'] = match;
  if (offset === 'Z') return text;
  const moment = Date.parse(`${base}${offset}`);
  if (Number.isNaN(moment)) return text;
  return `${new Date(moment).toISOString().slice(0, 19)}${fraction}Z`;
}
