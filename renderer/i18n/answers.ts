import { errorDtoSchema } from '../../shared/errors/error-dto.ts';
import { errorTexts } from '../../shared/errors/codes.ts';
import { errorIn, errorWords } from '../../shared/errors/error-language.ts';
import { fillText } from '../../shared/errors/error-text.ts';
import { phraseIn } from '../../shared/phrases/phrases.ts';
import { formatAmount } from '../lib/format.ts';
import type { Locale } from '../lib/locale.ts';
import { fieldName } from '../lib/names.ts';

/** Names under which an answer of the app holds a sentence of its own, never one of a person or of a system’s record. */
const sentences: ReadonlySet<string> = new Set([
  'changed',
  'conflict',
  'description',
  'detail',
  'excludedReason',
  'expected',
  'grant',
  'help',
  'kept',
  'label',
  'never',
  'noun',
  'nounPlural',
  'next',
  'problem',
  'reason',
  'streamLabel',
  'summary',
  'text',
  'whereToFind',
  'window',
]);

/** What is edited and sent back, or copied from a record, is left as it is. */
const untouched: ReadonlySet<string> = new Set([
  'after',
  'before',
  // Messages are shown as they are posted.
  'body',
  'defaultMapping',
  'details',
  'examples',
  'exclusions',
  'header',
  'lines',
  'mapping',
  'settings',
  'source',
  'sql',
]);

type Plain = Readonly<Record<string, unknown>>;

/** Reasons whose value, and what it is held against, are amounts; the values of any other are shown as the source wrote them. */
const amounts: ReadonlySet<string> = new Set(['RECORD_DECIMAL_DOES_NOT_FIT', 'RECORD_UNBALANCED']);

/**
 * An answer of the app with its errors and sentences in the language of the reader, and the amounts that reasons name written
 * as the reader writes them; everything else is the same. An answer without any of these is given back itself.
 */
export function answerIn<Answer>(locale: Locale, answer: Answer): Answer {
  return translate(locale, answer) as Answer;
}

function translate(locale: Locale, value: unknown): unknown {
  if (Array.isArray(value)) {
    const list = value.map((one) => translate(locale, one));
    return list.every((one, index) => one === value[index]) ? value : list;
  }
  if (typeof value !== 'object' || value === null) return value;
  const plain = value as Plain;
  if ('code' in plain && 'kind' in plain) {
    const error = errorDtoSchema.safeParse(plain);
    if (error.success) return locale.language === 'en' ? plain : errorIn(locale.language, error.data);
  }
  if ('code' in plain && 'expected' in plain) return reasonIn(locale, plain);
  // A message says what it said when it was posted, whoever reads the list of them.
  if ('channelId' in plain && 'coveredBy' in plain) return { ...plain, error: translate(locale, plain['error']) };
  const parts = Object.entries(plain).map(([name, inner]) => [name, part(locale, name, inner)] as const);
  return parts.every(([name, inner]) => inner === plain[name]) ? plain : Object.fromEntries(parts);
}

function part(locale: Locale, name: string, inner: unknown): unknown {
  if (untouched.has(name)) return inner;
  if (!sentences.has(name)) return translate(locale, inner);
  if (typeof inner === 'string') return phraseIn(locale.language, inner);
  if (!Array.isArray(inner)) return translate(locale, inner);
  const list = inner.map((one: unknown) =>
    typeof one === 'string' ? phraseIn(locale.language, one) : translate(locale, one),
  );
  return list.every((one, index) => one === inner[index]) ? inner : list;
}

/** The value that a reason is about as people read it: an amount in the reader's format, anything else as the source wrote it. */
export function reasonValue(reason: { readonly code: string; readonly value: string | null }, locale: Locale): string {
  const value = reason.value ?? '';
  return amounts.has(reason.code) ? formatAmount(value, '', locale) : value;
}

/** Why a record was rejected: in the words of its code, filled with its field and values as people read them. */
function reasonIn(locale: Locale, reason: Plain): Plain {
  const { language } = locale;
  const code = String(reason['code']);
  const words = errorWords(language, code) ?? errorTexts[code];
  if (words === undefined) return reason;
  const textOf = (name: string): string | null => {
    const value = reason[name];
    if (typeof value !== 'string') return null;
    return amounts.has(code) ? formatAmount(value, '', locale) : phraseIn(language, value);
  };
  const [value, expected] = [textOf('value'), textOf('expected')];
  const field = typeof reason['field'] === 'string' ? fieldName(reason['field']) : null;
  const called = textOf('called') ?? value;
  const details = { field, value: called, expected: expected === '' ? null : expected, reason: value };
  return {
    ...reason,
    expected: details.expected,
    text: fillText(words.text, details),
    next: fillText(words.next, details),
  };
}
