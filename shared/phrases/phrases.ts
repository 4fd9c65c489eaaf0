import type { Language } from '../model/settings.ts';
import { checkPhrases } from './nl/checks.ts';
import { diagnosticsPhrases } from './nl/diagnostics.ts';
import { exactPhrases } from './nl/exact.ts';
import { exactFormPhrases } from './nl/exact-form.ts';
import { mappingPhrases } from './nl/mapping.ts';
import { networkPhrases } from './nl/network.ts';
import { practicePhrases } from './nl/practice.ts';
import { reasonPhrases } from './nl/reasons.ts';
import { rulePhrases } from './nl/rules.ts';
import { runPhrases } from './nl/runs.ts';
import { slackPhrases } from './nl/slack.ts';
import { systemPhrases } from './nl/systems.ts';
import { viewPhrases } from './nl/views.ts';

interface Template {
  readonly english: RegExp;
  readonly names: readonly string[];
  readonly translated: string;
}

interface Phrasebook {
  readonly exact: ReadonlyMap<string, string>;
  /** Those with something that differs, the most specific first. */
  readonly templates: readonly Template[];
  readonly found: Map<string, string>;
}

/** What a placeholder stands for: moments, days and numbers have a form of their own, anything else may be any text. */
const forms: Readonly<Record<string, string>> = {
  count: String.raw`([\d.,]+)`,
  date: String.raw`([\d-]+)`,
  day: String.raw`([\d-]+)`,
  from: String.raw`(\S+)`,
  minutes: String.raw`(\d+)`,
  moment: String.raw`([\d: -]+)`,
  seconds: String.raw`(\d+)`,
  to: String.raw`(\S+)`,
};

const dutch = bookOf({
  ...viewPhrases,
  ...systemPhrases,
  ...checkPhrases,
  ...networkPhrases,
  ...runPhrases,
  ...practicePhrases,
  ...reasonPhrases,
  ...mappingPhrases,
  ...rulePhrases,
  ...slackPhrases,
  ...exactPhrases,
  ...exactFormPhrases,
  ...diagnosticsPhrases,
});
const books: Readonly<Record<Exclude<Language, 'en'>, Phrasebook>> = { nl: dutch };
const mostRemembered = 5000;

/**
 * A short sentence of the app in the language of the reader. Such sentences are written in English where they arise, may be
 * stored with a run, and are looked up here by their English text; one that no phrase fits is given back as it is.
 */
export function phraseIn(language: Language, english: string): string {
  if (language === 'en' || english === '') return english;
  const book = books[language];
  const known = book.exact.get(english) ?? book.found.get(english);
  if (known !== undefined) return known;
  const translated = byTemplate(book, english, language) ?? english;
  if (book.found.size >= mostRemembered) book.found.clear();
  book.found.set(english, translated);
  return translated;
}

function byTemplate(book: Phrasebook, english: string, language: Language): string | null {
  for (const template of book.templates) {
    const match = template.english.exec(english);
    if (match === null) continue;
    const values = new Map(template.names.map((name, index) => [name, phraseIn(language, match[index + 1] ?? '')]));
    return template.translated.replace(/\{(\w+)\}/g, (_, name: string) => values.get(name) ?? '');
  }
  return null;
}

function bookOf(phrases: Readonly<Record<string, string>>): Phrasebook {
  const entries = Object.entries(phrases);
  const isTemplate = ([english]: [string, string]) => /\{\w+\}/.test(english);
  return {
    exact: new Map(entries.filter((entry) => !isTemplate(entry))),
    templates: entries
      .filter(isTemplate)
      .sort(([a], [b]) => fixedLength(b) - fixedLength(a))
      .map(([english, translated]) => templateOf(english, translated)),
    found: new Map(),
  };
}

function fixedLength(english: string): number {
  return english.replaceAll(/\{\w+\}/g, '').length;
}

function templateOf(english: string, translated: string): Template {
  const parts = english.split(/\{(\w+)\}/);
  const names = parts.filter((_, index) => index % 2 === 1);
  const pattern = parts.map((part, index) => (index % 2 === 1 ? (forms[part] ?? '(.+?)') : literally(part))).join('');
  return { english: new RegExp(`^${pattern}$`, 's'), names, translated };
}

function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
