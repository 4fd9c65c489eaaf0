import type { Doc, DocKind } from './books-facts.ts';
import { isCenter, nextCenter } from './round-common.ts';
import type { Round } from './round.ts';
import { BLOCKED_ACCOUNT, USED_CENTERS } from './world-ledger.ts';

const WITH_PENDING: readonly DocKind[] = ['entry', 'general'];

/** Brings the cost centers that documents of the last round name, corrects its wrong documents, takes away what was withdrawn. */
export function settle(round: Round): string[] {
  const sentences: string[] = [];
  for (const kind of WITH_PENDING) {
    for (let index = round.books.counts[kind]; index < round.books.count(kind); index += 1) {
      const doc = round.books.doc(kind, index);
      if (doc?.pending !== undefined) sentences.push(settleOne(round, kind, index, doc));
    }
  }
  return sentences;
}

function settleOne(round: Round, kind: DocKind, index: number, doc: Doc): string {
  const { pending, ...settled } = doc;
  if (pending === 'center') return bringCenter(round, kind, index, settled);
  if (pending === 'withdraw') {
    round.enter(round.books, kind, index, null);
    return `Journal entry ${doc.number} was withdrawn, and with it its ledger lines.`;
  }
  const lines = settled.lines.map((line) => {
    if (pending === 'blocked') return line.account === BLOCKED_ACCOUNT ? { ...line, account: '4020' } : line;
    return line.center === undefined ? { ...line, center: USED_CENTERS[0] ?? '' } : line;
  });
  round.enter(round.books, kind, index, { ...settled, lines });
  return pending === 'blocked'
    ? `Journal entry ${doc.number} was corrected: it no longer names the blocked GL account ${BLOCKED_ACCOUNT}.`
    : `Purchase entry ${doc.number} was corrected: each line has its cost center.`;
}

/** The document stays as it is; only its mark goes. */
function bringCenter(round: Round, kind: DocKind, index: number, doc: Doc): string {
  const { books } = round;
  const code = doc.lines.find((line) => line.center !== undefined && !isCenter(books, line.center))?.center;
  round.enter(books, kind, index, doc);
  if (code === undefined) return `Cost center of purchase entry ${doc.number} was there already.`;
  const next = nextCenter(books);
  const name = next.code === code ? next.name : `Project office ${code}`;
  round.enter(books, 'center', books.count('center'), { Code: code, Description: name, EndDate: null, Active: true });
  return `Cost center ${code} ${name} is new; purchase entry ${doc.number} named it before.`;
}
