import { amountText, divideRounded, powerOfTen, roundUnits } from '../world/amounts.ts';
import { daysAgo, latestFirstEntry, latestSecondEntry, type Base } from '../world/base.ts';
import { DAY_MS, dayNumber, dayOf, dayText } from '../world/calendar.ts';
import { currencyOf, PAYMENT_TERMS, rateOf } from '../world/masters.ts';
import { seedOf, SeededRandom } from '../world/random.ts';
import { KINDS, type Cells, type DocKind, type DocLine, type Entered } from './books-facts.ts';
import type { Company } from './world-divisions.ts';
import { UNIT_CODES, USED_CENTERS } from './world-ledger.ts';
import { termsCode } from './world-parties.ts';

/** What the documents of a company's beginning are made from. */
export interface Making {
  readonly base: Base;
  readonly company: Company;
  /** Of the division's books. */
  readonly seed: number;
  readonly accounts: readonly Cells[];
  readonly counts: Readonly<Record<DocKind, number>>;
}

/** Texts that break careless programs: quotes, markup, other scripts, what looks like a date, a number or a formula, very long. */
const TEXTS: readonly (string | null)[] = [
  'Monthly delivery', null, `O'Hara's "second" delivery`, '<b>urgent</b> & final ]]>', '/Date(1577836800000)/', '請求書 № 4', '0012',
  'Ünïcödé e\u0301 🚚', '=SUM(A1:A9)', '1e5', `See the notes: ${'one more reason for this amount; '.repeat(14)}`, 'Line one\r\nline two',
  "datetime'2026-01-01T00:00:00'", '50% off {"not":"json"}', 'مرفق بالفاتورة', '  spaces around  ', '\\u0041\\', 'Regular', 'Ordered by phone',
]; // oxfmt-ignore

export function drawText(random: SeededRandom): string | null {
  return random.pick(TEXTS);
}

export function randomOf(making: Pick<Making, 'seed'>, kind: DocKind, index: number): SeededRandom {
  return new SeededRandom(seedOf(making.seed, KINDS[kind], index));
}

/** Moment (UTC) at which the clocks of Amsterdam change, in that year: the last Sunday of March or October, 01:00. */
export function clockChange(year: number, month: 3 | 10): number {
  const last = new Date(Date.UTC(year, month, 0));
  return last.getTime() - last.getUTCDay() * DAY_MS + 3_600_000;
}

function lastBefore(base: Base, moments: (year: number) => number): number {
  const limit = base.createdAt - 2 * DAY_MS;
  const year = new Date(base.createdAt).getUTCFullYear();
  const found = [year, year - 1].map(moments).find((moment) => moment < limit);
  return found ?? moments(year - 2);
}

/** The first documents of a kind stand where clocks change and years end: their date, and the moment they were entered. */
function specialMoment(base: Base, index: number): { readonly date: string; readonly entered: number } | undefined {
  const autumn = lastBefore(base, (year) => clockChange(year, 10));
  const spring = lastBefore(base, (year) => clockChange(year, 3));
  const newYear = lastBefore(base, (year) => Date.UTC(year, 0, 1));
  const on = (moment: number, entered: number): { date: string; entered: number } => ({
    date: dayText(dayOf(moment)),
    entered,
  });
  return [
    // 02:30 in Amsterdam, twice.
    on(autumn, autumn - 1_800_000),
    on(autumn, autumn + 1_800_000),
    on(spring, spring + 123),
    // The new year has begun in Amsterdam, but not in UTC.
    on(newYear - DAY_MS, newYear - 1_800_000),
    on(newYear, newYear + 3_600_000 * 9),
  ][index];
}

export interface When {
  readonly date: string;
  readonly created: number;
  readonly modified: number;
}

/** Dates a document of the beginning and says when it was entered and last changed. */
export function drawWhen(making: Making, random: SeededRandom, index: number): When {
  const { base } = making;
  const special = specialMoment(base, index);
  if (special !== undefined) return { date: special.date, created: special.entered, modified: special.entered };
  const day = base.today - daysAgo(random);
  const isLate = random.chance(40);
  const entryDay = isLate ? base.today - random.between(1, 9) : day + random.below(3);
  const drawn = entryDay * DAY_MS + random.below(86_400) * 1000 + random.below(1000);
  const created = Math.min(drawn, latestFirstEntry(base) - random.below(60_000));
  const changed = Math.min(created + random.between(1, 9) * DAY_MS, latestSecondEntry(base) - random.below(60_000));
  return { date: dayText(day), created, modified: random.chance(150) ? changed : created };
}

export function entered<F>(facts: F, when: When): Entered<F> {
  return { facts, created: when.created, modified: when.modified };
}

/** A journal's number of a document: two digits of the year, the journal, a sequence. */
export function entryNumber(date: string, journal: string, index: number): number {
  return Number(`${date.slice(2, 4)}${journal}${String(index + 1).padStart(5, '0')}`);
}

/** A currency and what one unit of it is worth in the company's; one document in six is foreign. */
export function drawCurrency(random: SeededRandom, company: Company): { currency: string; rate: string } {
  if (!random.chance(170)) return { currency: company.currency, rate: '1' };
  const currency = random.pick(company.foreign);
  const drift = BigInt(random.between(970, 1030));
  return { currency, rate: amountText(divideRounded(rateOf(currency, company.currency) * drift, 1000n)) };
}

export function drawTerms(random: SeededRandom, date: string): { terms: string; due: string } {
  const { code, days } = random.pick(PAYMENT_TERMS);
  return { terms: termsCode(code), due: dayText(dayNumber(date) + days) };
}

/** A price in the currency, worth up to `cents` euro cents; one in eight has more decimals than the currency. */
export function drawPrice(random: SeededRandom, currency: string, cents: number): string {
  const { decimals, euros } = currencyOf(currency);
  const places = random.chance(125) ? Math.min(6, decimals + random.between(1, 3)) : decimals;
  const drawn = divideRounded(BigInt(random.between(150, cents)) * powerOfTen(10), euros);
  const units =
    roundUnits(drawn, decimals) + (places > decimals ? BigInt(random.between(1, 9)) * powerOfTen(6 - places) : 0n);
  return amountText(units);
}

/** A cost center and cost unit as an account asks for them: 0 optional, 1 mandatory, 2 none. */
export function drawAllocation(
  random: SeededRandom,
  rule: 'optional' | 'mandatory' | 'none',
): Pick<DocLine, 'center' | 'unit'> {
  if (rule === 'none') return {};
  const center = rule === 'mandatory' || random.chance(700) ? { center: random.pick(USED_CENTERS) } : {};
  return random.chance(200) ? { ...center, unit: random.pick(UNIT_CODES) } : center;
}

/** VAT of a line: none on foreign documents, where the buyer owes it. */
export function drawVat(random: SeededRandom, isForeign: boolean): string {
  if (isForeign) return '3';
  return random.chance(800) ? '1' : random.chance(700) ? '2' : '0';
}
