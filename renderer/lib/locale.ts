import { createContext, useContext } from 'react';
import {
  languageOf,
  type DateFormat,
  type Language,
  type NumberFormat,
  type Settings,
} from '../../shared/model/settings.ts';

/** How numbers, dates and lengths of time are written: chosen apart from the language of the words. */
export interface Locale {
  /** BCP 47, of the language: names of months, relative times. */
  readonly tag: string;
  readonly language: Language;
  readonly decimal: string;
  /** Between groups of digits; empty for none. */
  readonly group: string;
  /** Digits of the last group and of those before it. */
  readonly sizes: readonly [number, number];
  readonly negative: Settings['negative'];
  readonly date: DateFormat;
}

type Choice = Pick<Settings, 'language' | 'numberFormat' | 'dateFormat' | 'negative'>;

const noBreakSpace = '\u00a0';
const separators: Readonly<Record<Exclude<NumberFormat, 'language'>, readonly [group: string, decimal: string]>> = {
  '1,234.56': [',', '.'],
  '1.234,56': ['.', ','],
  '1 234,56': [noBreakSpace, ','],
  '1’234.56': ['’', '.'],
  '1234.56': ['', '.'],
};

/** The locale of a choice. Formats that follow the language take the computer's own kind of it (`en-GB`), if it has one. */
export function localeOf(choice: Choice, systemTag: string): Locale {
  const language = languageOf(choice.language, systemTag);
  const tag = tagOf(language, systemTag);
  const number = choice.numberFormat === 'language' ? numberOf(tag) : fixedNumber(choice.numberFormat);
  return { tag, language, ...number, negative: choice.negative, date: choice.dateFormat };
}

function tagOf(language: Language, systemTag: string): string {
  try {
    const system = new Intl.Locale(systemTag.replaceAll('_', '-'));
    const known = Intl.NumberFormat.supportedLocalesOf(system.baseName)[0];
    if (known !== undefined && system.language === language) return known;
  } catch {
    // A locale of the computer that is none, such as “C”.
  }
  return language === 'nl' ? 'nl-NL' : 'en';
}

function fixedNumber(format: Exclude<NumberFormat, 'language'>): Pick<Locale, 'decimal' | 'group' | 'sizes'> {
  const [group, decimal] = separators[format];
  return { group, decimal, sizes: [3, 3] };
}

function numberOf(tag: string): Pick<Locale, 'decimal' | 'group' | 'sizes'> {
  const parts = new Intl.NumberFormat(tag, { useGrouping: 'always' }).formatToParts(1234567890.5);
  const valueOf = (type: string, otherwise: string) => parts.find((part) => part.type === type)?.value ?? otherwise;
  const digits = parts.filter((part) => part.type === 'integer').map((part) => part.value.length);
  return {
    decimal: valueOf('decimal', '.'),
    group: valueOf('group', ''),
    sizes: [digits.at(-1) ?? 3, digits.at(-2) ?? 3],
  };
}

export const plainLocale: Locale = localeOf(
  { language: 'en', numberFormat: 'language', dateFormat: 'language', negative: 'minus' },
  'en',
);

export const LocaleContext = createContext(plainLocale);

/** How numbers and dates are written on this screen. */
export function useLocale(): Locale {
  return useContext(LocaleContext);
}
