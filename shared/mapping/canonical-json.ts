import type { JsonObject, JsonValue } from '../model/json.ts';
import { isList, isObject } from './paths.ts';

const MAX_DEPTH = 100;

/**
 * Texts of objects in lists. Records share the objects that many lines refer to (worktags), which are never changed after they
 * were read; the entry goes when the object does.
 */
const itemTexts = new WeakMap<JsonObject, string>();

/**
 * JSON text with the keys of every object sorted, so that the order in which a source writes its fields does not change a hash.
 * Undefined if the value is nested deeper than 100 levels.
 */
export function canonicalJson(value: JsonValue, depth = 0): string | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (depth >= MAX_DEPTH) return undefined;
  return isList(value) ? listText(value, depth) : objectText(value, depth);
}

function listText(list: readonly JsonValue[], depth: number): string | undefined {
  let text = '[';
  for (const item of list) {
    const itemText = isObject(item) ? itemObjectText(item, depth + 1) : canonicalJson(item, depth + 1);
    if (itemText === undefined) return undefined;
    text += text.length === 1 ? itemText : `,${itemText}`;
  }
  return `${text}]`;
}

/** Only directly below the value itself is a text remembered: there it fits the depth, and there the shared objects are. */
function itemObjectText(object: JsonObject, depth: number): string | undefined {
  if (depth !== 1) return canonicalJson(object, depth);
  const known = itemTexts.get(object);
  if (known !== undefined) return known;
  const text = objectText(object, depth);
  if (text !== undefined) itemTexts.set(object, text);
  return text;
}

function objectText(object: JsonObject, depth: number): string | undefined {
  const keys = Object.keys(object);
  if (!isSorted(keys)) keys.sort();
  let text = '{';
  for (const key of keys) {
    const value = object[key];
    if (value === undefined) continue;
    const valueText = canonicalJson(value, depth + 1);
    if (valueText === undefined) return undefined;
    text += `${text.length === 1 ? '' : ','}${JSON.stringify(key)}:${valueText}`;
  }
  return `${text}}`;
}

/** Connectors write most objects in order already; looking is cheaper than sorting. */
function isSorted(keys: readonly string[]): boolean {
  for (let at = 1; at < keys.length; at += 1) if ((keys[at - 1] as string) > (keys[at] as string)) return false;
  return true;
}
