import { dayNumber, dayOf, dayText } from '../world/calendar.ts';
import { COST_CENTERS } from '../world/masters.ts';
import type { DivisionBooks } from './books-division.ts';
import type { Doc, DocKind } from './books-facts.ts';
import { entryNumber } from './make-common.ts';
import type { Round } from './round.ts';
import { isPlanted } from './world-planted.ts';

/** A document of the books that a step may change. */
export interface Found {
  readonly index: number;
  readonly doc: Doc;
}

/** The first document that fits, from a random one on; neither planted nor waiting for a correction. */
export function findDoc(round: Round, kind: DocKind, fits: (doc: Doc, index: number) => boolean): Found | undefined {
  const { books, random } = round;
  const count = books.count(kind);
  const start = random.below(Math.max(1, count));
  for (let step = 0; step < count; step += 1) {
    const index = (start + step) % count;
    const doc = books.doc(kind, index);
    if (doc === undefined || doc.pending !== undefined || isPlanted(kind, index, books.counts)) continue;
    if (fits(doc, index)) return { index, doc };
  }
  return undefined;
}

/** A document of the beginning that new ones are made like: one that fits, or else any. Throws an Error if there is none. */
export function patternOf(round: Round, kind: DocKind, fits: (doc: Doc) => boolean): Doc {
  const isFirst = (doc: Doc, index: number): boolean => index < round.books.counts[kind] && doc.lines.length > 0;
  const found = findDoc(round, kind, (doc, index) => isFirst(doc, index) && fits(doc)) ?? findDoc(round, kind, isFirst);
  if (found === undefined) throw new Error(`no ${kind} to make another like`);
  return found.doc;
}

/** Enters a new document like another, dated `daysAgo` days before the round; returns it. */
export function enterLike(round: Round, kind: DocKind, like: Doc, parts: Partial<Doc>, daysAgo = 1): Doc {
  const { books, moment } = round;
  const index = books.count(kind);
  const date = dayText(dayOf(moment) - daysAgo);
  const number = kind === 'order' ? 10_001 + index : entryNumber(date, like.journal, index);
  const due =
    like.due === undefined ? {} : { due: dayText(dayNumber(date) + dayNumber(like.due) - dayNumber(like.date)) };
  const doc: Doc = { ...like, ...due, number, date, ...parts };
  round.enter(books, kind, index, doc);
  return doc;
}

function centerCodes(books: DivisionBooks): ReadonlySet<unknown> {
  return new Set(Array.from({ length: books.count('center') }, (_, at) => books.master('center', at)?.['Code']));
}

/** Code and name of the cost center that comes next: the rest of Workday's first. */
export function nextCenter(books: DivisionBooks): { readonly code: string; readonly name: string } {
  const taken = centerCodes(books);
  const left = COST_CENTERS.find(({ code }) => !taken.has(code));
  if (left !== undefined) return left;
  let number = 1;
  while (taken.has(centerOf(number))) number += 1;
  return { code: centerOf(number), name: `Project office ${number}` };
}

function centerOf(number: number): string {
  return `PO-${String(number).padStart(3, '0')}`;
}

export function isCenter(books: DivisionBooks, code: string): boolean {
  return centerCodes(books).has(code);
}
