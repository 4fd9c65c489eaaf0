import { amountText, divideRounded, roundUnits, unitsOf } from '../world/amounts.ts';
import { currencyOf } from '../world/masters.ts';
import type { Doc, DocLine } from './books-facts.ts';
import type { Company } from './world-divisions.ts';
import { vatShare } from './world-ledger.ts';

const MILLION = 1_000_000n;

/** `share` (as 0.21) of an amount in millionths, rounded to the currency's decimals. */
export function shareOfUnits(units: bigint, share: string, currency: string): bigint {
  if (share === '0') return 0n;
  return roundUnits(divideRounded(units * unitsOf(share), MILLION), currencyOf(currency).decimals);
}

/** Quantity × price, less a discount (as 0.05), rounded to the currency's decimals. */
export function lineAmount(quantity: string, price: string, discount: string, currency: string): string {
  const gross = divideRounded(unitsOf(quantity) * unitsOf(price), MILLION);
  const net = divideRounded(gross * (MILLION - unitsOf(discount)), MILLION);
  return amountText(roundUnits(net, currencyOf(currency).decimals));
}

/** One line in both currencies, in millionths; the company's is rounded to its decimals. */
export interface LineUnits {
  readonly fc: bigint;
  readonly dc: bigint;
  readonly vatFc: bigint;
  readonly vatDc: bigint;
}

export function lineUnits(doc: Pick<Doc, 'currency' | 'rate'>, line: DocLine, company: Company): LineUnits {
  const fc = unitsOf(line.amount);
  const vatFc = line.vat === undefined ? 0n : shareOfUnits(fc, vatShare(line.vat, company), doc.currency);
  if (doc.rate === '1') return { fc, dc: fc, vatFc, vatDc: vatFc };
  return {
    fc,
    dc: shareOfUnits(fc, doc.rate, company.currency),
    vatFc,
    vatDc: shareOfUnits(vatFc, doc.rate, company.currency),
  };
}

/** What the lines of a document come to; the VAT apart. */
export function docUnits(doc: Doc, company: Company): LineUnits {
  let [fc, dc, vatFc, vatDc] = [0n, 0n, 0n, 0n];
  for (const line of doc.lines) {
    const units = lineUnits(doc, line, company);
    fc += units.fc;
    dc += units.dc;
    vatFc += units.vatFc;
    vatDc += units.vatDc;
  }
  return { fc, dc, vatFc, vatDc };
}

/** What is to be paid for a document, in its currency, as text. */
export function totalOf(doc: Doc, company: Company): string {
  const { fc, vatFc } = docUnits(doc, company);
  return amountText(fc + vatFc);
}

export function decimal(units: bigint): { decimal: string } {
  return { decimal: amountText(units) };
}

/** What stands in the bank account after a statement. */
export function closingOf(doc: Doc): string {
  let units = unitsOf(doc.opening ?? '0');
  for (const line of doc.lines) units += unitsOf(line.amount);
  return amountText(units);
}
