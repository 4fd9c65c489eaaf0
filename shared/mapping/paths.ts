import type { JsonObject, JsonValue } from '../model/json.ts';

/** A path of a mapping, taken apart once: `^` starts at the record, anything else at the line (or the record, for headers). */
export interface CompiledPath {
  readonly text: string;
  readonly fromRecord: boolean;
  /** The value there; undefined if there is none. A list on the way gives the list of what its items have. */
  read(scope: JsonObject, record: JsonObject): JsonValue | undefined;
}

type Step = (value: JsonValue | undefined) => JsonValue | undefined;

/** Takes a dotted path apart. Only own properties are read, so that a path can never reach a prototype. */
export function compilePath(text: string): CompiledPath {
  const fromRecord = text.startsWith('^');
  const steps = text
    .replace(/^\^\.?/, '')
    .split('.')
    .map(compileStep);
  const [first, second] = steps;
  // Most paths have one or two steps; spelling them out keeps the loop out of the hottest code of a run.
  let walk: Step = (start) => steps.reduce<JsonValue | undefined>((value, step) => step(value), start);
  if (steps.length === 1 && first !== undefined) walk = first;
  if (steps.length === 2 && first !== undefined && second !== undefined) walk = (start) => second(first(start));
  return { text, fromRecord, read: fromRecord ? (_, record) => walk(record) : (scope) => walk(scope) };
}

function compileStep(name: string): Step {
  const inherited = name in Object.prototype;
  const step: Step = (value) => {
    if (typeof value !== 'object' || value === null) return undefined;
    if (isList(value)) return readList(value, step);
    if (inherited && !Object.hasOwn(value, name)) return undefined;
    return value[name];
  };
  return step;
}

function readList(list: readonly JsonValue[], step: Step): JsonValue {
  const found: JsonValue[] = [];
  for (const item of list) {
    const value = step(item);
    if (value === undefined || value === null) continue;
    if (isList(value)) found.push(...value);
    else found.push(value);
  }
  return found;
}

/** `Array.isArray` for JSON values, which TypeScript does not narrow for readonly lists. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** True for a JSON object: not null, not a list. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}
