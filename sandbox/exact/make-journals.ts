import { amountText, roundUnits, unitsOf } from '../world/amounts.ts';
import type { SeededRandom } from '../world/random.ts';
import { lineUnits, totalOf } from './books-amounts.ts';
import type { Doc, DocLine, Entered } from './books-facts.ts';
import { drawAllocation, drawPrice, drawText, drawWhen, entered, entryNumber, randomOf, type Making } from './make-common.ts'; // oxfmt-ignore
import { BOOKED, centerRule } from './world-ledger.ts';

const GENERAL_PAIRS: readonly (readonly [debit: string, credit: string])[] = [
  ['7020', '1650'],
  ['7000', '2040'],
  ['6050', '2050'],
  ['6030', '1410'],
  ['5000', '1420'],
  ['1080', '2070'],
];

/** Two lines of one amount on both sides, or three, where the debit is split. */
export function balancedLines(random: SeededRandom, currency: string, amount?: string): DocLine[] {
  const [debit, credit] = random.pick(GENERAL_PAIRS);
  const total = unitsOf(amount ?? drawPrice(random, currency, 900_000));
  const rounded = roundUnits(total, 2);
  const part = random.chance(400) ? roundUnits(rounded / 3n, 2) : 0n;
  const parts = part === 0n ? [rounded] : [part, rounded - part];
  const lines = parts.map((units) => ({
    account: debit,
    amount: amountText(units),
    ...drawAllocation(random, centerRule(debit)),
  }));
  const counter = { account: credit, amount: amountText(-rounded) };
  return [...lines, counter].map((line, at) => ({ id: at + 1, description: drawText(random), ...line }));
}

/** The first is the opening balance of a year; its date is that of the year's first day. */
export function makeGeneral(making: Making, index: number): Entered<Doc> {
  const random = randomOf(making, 'general', index);
  const when = drawWhen(making, random, index);
  const { currency } = making.company;
  const doc: Doc = {
    number: entryNumber(when.date, '90', index),
    date: when.date,
    journal: '90',
    currency,
    rate: '1',
    status: random.chance(500) ? 20 : 50,
    type: index === 4 ? 10 : 90,
    description: drawText(random),
    lines: balancedLines(random, currency),
  };
  return entered(doc, when);
}

/** What a bank statement says about a document of the books: paid to a supplier, or by a customer. */
export function paymentLine(making: Pick<Making, 'company'>, doc: Doc, id: number, isSale: boolean): DocLine {
  const { company } = making;
  const total = unitsOf(totalOf({ ...doc, lines: inCompanyCurrency(doc, making) }, company));
  return {
    id,
    account: isSale ? BOOKED.receivables : BOOKED.payables,
    amount: amountText(isSale ? total : -total),
    ...(doc.party === undefined ? {} : { party: doc.party }),
    ourRef: doc.number,
    description: `Payment ${doc.yourRef ?? doc.number}`,
  };
}

function inCompanyCurrency(doc: Doc, { company }: Pick<Making, 'company'>): DocLine[] {
  return doc.lines.map((line) => {
    const { dc, vatDc } = lineUnits(doc, line, company);
    return { id: line.id, description: null, amount: amountText(dc + vatDc) };
  });
}

export interface Payable {
  readonly entries: readonly Doc[];
  readonly sales: readonly Doc[];
}

/** Bank statements follow one another: each opens with what the one before closed with. */
export function makeBank(making: Making, index: number, opening: string, payable: Payable): Entered<Doc> {
  const random = randomOf(making, 'bank', index);
  const when = drawWhen(making, random, index);
  const lines = Array.from({ length: random.between(1, 5) }, (_, at) => {
    if (random.chance(150)) return bankCharge(random, at + 1);
    const isSale = random.chance(500);
    return paymentLine(making, random.pick(isSale ? payable.sales : payable.entries), at + 1, isSale);
  });
  const doc: Doc = {
    number: entryNumber(when.date, '20', index),
    date: when.date,
    journal: '20',
    currency: making.company.currency,
    rate: '1',
    status: random.chance(500) ? 20 : 50,
    type: 40,
    description: null,
    opening,
    lines,
  };
  return entered(doc, when);
}

export function bankCharge(random: SeededRandom, id: number): DocLine {
  return {
    id,
    account: '6810',
    amount: `-${random.between(1, 40)}.${random.between(10, 99)}`,
    description: 'Bank charges & fees',
  };
}
