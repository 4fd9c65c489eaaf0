import { explained, SlackError } from './slack-error.ts';

const TRUE = new Set<unknown>([true, 'true', '1', 1]);

/** The arguments of one call, whichever way they were encoded. */
export class Arguments {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined && this.#values[name] !== null;
  }

  /** A text argument, or undefined. Throws `invalid_arguments` for another type: a `ts` as a JSON number has lost digits. */
  optional(name: string): string | undefined {
    const value = this.#values[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') throw explained('invalid_arguments', [`must be a string [json-pointer:/${name}]`]);
    return value;
  }

  /** A text argument that must be there. Throws `invalid_arguments`. */
  required(name: string): string {
    const value = this.optional(name);
    if (value === undefined || value === '') throw explained('invalid_arguments', [`missing required field: ${name}`]);
    return value;
  }

  flag(name: string): boolean {
    return TRUE.has(this.#values[name]);
  }

  /** A whole number, as number or text; undefined where it is missing. Throws `code` for anything else. */
  integer(name: string, code: string): number | undefined {
    const value = this.#values[name];
    if (value === undefined || value === null || value === '') return undefined;
    const number = typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0) throw new SlackError(code);
    return number;
  }

  /** A structured argument: JSON text (the only way in a form) or a value. Throws `code` for text that is not JSON. */
  structure(name: string, code: string): unknown {
    const value = this.#values[name];
    if (typeof value !== 'string') return value ?? undefined;
    if (value === '') return undefined;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      throw new SlackError(code);
    }
  }
}
