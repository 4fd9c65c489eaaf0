import type { Language } from '../../model/settings.ts';
import { dutch } from './nl.ts';
import { english, type Texts } from './en.ts';

const catalogues: Readonly<Record<Language, Texts>> = { en: english, nl: dutch };

/** The words of messages in a language, with its forms of amounts and dates. */
export function textsIn(language: Language): Texts {
  return catalogues[language];
}

/** The same in every language, for what was written in one of them. */
export const allTexts: readonly Texts[] = Object.values(catalogues);
