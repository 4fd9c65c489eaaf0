import { amountText, unitsOf } from './amounts.ts';
import { daysAgo, firstEntry, randomFor, secondEntry, type Base } from './base.ts';
import { dayText } from './calendar.ts';
import type { DocumentStatus, LineSplit, OrderLine, PurchaseOrderDoc } from './documents.ts';
import { drawPrice, drawWorktags, shareOf, sumOfLines } from './lines.ts';
import { COMPANIES, CURRENCIES, PAYMENT_TERMS, SPEND_CATEGORIES } from './masters.ts';
import { thingName } from './names.ts';
import type { SeededRandom } from './random.ts';
import { pickSupplier } from './suppliers.ts';

interface OrderHead {
  readonly day: number;
  readonly late: boolean;
  readonly changes: 'none' | 'cancelled' | 'memo';
}

function orderHead(base: Base, index: number): OrderHead {
  const random = randomFor(base, 'purchase-order', index, 1);
  const late = random.chance(30);
  const day = base.today - (late ? random.between(95, 200) : daysAgo(random));
  const roll = random.below(1000);
  return { day, late, changes: roll < 40 ? 'cancelled' : roll < 120 ? 'memo' : 'none' };
}

export function orderMoments(base: Base, index: number): readonly number[] {
  const head = orderHead(base, index);
  const random = randomFor(base, 'purchase-order', index, 2);
  const first = firstEntry(base, head.day, random, head.late);
  return head.changes === 'none' ? [first] : [first, secondEntry(base, first, random)];
}

export function orderNumber(index: number): string {
  return `PO-${5001 + index}`;
}

/** Two parts that add up to the line exactly; the worktags sit in the parts, not on the line. */
function splitsOf(random: SeededRandom, lineId: string, amount: string): LineSplit[] {
  const whole = unitsOf(amount);
  const first = (whole * BigInt(random.between(20, 80))) / 100n;
  return [first, whole - first].map((units, at) => ({
    id: `${lineId}-S${at + 1}`,
    quantity: null,
    amount: amountText(units),
    memo: at === 0 ? 'First share' : null,
    worktags: drawWorktags(random),
  }));
}

function drawLine(
  random: SeededRandom,
  place: { index: number; order: number; currency: string; day: number },
): OrderLine {
  const goods = random.chance(650);
  const id = `PO_LINE-${5001 + place.index}-${place.order}`;
  const price = drawPrice(random, place.currency, 150_000);
  const split = random.chance(250);
  return {
    type: goods ? 'goods' : 'service',
    id,
    number: String(place.order),
    description: thingName(random),
    category: random.pick(SPEND_CATEGORIES).code,
    quantity: goods ? price.quantity : null,
    unitCost: goods ? price.unitCost : null,
    amount: price.amount,
    dueDate: random.chance(700) ? dayText(place.day + random.between(5, 60)) : null,
    memo: random.chance(100) ? 'Call before delivery' : null,
    worktags: split ? null : drawWorktags(random),
    splits: split ? splitsOf(random, id, price.amount) : [],
  };
}

export function orderDoc(base: Base, index: number, version: number): PurchaseOrderDoc {
  const head = orderHead(base, index);
  const random = randomFor(base, 'purchase-order', index);
  const company = random.pick(COMPANIES);
  const currency = random.chance(150) ? random.pick(CURRENCIES).code : company.currency;
  const count = random.between(1, 4);
  const lines = Array.from({ length: count }, (_, at) =>
    drawLine(random, { index, order: at + 1, currency, day: head.day }),
  );
  const open: DocumentStatus = random.chance(80) ? 'DRAFT' : random.chance(120) ? 'IN_PROGRESS' : 'APPROVED';
  const net = sumOfLines(lines);
  return {
    number: orderNumber(index),
    status: version > 1 && head.changes === 'cancelled' ? 'CANCELED' : open,
    company: company.code,
    currency,
    supplier: pickSupplier(base, random),
    date: dayText(head.day),
    dueDate: random.chance(600) ? dayText(head.day + random.between(10, 90)) : null,
    tax: random.chance(700) ? shareOf(net, 190, currency) : null,
    freight: random.chance(200) ? shareOf(net, 20, currency) : null,
    other: random.chance(50) ? shareOf(net, 3, currency) : null,
    terms: random.pick(PAYMENT_TERMS).code,
    memo:
      version > 1 && head.changes === 'memo' ? 'Delivery address changed' : random.chance(150) ? 'Frame order' : null,
    lines,
  };
}
