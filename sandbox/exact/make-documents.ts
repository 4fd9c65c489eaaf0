import { amountText, unitsOf } from '../world/amounts.ts';
import { dayNumber, dayText } from '../world/calendar.ts';
import type { SeededRandom } from '../world/random.ts';
import { lineAmount } from './books-amounts.ts';
import type { Doc, DocLine, Entered } from './books-facts.ts';
import { drawAllocation, drawCurrency, drawPrice, drawTerms, drawText, drawVat, drawWhen, entered, entryNumber, randomOf, type Making } from './make-common.ts'; // oxfmt-ignore
import { centerRule, COSTS } from './world-ledger.ts';
import { ITEM_COUNT, itemCosts, itemName, itemRevenue, pickCustomer, pickSupplier } from './world-parties.ts';

type Rule = 'optional' | 'mandatory' | 'none';

const QUANTITIES = ['1', '2', '3', '5', '8', '12', '24', '0.5', '1.25', '0.125'];

/** A bought or sold item: what it costs, how it is taxed and allocated. */
function drawItemLine(
  random: SeededRandom,
  currency: string,
  id: number,
  accountOf: (item: number) => string,
): DocLine {
  const item = random.below(ITEM_COUNT);
  const account = accountOf(item);
  const quantity = random.pick(QUANTITIES);
  const price = drawPrice(random, currency, 60_000);
  const discount = random.chance(120) ? '0.05' : '0';
  return {
    id,
    item,
    account,
    quantity,
    price,
    discount,
    amount: lineAmount(quantity, price, discount, currency),
    description: random.chance(150) ? drawText(random) : itemName(item),
    ...drawAllocation(random, centerRule(account)),
  };
}

function lineCount(random: SeededRandom): number {
  return random.chance(40) ? random.between(8, 20) : random.between(1, 4);
}

/** Receives a line in full, in part or not at all. */
function received(random: SeededRandom, line: DocLine, fate: number): DocLine {
  const ordered = unitsOf(line.quantity ?? '0');
  const part = fate === 0 ? 0n : fate === 2 || random.chance(400) ? ordered : ordered / 2n;
  const quantity = amountText(part);
  return { ...line, received: quantity, invoiced: random.chance(600) ? quantity : '0' };
}

export function makeOrder(making: Making, index: number): Entered<Doc> {
  const random = randomOf(making, 'order', index);
  const when = drawWhen(making, random, index);
  const money = drawCurrency(random, making.company);
  const isForeign = money.rate !== '1';
  const fate = random.below(3);
  const lines = Array.from({ length: lineCount(random) }, (_, at) => {
    const line = drawItemLine(random, money.currency, at + 1, itemCosts);
    const expected = dayText(dayNumber(when.date) + random.between(3, 40));
    return { ...received(random, line, fate), expected, vat: drawVat(random, isForeign) };
  });
  const doc: Doc = {
    number: 10_001 + index,
    date: when.date,
    journal: '',
    ...money,
    status: random.pick([0, 1, 2, 2]),
    type: random.pick([1, 1, 1, 2, 5, 10, 11]),
    party: pickSupplier(random, making.accounts),
    ...(random.chance(400) ? { yourRef: `Q-${random.between(1000, 9999)}` } : {}),
    description: drawText(random),
    terms: drawTerms(random, when.date).terms,
    ...(fate === 0 && random.chance(100) ? { cancelled: true as const } : {}),
    lines,
  };
  return entered(doc, when);
}

function drawCostLine(random: SeededRandom, currency: string, id: number, isCredit: boolean): DocLine {
  const rule: Rule = random.chance(600) ? 'optional' : random.chance(850) ? 'mandatory' : 'none';
  const account = random.pick(COSTS[rule]);
  const price = lineAmount('1', drawPrice(random, currency, 250_000), '0', currency);
  return {
    id,
    account,
    amount: isCredit ? `-${price}` : price,
    description: drawText(random),
    ...(random.chance(150) ? { quantity: random.pick(QUANTITIES) } : {}),
    ...(random.chance(80) ? { notes: 'Checked & approved by <department>' } : {}),
    ...drawAllocation(random, rule),
  };
}

export function makeEntry(making: Making, index: number): Entered<Doc> {
  const random = randomOf(making, 'entry', index);
  const when = drawWhen(making, random, index);
  const money = drawCurrency(random, making.company);
  const isCredit = index % 9 === 5;
  const isForeign = money.rate !== '1';
  const lines = Array.from({ length: lineCount(random) }, (_, at) => ({
    ...drawCostLine(random, money.currency, at + 1, isCredit),
    vat: drawVat(random, isForeign),
  }));
  const doc: Doc = {
    number: entryNumber(when.date, '60', index),
    date: when.date,
    journal: '60',
    ...money,
    status: random.chance(650) ? 20 : 50,
    type: isCredit ? 31 : 30,
    party: pickSupplier(random, making.accounts),
    yourRef: `F-${making.company.country}-${random.between(10_000, 99_999)}`,
    description: drawText(random),
    ...drawTerms(random, when.date),
    ...(random.chance(300) ? { orderNumber: 10_001 + random.below(making.counts.order) } : {}),
    lines,
  };
  return entered(doc, when);
}

/** The items bought for a place of a purchase order, so that an invoice can name its line. */
function orderLineOf(random: SeededRandom, making: Making): readonly [number, number] | undefined {
  return random.chance(500) ? [random.below(making.counts.order), 1] : undefined;
}

export function makeInvoice(making: Making, index: number): Entered<Doc> {
  const random = randomOf(making, 'invoice', index);
  const when = drawWhen(making, random, index);
  const money = drawCurrency(random, making.company);
  const isCredit = index % 9 === 4;
  const isForeign = money.rate !== '1';
  const lines = Array.from({ length: lineCount(random) }, (_, at) => {
    const line = drawItemLine(random, money.currency, at + 1, itemCosts);
    const orderLine = isCredit ? undefined : orderLineOf(random, making);
    const taxed = { ...line, vat: drawVat(random, isForeign), ...(orderLine === undefined ? {} : { orderLine }) };
    return isCredit ? credited(taxed) : taxed;
  });
  const doc: Doc = {
    number: entryNumber(when.date, '65', index),
    date: when.date,
    journal: '65',
    ...money,
    status: random.pick([10, 20, 50, 50, 50]),
    type: (lines.some((line) => line.orderLine !== undefined) ? 8033 : 8030) + (isCredit ? 1 : 0),
    party: pickSupplier(random, making.accounts),
    yourRef: `P-${random.between(10_000, 99_999)}`,
    description: drawText(random),
    ...drawTerms(random, when.date),
    lines,
  };
  return entered(doc, when);
}

function credited(line: DocLine): DocLine {
  return { ...line, quantity: `-${line.quantity ?? '1'}`, amount: `-${line.amount}` };
}

/** Drafts are at every tenth place: what a round may take away. */
export function makeSale(making: Making, index: number): Entered<Doc> {
  const random = randomOf(making, 'sales', index);
  const when = drawWhen(making, random, index);
  const money = drawCurrency(random, making.company);
  const isCredit = index % 11 === 7;
  const isForeign = money.rate !== '1';
  const lines = Array.from({ length: lineCount(random) }, (_, at) => {
    const line = { ...drawItemLine(random, money.currency, at + 1, itemRevenue), vat: drawVat(random, isForeign) };
    return isCredit ? credited(line) : line;
  });
  const fate = index % 10;
  const doc: Doc = {
    number: entryNumber(when.date, '50', index),
    date: when.date,
    journal: '50',
    ...money,
    status: fate === 8 ? 10 : fate >= 6 ? 20 : 50,
    type: (random.chance(300) ? 8023 : 8020) + (isCredit ? 1 : 0),
    party: pickCustomer(random),
    ...(random.chance(500) ? { yourRef: `PO ${random.between(100, 999)}/${random.between(1, 99)}` } : {}),
    description: drawText(random),
    ...drawTerms(random, when.date),
    ...(random.chance(300) ? { orderNumber: 30_001 + index } : {}),
    lines,
  };
  return entered(doc, when);
}
