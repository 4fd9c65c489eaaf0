import type { SeededRandom } from '../world/random.ts';
import type { DivisionBooks } from './books-division.ts';
import type { Cells, Doc, Kind } from './books-facts.ts';

export type Enter = (books: DivisionBooks, kind: Kind, index: number, facts: Cells | Doc | null) => void;

export interface RoundContext {
  readonly seed: number;
  /** Rounds made before this one. */
  readonly round: number;
  readonly moment: number;
  /** Companies in use. */
  readonly divisions: readonly DivisionBooks[];
  readonly enter: Enter;
}

/** One round in the books of one company. */
export interface Round extends Omit<RoundContext, 'divisions'> {
  readonly books: DivisionBooks;
  readonly random: SeededRandom;
}
