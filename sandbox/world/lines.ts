import { amountText, divideRounded, powerOfTen, roundUnits, unitsOf } from './amounts.ts';
import type { InvoiceDoc, InvoiceLine, Worktags } from './documents.ts';
import { COST_CENTERS, currencyOf, CUSTOM_WORKTAGS, PROJECTS, REGIONS, SPEND_CATEGORIES } from './masters.ts';
import { thingName } from './names.ts';
import type { SeededRandom } from './random.ts';

export function drawWorktags(random: SeededRandom): Worktags {
  return {
    costCenter: random.chance(970) ? random.pick(COST_CENTERS).code : null,
    project: random.chance(300) ? random.pick(PROJECTS).code : null,
    region: random.chance(400) ? random.pick(REGIONS).code : null,
    custom: random.chance(50) ? random.pick(CUSTOM_WORKTAGS).code : null,
  };
}

export interface Priced {
  readonly quantity: string;
  readonly unitCost: string;
  readonly amount: string;
}

/** Quantity × unit cost = amount, exactly; one unit cost in eight has more decimals than its currency (up to six). */
export function drawPrice(random: SeededRandom, currency: string, cents: number): Priced {
  const decimals = currencyOf(currency).decimals;
  const fine = random.chance(125) ? 6 - decimals : 0;
  const places = decimals + (fine === 0 ? 0 : random.between(1, fine));
  const euros = BigInt(random.between(100, cents)) * powerOfTen(4);
  const units = divideRounded(euros * powerOfTen(6), currencyOf(currency).euros);
  const step = powerOfTen(6 - places);
  let cost = roundUnits(units, places);
  if (fine !== 0) cost += BigInt(random.between(1, 9)) * step;
  if (cost === 0n) cost = step;
  const quantity = BigInt(random.between(1, 24));
  return { quantity: quantity.toString(), unitCost: amountText(cost), amount: amountText(quantity * cost) };
}

export interface LineContext {
  readonly currency: string;
  readonly idPrefix: string;
  readonly purchaseOrderLine: (order: number) => string | null;
}

export function drawInvoiceLine(random: SeededRandom, order: number, context: LineContext): InvoiceLine {
  return {
    id: `${context.idPrefix}-${order}`,
    order: String(order),
    description: thingName(random),
    category: random.chance(960) ? random.pick(SPEND_CATEGORIES).code : null,
    ...drawPrice(random, context.currency, 90_000),
    memo: random.chance(80) ? 'Checked & approved by <department>' : null,
    purchaseOrderLine: context.purchaseOrderLine(order),
    worktags: drawWorktags(random),
  };
}

/** What an invoice comes to: its lines, tax, freight and other charges, as text. */
export function invoiceTotal(doc: Pick<InvoiceDoc, 'lines' | 'tax' | 'freight' | 'other'>): string {
  let units = unitsOf(doc.tax) + unitsOf(doc.freight) + unitsOf(doc.other);
  for (const line of doc.lines) units += unitsOf(line.amount);
  return amountText(units);
}

export function sumOfLines(lines: readonly { readonly amount: string }[]): bigint {
  let units = 0n;
  for (const line of lines) units += unitsOf(line.amount);
  return units;
}

/** A share of an amount, rounded to the currency's decimals, as text. */
export function shareOf(units: bigint, perThousand: number, currency: string): string {
  return amountText(roundUnits(divideRounded(units * BigInt(perThousand), 1000n), currencyOf(currency).decimals));
}
