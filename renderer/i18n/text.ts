import { useCallback } from 'react';
import { useIntl, type IntlShape } from 'react-intl';
import { formatAmount } from '../lib/format.ts';
import { useLocale, type Locale } from '../lib/locale.ts';
import type { en } from './en.ts';

export type TextId = keyof typeof en;
export type TextValues = Readonly<Record<string, string | number>>;
export type Translate = (id: TextId, values?: TextValues) => string;

type MessageOptions = NonNullable<Parameters<IntlShape['formatMessage']>[2]>;

/** The text of the catalogue in the window's language, its numbers in the format that is chosen apart from the language. */
export function useText(): Translate {
  const intl = useIntl();
  const locale = useLocale();
  return useCallback((id, values) => intl.formatMessage({ id }, values, messageOptions(intl, locale)), [intl, locale]);
}

const known = new WeakMap<Locale, MessageOptions>();

/** Formatters for `#` and `{count, number}` that group digits as the locale says. */
function messageOptions(intl: IntlShape, locale: Locale): MessageOptions {
  const before = known.get(locale);
  if (before !== undefined) return before;
  const number = { format: (value: number) => formatAmount(String(value), '', locale) };
  const formatters = {
    ...intl.formatters,
    // Messages are cached by what of their options is text; without it, a change of format would find those of before.
    cachedAs: `${locale.group}${locale.decimal}${locale.sizes.join('')}${locale.negative}`,
    getNumberFormat: () => number as unknown as Intl.NumberFormat,
  };
  // Texts hold no markup: `<tenant>` is what it says.
  const options = { formatters, ignoreTag: true } as unknown as MessageOptions;
  known.set(locale, options);
  return options;
}
