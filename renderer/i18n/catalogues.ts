import type { Language } from '../../shared/model/settings.ts';
import { en } from './en.ts';
import { nl } from './nl.ts';

export type Catalogue = Readonly<Record<keyof typeof en, string>>;

/** The texts of each language. */
export const catalogues: Readonly<Record<Language, Catalogue>> = { en, nl };
