import type { Language } from '../../shared/model/settings.ts';
import { phraseIn } from '../../shared/phrases/phrases.ts';

/** A stream as people call it: `gl_accounts` is “GL accounts”. */
export function streamName(id: string, language: Language): string {
  return phraseIn(language, readableName(id).replace(/^Gl\b/, 'GL'));
}

/** An amount that is summed, as people call it: `lines.extended_amount` is “Lines: extended amount”, in the reader's language. */
export function amountName(name: string, language: Language): string {
  return phraseIn(language, readableName(name));
}

/** A column or amount as people read it: `lines.extended_amount` is “Lines: extended amount”. */
export function readableName(name: string): string {
  const words = name
    .replaceAll('_', ' ')
    .replaceAll('.', ': ')
    .replaceAll(/\bwid\b/g, 'Workday ID');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The field a reason or a change is about as people read it: `lines[2].extended_amount` is “Lines 2: extended amount”. */
export function fieldName(field: string): string {
  const match = /^([^[\]]+)\[([^\]]*)\](?:\.(.+))?$/.exec(field);
  const [, list, line, column] = match ?? [];
  if (list === undefined || line === undefined) return readableName(field);
  const name = `${readableName(list)} ${line}`;
  return column === undefined ? name : `${name}: ${readableName(column).toLowerCase()}`;
}
