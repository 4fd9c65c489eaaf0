import { seedOf, SeededRandom } from '../world/random.ts';
import type { DivisionBooks } from './books-division.ts';
import type { Round, RoundContext } from './round.ts';
import { ROUND_STEPS } from './round-steps.ts';
import { settle } from './round-settle.ts';

const ROUND_SALT = 99;

/**
 * Makes one round of changes in the books of one company, by turns, and says in plain sentences what changed; before that it brings what
 * documents of earlier rounds wait for, and corrects those that were wrong. The same books make the same round.
 */
export function makeRound({ divisions, ...context }: RoundContext): string[] {
  const said = (books: DivisionBooks, sentence: string): string => `${books.company.name}: ${sentence}`;
  const roundOf = (books: DivisionBooks): Round => ({
    ...context,
    books,
    random: new SeededRandom(seedOf(books.seed, ROUND_SALT, context.round)),
  });
  const settled = divisions.flatMap((books) => settle(roundOf(books)).map((sentence) => said(books, sentence)));
  const books = divisions[context.round % divisions.length];
  if (books === undefined) return settled;
  const round = roundOf(books);
  const made = ROUND_STEPS.flatMap((step) => step(round) ?? []);
  return [...settled, ...made.map((sentence) => said(books, sentence))];
}
