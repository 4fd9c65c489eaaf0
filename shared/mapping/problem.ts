import type { recordErrors } from '../errors/codes/record.ts';
import type { JsonValue } from '../model/json.ts';
import type { Cell } from '../model/record.ts';

export type RecordCode = keyof typeof recordErrors;

const SHOWN_CHARACTERS = 200;

/** Why one value could not become a cell. The field is added by who knows the column and the line. */
export interface ConversionProblem {
  readonly code: RecordCode;
  readonly value: string | null;
  readonly expected: string | null;
}

/** A cell, or the problem that stands in its place. */
export type Converted = Cell | ConversionProblem;

/** Makes a problem; the value is shown as text of at most 200 characters, since a memo can be a novel. */
export function problem(code: RecordCode, value: JsonValue, expected: string | null): ConversionProblem {
  return { code, value: shown(value), expected };
}

function shown(value: JsonValue): string | null {
  if (value === null) return null;
  if (typeof value === 'object')
    return Array.isArray(value) ? `a list of ${String(value.length)}` : 'a group of fields';
  const characters = Array.from(String(value).slice(0, SHOWN_CHARACTERS + 2));
  const text = String(value);
  return text.length <= SHOWN_CHARACTERS ? text : `${characters.slice(0, SHOWN_CHARACTERS).join('')}…`;
}
