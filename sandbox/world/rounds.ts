import { displayAmount } from '../../shared/money/display.ts';
import { dayNumber, dayText } from './calendar.ts';
import {
  addInvoice,
  addLargeInvoice,
  addLateJournal,
  approveInvoice,
  bookBack,
  bookedWithoutDocument,
  bookWithoutDocument,
  cancelInvoice,
  declineInvoice,
  payInvoice,
  sendPayment,
  unsentPayments,
  withMoreQuantity,
  withoutLines,
} from './changes.ts';
import { KIND_CODES } from './ids.ts';
import { invoiceNumber } from './invoices.ts';
import { invoiceTotal } from './lines.ts';
import { nextInvoice, nextPattern, nextQuietSupplier, nextToDecide, nextToPay } from './next-to-change.ts';
import { paymentNumber } from './payments.ts';
import { orderNumber } from './purchase-orders.ts';
import { SeededRandom, seedOf } from './random.ts';
import type { World } from './world.ts';

/** Companies whose ledgers are kept in a currency that the proposed rules have a threshold for. */
const LEDGERS = ['CO-100', 'CO-200', 'CO-300'] as const;

function numberOf(world: World, index: number): string {
  return world.current('invoice', index).number;
}

function said(amount: string, currency: string | null): string {
  return `${currency ?? ''} ${displayAmount(amount, currency ?? '')}`;
}

/** Who changes what, in the order of a round; each returns its sentence, or nothing if there was nothing left to change. */
type Step = (world: World, random: SeededRandom, moment: number) => string | undefined;

function onInvoice(change: (world: World, index: number, moment: number) => string): Step {
  return (world, random, moment) => {
    const index = nextInvoice(world, random, moment);
    return index === undefined ? undefined : change(world, index, moment);
  };
}

/** Every third is not approved. */
const decide: Step = (world, random, moment) => {
  const index = nextToDecide(world, random);
  if (index === undefined) return undefined;
  if (world.rounds % 3 === 2) {
    declineInvoice(world, index, moment);
    return `Invoice ${numberOf(world, index)} was not approved and is cancelled.`;
  }
  approveInvoice(world, index, moment);
  return `Invoice ${numberOf(world, index)} was approved; its journal is new.`;
};

/** Every third came late: it is overdue already. */
const enterLarge: Step = (world, random, moment) => {
  const pattern = nextPattern(world, random);
  if (pattern === undefined) return undefined;
  const least = random.between(12, 95) * 1000 + random.between(0, 999);
  const overdueDays = world.rounds % 3 === 2 ? random.between(3, 15) : 0;
  const index = addLargeInvoice(world, pattern, moment, { least, overdueDays });
  const doc = world.current('invoice', index);
  const due = overdueDays === 0 ? '' : `, was due on ${doc.dueDate ?? ''}`;
  return `Invoice ${doc.number} over ${said(invoiceTotal(doc), doc.currency)} is new${due} and waits for its approval.`;
};

const pay: Step = (world, random, moment) => {
  const [first, second] = nextToPay(world, random);
  if (first === undefined) return undefined;
  const payment = payInvoice(world, first, moment);
  const said = `Invoice ${numberOf(world, first)} was paid in full by payment ${paymentNumber(payment)}`;
  if (second === undefined) return `${said}.`;
  const open = payInvoice(world, second, moment, false);
  return `${said}; payment ${paymentNumber(open)} of the same run, for invoice ${numberOf(world, second)}, is not out yet.`;
};

const sendLast: Step = (world, _random, moment) => {
  const [payment] = unsentPayments(world);
  if (payment === undefined) return undefined;
  sendPayment(world, payment, moment);
  return `Payment ${paymentNumber(payment)} is out; what it pays is paid.`;
};

/** By turns: what nobody can explain, and its correction. */
const bookByHand: Step = (world, random, moment) => {
  const open = bookedWithoutDocument(world);
  if (open !== undefined) {
    const { number } = world.current('manual-journal', open);
    const back = world.current('manual-journal', bookBack(world, open, moment)).number;
    return `Journal ${back} books back ${number}: the payables account agrees with its documents again.`;
  }
  const company = random.pick(LEDGERS);
  const units = BigInt(random.between(50_000, 500_000)) * 10_000n;
  const doc = world.current('manual-journal', bookWithoutDocument(world, company, units, moment));
  const amount = doc.lines.at(-1)?.credit ?? '';
  return `Journal ${doc.number} moved ${said(amount, doc.currency)} on the payables account of ${company} without a document.`;
};

const STEPS: readonly Step[] = [
  onInvoice((world, pattern, moment) => {
    const index = addInvoice(world, pattern, moment);
    return `Invoice ${invoiceNumber(index)} is new, and so is its journal.`;
  }),
  onInvoice((world, index, moment) => {
    const doc = withMoreQuantity(world.current('invoice', index), 3n);
    const date = dayText(dayNumber(doc.date) - 3);
    world.enter('invoice', index, { ...doc, date, controlTotal: null }, moment);
    return `Invoice ${doc.number} was corrected to the earlier date ${date} and to another amount; its journal follows.`;
  }),
  onInvoice((world, index, moment) => {
    const doc = withoutLines(world.current('invoice', index));
    world.enter('invoice', index, doc, moment);
    return `Invoice ${doc.number} lost all its lines; so did its journal.`;
  }),
  onInvoice((world, index, moment) => {
    const number = numberOf(world, index);
    cancelInvoice(world, index, moment);
    return `Invoice ${number} was cancelled; its journal is reversed by a new one.`;
  }),
  (world, random, moment) => {
    const index = nextQuietSupplier(world, random);
    const before = world.current('supplier', index).name ?? '';
    const name = `${before.replace(/ \(renamed \d+\)$/, '')} (renamed ${world.rounds + 1})`;
    world.edit('supplier', index, { name }, moment);
    return `Supplier ${before} is now called ${name}.`;
  },
  (world, random, moment) => {
    const pattern = 6 + random.below(world.base.counts['manual-journal'] - 6);
    const index = addLateJournal(world, pattern, moment);
    const doc = world.current('manual-journal', index);
    return `Journal ${doc.number} was entered late, with the old date ${doc.date}.`;
  },
  (world, random, moment) => {
    const index = random.below(world.base.counts['purchase-order']);
    world.edit('purchase-order', index, { memo: `Changed in round ${world.rounds + 1}` }, moment);
    return `Purchase order ${orderNumber(index)} has another memo.`;
  },
  sendLast,
  pay,
  decide,
  enterLarge,
  bookByHand,
];

/**
 * Makes one round of changes, entered at `moment`, and says in plain sentences what changed. The same world makes the same round. Each
 * has something for every proposed rule: a new invoice of high value, the decision about the one before, a payment run of which one
 * payment is not out until the next round, and by turns a movement of the payables account without a document and its correction.
 */
export function makeChanges(world: World, moment: number): string[] {
  const random = new SeededRandom(seedOf(world.base.seed, KIND_CODES.other, world.rounds));
  const sentences: string[] = [];
  for (const step of STEPS) {
    const sentence = step(world, random, moment);
    if (sentence !== undefined) sentences.push(sentence);
  }
  world.countRound();
  return sentences;
}
