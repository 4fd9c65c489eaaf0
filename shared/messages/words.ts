import { sumAmounts } from '../money/decimal.ts';
import { daysBetween, isDay, localDay, localTime } from './calendar.ts';
import { cut } from './cut.ts';
import { showAmount, textFact, textValues } from './fact-values.ts';
import type { Facts, Subject } from './facts.ts';
import { clean, isolated, unlinked } from './inert.ts';
import type { Field, Telling } from './render-types.ts';
import { SEPARATOR, type Texts } from './texts/en.ts';

/** Longest value of a field, cell of a table and amount, in UTF-16 units. */
const MAX_VALUE = 250;
const MAX_AMOUNT = 60;
const MOST_VALUES = 6;
const MOST_CURRENCIES = 12;
const HEADLINE_CURRENCIES = 3;
const SHORT_ID = 8;

/** What a source or a person wrote, clean and at most so long; null if nothing is left of it. */
export function word(value: string | null, max = MAX_VALUE): string | null {
  // Cleaning a longer one whole would only be work: nothing after this is ever shown.
  const shown = cut(unlinked(clean((value ?? '').slice(0, 3 * max + MAX_VALUE))), max);
  return shown === '' ? null : isolated(shown);
}

/** A text fact, clean and at most so long; null if it is not known. */
export function fact(facts: Facts, name: string, max = MAX_VALUE): string | null {
  const [first] = textValues(facts[name]);
  return word(first ?? null, max);
}

/** An amount with its currency, exact; null if it is not known. */
export function money(facts: Facts, name: string, texts: Texts): string | null {
  const amount = textFact(facts, name);
  return amount === null ? null : word(showAmount(amount, textFact(facts, 'currency'), texts), MAX_AMOUNT);
}

/** How far a day is from today, in words. */
export function relative(day: string, { today, texts }: Telling): string {
  const days = daysBetween(today, day);
  if (days === 0) return texts.today;
  if (days === 1) return texts.tomorrow;
  if (days === -1) return texts.yesterday;
  return days > 0 ? texts.inDays(days) : texts.daysAgo(-days);
}

/** A day as it is written and in words: `2026-12-05 (in 14 days)`; what is no day as it is written. Null if it is not known. */
export function day(facts: Facts, name: string, telling: Telling): string | null {
  const value = fact(facts, name, MAX_AMOUNT);
  return value !== null && isDay(value) ? `${telling.texts.date(value)} (${relative(value, telling)})` : value;
}

/** The same for a due date, where the past means late: `2026-11-01 (20 days late)`. */
export function dueDay(facts: Facts, name: string, telling: Telling): string | null {
  const { today, texts } = telling;
  const value = fact(facts, name, MAX_AMOUNT);
  if (value === null || !isDay(value) || value >= today) return day(facts, name, telling);
  return `${texts.date(value)} (${texts.daysLate(daysBetween(value, today))})`;
}

export interface MomentForm {
  /** IANA name. */
  readonly timeZone: string;
  readonly texts: Texts;
  /** A moment of this day is its time alone. */
  readonly today?: string;
}

/** A moment in the time zone of the message: `2026-11-20 15:03`, or the time alone if it is of `today`. */
export function moment(utc: string, { timeZone, texts, today }: MomentForm): string {
  const ms = Date.parse(utc);
  if (Number.isNaN(ms)) return word(utc, MAX_AMOUNT) ?? texts.notKnown;
  const date = localDay(ms, timeZone);
  return date === today ? localTime(ms, timeZone) : `${texts.date(date)} ${localTime(ms, timeZone)}`;
}

/** The first characters of an id: enough to find it, short enough to read. */
export function shortId(id: string): string {
  return clean(id.slice(0, SHORT_ID));
}

/** Values of one field: those beyond the first few are counted. */
export function several(values: readonly string[], texts: Texts, most = MOST_VALUES): readonly string[] {
  const shown = values.slice(0, values.length > most ? most - 1 : most).flatMap((value) => word(value) ?? []);
  const left = values.length - shown.length;
  return values.length > most ? [...shown, texts.moreValues(left)] : shown;
}

/** A field, unless nothing is known of it. */
export function field(label: string, value: string | null | readonly string[]): readonly Field[] {
  const values = typeof value === 'string' ? [value] : (value ?? []);
  return values.length === 0 ? [] : [{ label, values }];
}

/** One exact sum for each currency, by its code; never across currencies. */
export function totals(amounts: Subject['amounts']): Subject['amounts'] {
  const byCurrency = Map.groupBy(amounts, ({ currency }) => currency);
  return [...byCurrency.keys()].sort().map((currency) => {
    const own = (byCurrency.get(currency) ?? []).map(({ amount }) => amount.trim());
    return { currency, amount: sumAmounts(own) };
  });
}

/** All sums of these subjects. */
export function totalsOf(subjects: readonly Pick<Subject, 'amounts'>[]): Subject['amounts'] {
  return totals(subjects.flatMap(({ amounts }) => amounts));
}

/** Sums as values of a field. */
export function totalValues(amounts: Subject['amounts'], texts: Texts): readonly string[] {
  return several(
    amounts.map(({ currency, amount }) => showAmount(amount, currency, texts)),
    texts,
    MOST_CURRENCIES,
  );
}

/** Sums in a headline; null if there is no money. */
export function totalWords(amounts: Subject['amounts'], texts: Texts): string | null {
  const shown = several(
    amounts.map(({ currency, amount }) => cut(showAmount(amount, currency, texts), MAX_AMOUNT)),
    texts,
    HEADLINE_CURRENCIES,
  );
  return shown.length === 0 ? null : shown.join(', ');
}

/** Joins the parts of a line that are known. */
export function line(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(SEPARATOR);
}
