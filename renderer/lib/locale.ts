import { createContext, useContext } from 'react';

/** The locale of numbers and dates; that of words is the catalogue's. */
export const LocaleContext = createContext('en');

/** Locale for numbers and dates. */
export function useLocale(): string {
  return useContext(LocaleContext);
}
