import type { JsonObject, JsonValue } from '../model/json.ts';

/** Walks from the line (or the record, for headers), or from the record. Undefined where there is nothing; a list on the way gives the list of what its items have. */
export type PathReader = (scope: JsonObject, record: JsonObject) => JsonValue | undefined;

type Step = (value: JsonValue | undefined) => JsonValue | undefined;

/**
 * The paths of one table, each taken apart once. A beginning that several paths share (`worktag.project`) is walked once for
 * each line, and one that starts at the record (`^currency.ids`) once for each record.
 */
export class PathPool {
  readonly #beginnings = new Map<string, Beginning>();

  /** Takes a dotted path apart; `^` starts at the record. Only own properties are read, so that a path can never reach a prototype. */
  compile(text: string): PathReader {
    const walk = this.#walk(text.replace(/^\^\.?/, '').split('.'));
    return text.startsWith('^') ? (_, record) => walk(record) : (scope) => walk(scope);
  }

  /** Lets go of what was read last. To be called before anything of it may have changed. */
  forget(): void {
    for (const beginning of this.#beginnings.values()) beginning.forget();
  }

  #walk(names: readonly string[]): Step {
    const last = compileStep(names.at(-1) ?? '');
    if (names.length === 1) return last;
    const key = names.slice(0, -1).join('.');
    const beginning = this.#beginnings.get(key) ?? new Beginning(this.#walk(names.slice(0, -1)));
    this.#beginnings.set(key, beginning);
    return (from) => last(beginning.read(from));
  }
}

/** The first steps of several paths, with what they led to from the last object. */
class Beginning {
  readonly #walk: Step;
  #from: JsonValue | undefined = undefined;
  #found: JsonValue | undefined = undefined;

  constructor(walk: Step) {
    this.#walk = walk;
  }

  read(from: JsonValue | undefined): JsonValue | undefined {
    if (from !== this.#from) {
      this.#found = this.#walk(from);
      this.#from = from;
    }
    return this.#found;
  }

  forget(): void {
    this.#from = undefined;
    this.#found = undefined;
  }
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
