import { amountText, unitsOf } from '../world/amounts.ts';
import { closingOf } from './books-amounts.ts';
import type { Doc, DocLine } from './books-facts.ts';
import { balancedLines, bankCharge, paymentLine } from './make-journals.ts';
import { enterLike, findDoc, nextCenter, patternOf } from './round-common.ts';
import type { Round } from './round.ts';
import { BLOCKED_ACCOUNT, CENTER_COUNT, USED_CENTERS } from './world-ledger.ts';
import { ITEM_COUNT, supplierPlace } from './world-parties.ts';

/** Makes one change; its sentence, or nothing where nothing was left to change. */
type Step = (round: Round) => string | undefined;

function purchase(round: Round): Doc {
  return patternOf(round, 'entry', (doc) => doc.type === 30);
}

const newEntry: Step = (round) => {
  const like = purchase(round);
  const doc = enterLike(round, 'entry', like, {
    status: 20,
    yourRef: `N-${round.round + 1}/${round.random.between(100, 999)}`,
  });
  return `Purchase entry ${doc.number} is new, with its ledger lines.`;
};

/** By turns: another amount, and a line less. */
const correctEntry: Step = (round) => {
  const found = findDoc(round, 'entry', (doc) => doc.status === 20 && doc.lines.length > 1);
  if (found === undefined) return undefined;
  const { index, doc } = found;
  if (round.round % 2 === 1) {
    round.enter(round.books, 'entry', index, { ...doc, lines: doc.lines.slice(0, -1) });
    return `Purchase entry ${doc.number} of ${doc.date} lost its last line; its ledger lines follow.`;
  }
  const lines = doc.lines.map((line, at) =>
    at === 0 ? { ...line, amount: amountText(unitsOf(line.amount) + 100_000_000n) } : line,
  );
  round.enter(round.books, 'entry', index, { ...doc, lines });
  return `Purchase entry ${doc.number} of ${doc.date} was corrected to another amount; its ledger lines follow.`;
};

function isOpen(line: DocLine): boolean {
  return unitsOf(line.received ?? '0') < unitsOf(line.quantity ?? '0');
}

const newOrder: Step = (round) => {
  const like = patternOf(round, 'order', (doc) => doc.lines.length > 1 && doc.cancelled !== true);
  const lines = like.lines.map((line) => ({ ...line, received: '0', invoiced: '0' }));
  const doc = enterLike(round, 'order', like, { lines });
  return `Purchase order ${doc.number} is new, with ${lines.length} lines.`;
};

const receive: Step = (round) => {
  const found = findDoc(round, 'order', (doc) => doc.cancelled !== true && doc.lines.some(isOpen));
  const line = found?.doc.lines.find(isOpen);
  if (found === undefined || line === undefined) return undefined;
  const { index, doc } = found;
  const received = line.quantity ?? '0';
  const lines = doc.lines.map((each) => (each.id === line.id ? { ...each, received } : each));
  round.enter(round.books, 'order', index, { ...doc, lines });
  return `Line ${line.id} of purchase order ${doc.number} was received in full.`;
};

const dropOrderLine: Step = (round) => {
  const isFree = (line: DocLine | undefined): boolean => line !== undefined && unitsOf(line.received ?? '0') === 0n;
  const found = findDoc(
    round,
    'order',
    (doc) => doc.cancelled !== true && doc.lines.length > 1 && isFree(doc.lines.at(-1)),
  );
  if (found === undefined) return undefined;
  const { index, doc } = found;
  round.enter(round.books, 'order', index, { ...doc, lines: doc.lines.slice(0, -1) });
  return `Line ${doc.lines.at(-1)?.id ?? 0} of purchase order ${doc.number} was deleted.`;
};

const newSales: Step = (round) => {
  const like = patternOf(round, 'sales', (doc) => doc.type === 8020 || doc.type === 8023);
  const open = enterLike(round, 'sales', like, { status: 20 });
  enterLike(round, 'sales', like, { status: 10, description: `Draft of round ${round.round + 1}` });
  return `Sales invoice ${open.number} is new, and so is a draft.`;
};

const processSale: Step = (round) => {
  const found = findDoc(round, 'sales', (doc) => doc.status === 20);
  if (found === undefined) return undefined;
  round.enter(round.books, 'sales', found.index, { ...found.doc, status: 50 });
  return `Sales invoice ${found.doc.number} was processed; its ledger lines are new.`;
};

const deleteDraft: Step = (round) => {
  const found = findDoc(round, 'sales', (doc) => doc.status === 10);
  if (found === undefined) return undefined;
  round.enter(round.books, 'sales', found.index, null);
  return `A draft sales invoice of ${found.doc.date} was deleted.`;
};

const lateJournal: Step = (round) => {
  const { books, random } = round;
  const like = patternOf(round, 'general', (doc) => doc.type === 90);
  const doc = enterLike(round, 'general', like, { status: 20, lines: balancedLines(random, books.company.currency) }, random.between(70, 130)); // oxfmt-ignore
  return `Journal entry ${doc.number} was entered late, with the old date ${doc.date}.`;
};

/** The cost center comes with the next round. */
const beforeItsCenter: Step = (round) => {
  const { code } = nextCenter(round.books);
  const lines: DocLine[] = [
    { id: 1, account: '6060', amount: '412.5', description: 'For a new department', vat: '1', center: code },
  ];
  const doc = enterLike(round, 'entry', purchase(round), { status: 20, lines, pending: 'center', currency: round.books.company.currency, rate: '1' }); // oxfmt-ignore
  return `Purchase entry ${doc.number} names cost center ${code}, which is not there yet.`;
};

const onBlockedAccount: Step = (round) => {
  const lines: DocLine[] = [
    { id: 1, account: '1080', amount: '950', description: 'Rent received' },
    { id: 2, account: BLOCKED_ACCOUNT, amount: '-950', description: 'Rent received' },
  ];
  const like = patternOf(round, 'general', (doc) => doc.type === 90);
  const doc = enterLike(round, 'general', like, { status: 20, lines, pending: 'blocked' });
  return `Journal entry ${doc.number} names the blocked GL account ${BLOCKED_ACCOUNT}.`;
};

const againstRule: Step = (round) => {
  const lines: DocLine[] = [
    { id: 1, account: '6010', amount: '88.2', description: 'Licence', vat: '1', center: USED_CENTERS[1] ?? '' },
    { id: 2, account: '6000', amount: '1200', description: 'Advice', vat: '1' },
  ];
  const doc = enterLike(round, 'entry', purchase(round), { status: 20, lines, pending: 'rule', currency: round.books.company.currency, rate: '1' }); // oxfmt-ignore
  return `Purchase entry ${doc.number} has no cost center on a line whose GL account 6000 asks for one.`;
};

const renameAccount: Step = ({ books, round, enter }) => {
  const place = supplierPlace(round);
  const cells = books.master('account', place);
  if (cells === undefined) return undefined;
  const before = typeof cells['Name'] === 'string' ? cells['Name'] : '';
  const name = `${before.replace(/ \(renamed \d+\)$/, '')} (renamed ${round + 1})`;
  enter(books, 'account', place, { ...cells, Name: name });
  return `Account ${before} is now called ${name}.`;
};

const statement: Step = (round) => {
  const { books, random } = round;
  const last = books.doc('bank', books.count('bank') - 1);
  if (last === undefined) return undefined;
  const paid = [
    patternOf(round, 'entry', (doc) => doc.type === 30),
    patternOf(round, 'sales', (doc) => doc.status === 50),
  ];
  const lines = [...paid.map((doc, at) => paymentLine(books, doc, at + 1, at === 1)), bankCharge(random, 3)];
  const doc = enterLike(round, 'bank', last, { status: 20, opening: closingOf(last), lines });
  return `Bank statement ${doc.number} is new, with ${lines.length} lines.`;
};

const invoices: Step = (round) => {
  if (!round.books.company.hasPurchaseModule) return undefined;
  const doc = enterLike(
    round,
    'invoice',
    patternOf(round, 'invoice', (like) => like.type === 8030 || like.type === 8033),
    { status: 20 },
  );
  const found = findDoc(round, 'invoice', (each) => each.status === 20 && each.number !== doc.number);
  const said = `Purchase invoice ${doc.number} is new`;
  if (found === undefined) return `${said}.`;
  round.enter(round.books, 'invoice', found.index, { ...found.doc, status: 50 });
  return `${said}; ${found.doc.number} was processed, and its ledger lines are new.`;
};

/** In every second round of a company: a journal entry that the next round takes away again. */
const enterToWithdraw: Step = (round) => {
  if (round.round % 2 === 1) return undefined;
  const { books, random } = round;
  const like = patternOf(round, 'general', (doc) => doc.type === 90);
  const doc = enterLike(round, 'general', like, { status: 20, lines: balancedLines(random, books.company.currency), pending: 'withdraw' }); // oxfmt-ignore
  return `Journal entry ${doc.number} is new.`;
};

/** A name with the round since which it is so; an older mark goes. */
function markedName(name: unknown, round: number): string {
  const before = typeof name === 'string' ? name : '';
  return `${before.replace(/ \(since round \d+\)$/, '')} (since round ${round + 1})`;
}

const RENAMED = ['6090', '6070', '6050', '5020'];
/** In rounds 3, 6, …: another name for a GL account. */
const renameLedgerAccount: Step = ({ books, round, enter }) => {
  if (round % 3 !== 2) return undefined;
  const code = RENAMED[Math.floor(round / 3) % RENAMED.length];
  const places = Array.from({ length: books.count('gl') }, (_, at) => at);
  const place = places.find((at) => books.master('gl', at)?.['Code'] === code);
  const cells = place === undefined ? undefined : books.master('gl', place);
  if (place === undefined || cells === undefined || code === undefined) return undefined;
  const name = markedName(cells['Description'], round);
  enter(books, 'gl', place, { ...cells, Description: name });
  return `GL account ${code} is now called ${name}.`;
};

/** In rounds 2, 5, …: another name for a cost center. */
const renameCenter: Step = ({ books, round, enter }) => {
  if (round % 3 !== 1) return undefined;
  const place = (Math.floor(round / 3) * 5 + 2) % CENTER_COUNT;
  const cells = books.master('center', place);
  const code = cells?.['Code'];
  if (cells === undefined || typeof code !== 'string') return undefined;
  const name = markedName(cells['Description'], round);
  enter(books, 'center', place, { ...cells, Description: name });
  return `Cost center ${code} is now called ${name}.`;
};

/** In rounds 4, 8, …: another cost price for an item. */
const repriceItem: Step = ({ books, round, random, enter }) => {
  if (round % 4 !== 3) return undefined;
  const place = random.below(ITEM_COUNT);
  const cells = books.master('item', place);
  const code = cells?.['Code'];
  if (cells === undefined || typeof code !== 'string') return undefined;
  const price = `${random.between(2, 900)}.${random.between(10, 99)}`;
  enter(books, 'item', place, { ...cells, CostPriceStandard: { decimal: price } });
  return `Item ${code} has another cost price, ${price}.`;
};

/** In the order of a round. */
export const ROUND_STEPS: readonly Step[] = [
  correctEntry, newEntry, receive, dropOrderLine, newOrder, processSale, deleteDraft, newSales, lateJournal, beforeItsCenter,
  onBlockedAccount, againstRule, renameAccount, statement, invoices, enterToWithdraw, renameLedgerAccount, renameCenter, repriceItem,
]; // oxfmt-ignore
