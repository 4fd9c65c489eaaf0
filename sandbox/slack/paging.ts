import { SlackError } from './slack-error.ts';
import type { Arguments } from './arguments.ts';

/** A cursor that leads on from a place in a list. */
export function cursorTo(place: string): string {
  return Buffer.from(`next:${place}`).toString('base64');
}

/** The place that a cursor leads to, or undefined at the start. Throws `invalid_cursor`. */
export function placeOf(args: Arguments): string | undefined {
  const cursor = args.optional('cursor');
  if (cursor === undefined || cursor === '') return undefined;
  const text = Buffer.from(cursor, 'base64').toString('utf8');
  if (!text.startsWith('next:') || cursorTo(text.slice(5)) !== cursor) throw new SlackError('invalid_cursor');
  return text.slice(5);
}

/** How many are asked for. Throws `invalid_limit` beyond `max`. */
export function limitOf(args: Arguments, usual: number, max: number): number {
  const limit = args.integer('limit', 'invalid_limit');
  if (limit === undefined || limit === 0) return usual;
  if (limit > max) throw new SlackError('invalid_limit');
  return limit;
}

/** One page by position of a list that does not change its order. */
export function pageOf<T>(
  items: readonly T[],
  args: Arguments,
  limit: number,
): { readonly page: readonly T[]; readonly next: string } {
  const place = placeOf(args);
  if (place !== undefined && !/^\d{1,9}$/.test(place)) throw new SlackError('invalid_cursor');
  const start = Number(place ?? '0');
  const page = items.slice(start, start + limit);
  return { page, next: start + limit < items.length ? cursorTo(String(start + limit)) : '' };
}
