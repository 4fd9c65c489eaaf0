import { errorDtoSchema } from '../../shared/errors/error-dto.ts';
import { errorIn, errorWords } from '../../shared/errors/error-language.ts';
import { fillText } from '../../shared/errors/error-text.ts';
import type { Language } from '../../shared/model/settings.ts';
import { phraseIn } from '../../shared/phrases/phrases.ts';

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
  'defaultMapping',
  'details',
  'exclusions',
  'header',
  'lines',
  'mapping',
  'settings',
  'source',
  'sql',
]);

type Plain = Readonly<Record<string, unknown>>;

/** An answer of the app with its errors and sentences in the language of the reader; everything else is the same. */
export function answerIn<Answer>(language: Language, answer: Answer): Answer {
  return language === 'en' ? answer : (translate(language, answer) as Answer);
}

function translate(language: Language, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => translate(language, one));
  if (typeof value !== 'object' || value === null) return value;
  const plain = value as Plain;
  if ('code' in plain && 'kind' in plain) {
    const error = errorDtoSchema.safeParse(plain);
    if (error.success) return errorIn(language, error.data);
  }
  if ('code' in plain && 'expected' in plain) return reasonIn(language, plain);
  return Object.fromEntries(Object.entries(plain).map(([name, inner]) => [name, part(language, name, inner)]));
}

function part(language: Language, name: string, inner: unknown): unknown {
  if (untouched.has(name)) return inner;
  if (!sentences.has(name)) return translate(language, inner);
  if (typeof inner === 'string') return phraseIn(language, inner);
  if (!Array.isArray(inner)) return translate(language, inner);
  return inner.map((one: unknown) => (typeof one === 'string' ? phraseIn(language, one) : translate(language, one)));
}

/** Why a record was rejected: in the words of its code, filled with its field and values. */
function reasonIn(language: Language, reason: Plain): Plain {
  const words = errorWords(language, String(reason['code']));
  if (words === null) return reason;
  const textOf = (name: string): string | null => {
    const value = reason[name];
    return typeof value === 'string' ? value : null;
  };
  const expected = phraseIn(language, textOf('expected') ?? '');
  const value = textOf('value');
  const cause = value === null ? null : phraseIn(language, value);
  const details = { field: textOf('field'), value, expected: expected === '' ? null : expected, reason: cause };
  return {
    ...reason,
    expected: details.expected,
    text: fillText(words.text, details),
    next: fillText(words.next, details),
  };
}
