import type { JsonObject, JsonValue } from '../../../../shared/model/json.ts';
import { copyText } from './names.ts';

/** A Workday reference: its immutable id, what people call it, and its other ids by their type as Workday writes it. */
export interface ReferenceValue extends JsonObject {
  readonly wid: string | null;
  readonly name: string | null;
  readonly ids: Readonly<Record<string, string>>;
}

/** Gathers one reference. */
export class ReferenceBuilder {
  #wid: string | null = null;
  #name: string | null = null;
  #ids: Record<string, string> = {};
  #accountSet: string | null = null;
  #any = false;
  #type = '';
  #parentId = '';
  #parentType = '';

  start(attributes: readonly string[]): void {
    this.#wid = null;
    this.#name = null;
    this.#ids = {};
    this.#accountSet = null;
    this.#any = false;
    for (let at = 0; at < attributes.length; at += 2) {
      if (isLocal(attributes[at], 'Descriptor')) this.#name = attributes[at + 1] ?? null;
    }
  }

  startId(attributes: readonly string[]): void {
    this.#type = '';
    this.#parentId = '';
    this.#parentType = '';
    for (let at = 0; at < attributes.length; at += 2) {
      const name = attributes[at];
      const value = attributes[at + 1] ?? '';
      if (isLocal(name, 'type')) this.#type = value;
      else if (isLocal(name, 'parent_id')) this.#parentId = value;
      else if (isLocal(name, 'parent_type')) this.#parentType = value;
    }
  }

  endId(text: string): void {
    const value = text.trim();
    if (value === '' || this.#type === '') return;
    this.#any = true;
    if (this.#type === 'WID') this.#wid ??= value;
    else put(this.#ids, this.#type, value);
    // An account number is unique only within its set, so the set belongs to the reference.
    if (this.#parentType === 'Account_Set_ID') this.#accountSet = this.#parentId;
  }

  /** The reference, or null if the element was empty. Its texts are copies: remembered, they would keep whole chunks alive. */
  build(): ReferenceValue | null {
    if (!this.#any && this.#name === null) return null;
    const ids: Record<string, string> = {};
    for (const [type, value] of Object.entries(this.#ids)) put(ids, type, copyText(value));
    const value = { wid: copied(this.#wid), name: copied(this.#name), ids };
    return this.#accountSet === null ? value : { ...value, account_set_id: copyText(this.#accountSet) };
  }
}

function copied(text: string | null): string | null {
  return text === null ? null : copyText(text);
}

/** True if the name without its prefix is `local`. */
export function isLocal(name: string | undefined, local: string): boolean {
  if (name === undefined) return false;
  return name === local || (name.endsWith(local) && name.charCodeAt(name.length - local.length - 1) === 58);
}

/** Sets a key that comes from a document; `__proto__` becomes an own property like any other. */
export function put<T extends JsonValue>(target: Record<string, T>, key: string, value: T): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}
