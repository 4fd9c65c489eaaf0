import { openExactBooks } from '../../sandbox/exact/open-books.ts';
import type { BookCell, BookRow, ExactBooks } from '../../sandbox/exact/books.ts';
import { startPracticeExact, type PracticeExact } from '../../sandbox/exact/index.ts';
import type { PracticeClock } from '../../sandbox/practice-system.ts';
import type { World } from '../../sandbox/world/world.ts';
import { startMeddlingProxy, type MeddlingProxy } from '../support/meddling-proxy.ts';

/** Companies whose records are read, each by its number at Exact. */
export const companies: readonly number[] = [2_256_995, 2_256_996, 2_256_997];
/** Dimensions, a feed of row versions and one by the time of change, whose documents may be held. */
export const exactStreams: readonly string[] = ['gl_accounts', 'cost_centers', 'purchase_orders', 'purchase_entries'];

/** Of the demo's size. */
const scale = 0.04;
const plentiful = { perMinute: 100_000, perDay: 1_000_000 };

export interface ExactSide {
  readonly exact: PracticeExact;
  readonly proxy: MeddlingProxy;
}

/** The practice Exact Online with small books, behind a proxy, under whose address it gives its links. */
export async function startExactSide(world: World, clock: PracticeClock): Promise<ExactSide> {
  const books = openExactBooks({ world, clock, scale });
  const exact = await startPracticeExact({ books, clock, limits: plentiful });
  const proxy = await startMeddlingProxy(exact.address);
  exact.standAt(proxy.address);
  return { exact, proxy };
}

/** The decimal of a cell, as text; null for a cell that has none. */
export function decimalIn(cell: BookCell | undefined): string | null {
  return typeof cell === 'object' && cell !== null && 'decimal' in cell ? cell.decimal : null;
}

/** Keys of the documents of a stream that must not have landed, or need not: unsound ones, and those that are held. */
export function keptBack(
  books: ExactBooks,
  stream: string,
): { readonly rejected: ReadonlySet<string>; readonly held: ReadonlySet<string> } {
  const ofStream = (all: readonly { stream: string; key: string }[]): ReadonlySet<string> =>
    new Set(all.filter((one) => one.stream === stream).map(({ key }) => key));
  return { rejected: ofStream(books.expectedRejections()), held: ofStream(books.expectedHeld()) };
}

/** The highest row version among a document and its lines. */
export function newestVersion(row: BookRow, lines: readonly BookRow[]): bigint {
  return [row, ...lines].reduce((newest, { version }) => (version > newest ? version : newest), 0n);
}

/** True if something was read with the newest pair of tokens: who can use it has it. */
export function lastPairWasUsed({ requests }: PracticeExact): boolean {
  const made = requests.findLastIndex(({ path, status }) => path.includes('/oauth2/token') && status < 400);
  return requests.slice(made + 1).some(({ path, status }) => path.includes('/api/v1/') && status === 200);
}
