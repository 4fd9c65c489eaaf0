import { canonicalDecimal, parseDecimal, sameAmount } from '../money/decimal.ts';
import { displayAmount } from '../money/display.ts';
import type { Facts, FactSpec, FactValue, ViewDescriptor } from './facts.ts';
import { isDay } from './calendar.ts';
import type { Texts } from './texts/en.ts';

/** The catalogue's entry of this name; undefined if the view has none. */
export function factSpec(view: ViewDescriptor, name: string): FactSpec | undefined {
  return view.facts.find((spec) => spec.name === name);
}

/** The fact as one text; null where it is not known, empty or of another shape. */
export function textFact(facts: Facts, name: string): string | null {
  const value = facts[name];
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** All values of a fact: none where it is not known, one for a single text. */
export function textValues(value: FactValue | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  return typeof value === 'boolean' ? [String(value)] : value.filter((one) => one.trim() !== '');
}

/**
 * Exact amount with grouping and its currency in front: `EUR 84,200.00`, in Dutch `EUR 84.200,00`. What is no decimal is shown as it
 * is written.
 */
export function showAmount(amount: string, currency: string | null, texts: Texts): string {
  const value = parseDecimal(amount.trim());
  const shown = value === undefined ? amount : texts.number(displayAmount(canonicalDecimal(value), currency ?? ''));
  return currency === null ? shown : `${currency} ${shown}`;
}

/** The currency that goes with a money fact; null if the view names none or it is not known. */
export function currencyOf(spec: FactSpec, facts: Facts): string | null {
  return spec.currencyFact === undefined ? null : textFact(facts, spec.currencyFact);
}

/** A day as people write it; anything else as it is. */
export function showDay(value: string, texts: Texts): string {
  return isDay(value.trim()) ? texts.date(value.trim()) : value;
}

/** What the app itself says of a subject, in words of the language; what the source says as it is. */
export function ownWords(value: string, texts: Texts): string {
  return texts.own[value] ?? value;
}

/** The facts whose values are words of the app. */
const ownFacts: readonly string[] = ['payment_status'];

/** A fact as people read it. */
export function showFact(spec: FactSpec, facts: Facts, texts: Texts): string {
  const value = facts[spec.name];
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  const values = textValues(value);
  if (values.length === 0) return texts.notKnown;
  if (spec.type === 'money') return showAmount(values.join(' '), currencyOf(spec, facts), texts);
  if (spec.type === 'date') return values.map((one) => showDay(one, texts)).join(', ');
  return (ownFacts.includes(spec.name) ? values.map((one) => ownWords(one, texts)) : values).join(', ');
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.toSorted().every((value, index) => value === b.toSorted()[index]);
}

/**
 * True if both versions say the same of this fact: amounts by value (1190 and 1190.00 are the same), in the same currency; several
 * values in any order. No value at all is a value of its own.
 */
export function sameFact(spec: FactSpec, before: Facts, after: Facts): boolean {
  const old = textValues(before[spec.name]).map((one) => one.trim());
  const now = textValues(after[spec.name]).map((one) => one.trim());
  if (spec.type !== 'money') return sameTexts(old, now);
  if (old.length === 0 || now.length === 0) return old.length === now.length;
  const same = sameTexts(old, now) || sameAmount(old.join(' '), now.join(' '));
  return same && currencyOf(spec, before) === currencyOf(spec, after);
}
