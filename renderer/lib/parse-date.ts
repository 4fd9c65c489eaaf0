import { dayOf } from './calendar.ts';
import type { Locale } from './locale.ts';

/** What a typed date means: a day; or a date that the calendar does not have; or no date as the format writes it. */
export type ParsedDate =
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'impossible' }
  | { readonly kind: 'none' };

type Part = 'day' | 'month' | 'year';

const separator = /[\s./,-]+/;

/**
 * Reads a typed date in the order of the chosen format, with any of the usual separators and with names of months, or as ISO
 * (`2026-11-21`). A year has four digits: nothing is guessed.
 */
export function parseDate(typed: string, locale: Locale): ParsedDate {
  const parts = typed.trim().split(separator).filter(Boolean);
  if (parts.length !== 3) return { kind: 'none' };
  const order = orderOf(parts, locale);
  const valueOf = (part: Part): string => parts[order.indexOf(part)] ?? '';
  const month = /^\d{1,2}$/.test(valueOf('month')) ? Number(valueOf('month')) : monthOf(valueOf('month'), locale.tag);
  if (!/^\d{4}$/.test(valueOf('year')) || !/^\d{1,2}$/.test(valueOf('day')) || month === null) return { kind: 'none' };
  const date = dayOf(Number(valueOf('year')), month, Number(valueOf('day')));
  return date === null ? { kind: 'impossible' } : { kind: 'date', date };
}

/** How a date is typed, in the letters of the language: `dd-mm-yyyy`, in Dutch `dd-mm-jjjj`. */
export function datePattern(locale: Locale): string {
  const pattern = locale.date === 'language' ? patternOf(locale.tag) : locale.date;
  return locale.language === 'nl' ? pattern.replace('yyyy', 'jjjj') : pattern;
}

/** A year in front is ISO, and a name is the month, wherever they stand; else the format says what is what. */
function orderOf(parts: readonly string[], locale: Locale): readonly Part[] {
  if (/^\d{4}$/.test(parts[0] ?? '')) return ['year', 'month', 'day'];
  const named = parts.findIndex((part) => !/^\d+$/.test(part));
  if (named === 0) return ['month', 'day', 'year'];
  if (named === 1) return ['day', 'month', 'year'];
  const pattern = locale.date === 'language' ? patternOf(locale.tag) : locale.date;
  // Numbers alone, where the format writes the year first: the usual order of the language.
  const numbers = pattern.startsWith('yyyy') ? patternOf(locale.tag) : pattern;
  return numbers.startsWith('mm') ? ['month', 'day', 'year'] : ['day', 'month', 'year'];
}

const letters: Readonly<Record<string, string>> = { day: 'dd', month: 'mm', year: 'yyyy' };

/** The numeric pattern of a language, from how it writes one. */
function patternOf(tag: string): string {
  return new Intl.DateTimeFormat(tag, { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'UTC' })
    .formatToParts(new Date('2026-11-21T00:00:00Z'))
    .map(({ type, value }) => letters[type] ?? value)
    .join('');
}

/** The month of a name or of its beginning (three letters or more), as the language or English writes it; null if there is none. */
function monthOf(name: string, tag: string): number | null {
  const wanted = plain(name);
  for (const language of [tag, 'en']) {
    for (const style of ['short', 'long'] as const) {
      const format = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' });
      for (let month = 1; month <= 12; month += 1) {
        const known = plain(format.format(new Date(Date.UTC(2026, month - 1, 1))));
        if (known === wanted || (style === 'long' && wanted.length >= 3 && known.startsWith(wanted))) return month;
      }
    }
  }
  return null;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll('.', '');
}
