import type { JsonValue } from '../../../../shared/model/json.ts';
import { parseDecimal, sumAmounts } from '../../../../shared/money/decimal.ts';
import type { ReferenceValue } from '../xml/reference-value.ts';
import type { Fields } from '../xml/response-reader.ts';

/** Which ID type of a worktag names its dimension (reference page §4); the first that fits wins. */
const DIMENSIONS: readonly (readonly [field: string, idType: string])[] = [
  ['cost_center', 'Cost_Center_Reference_ID'],
  ['project', 'Project_ID'],
  ['spend_category', 'Spend_Category_ID'],
  ['region', 'Region_Reference_ID'],
];
const NO_WORKTAG = Object.freeze({ cost_center: null, project: null, spend_category: null, region: null });

/** A list of objects of a record; empty if it has none. */
export function listOf(fields: Fields, name: string): Fields[] {
  const list = fields[name];
  if (Array.isArray(list)) return list as Fields[];
  const none: Fields[] = [];
  fields[name] = none;
  return none;
}

/** Adds `worktags` and `worktag.<dimension>`. A line's own spend category counts where no worktag names one. */
export function finishWorktags(line: Fields): void {
  const list = line['worktags'] as ReferenceValue[] | undefined;
  const spend = (line['spend_category'] ?? null) as ReferenceValue | null;
  if (list === undefined) {
    line['worktags'] = [];
    line['worktag'] = spend === null ? NO_WORKTAG : { ...NO_WORKTAG, spend_category: spend };
    return;
  }
  const found: Record<string, JsonValue> = { cost_center: null, project: null, spend_category: null, region: null };
  for (const worktag of list) {
    for (const [field, idType] of DIMENSIONS) {
      if (found[field] === null && worktag.ids[idType] !== undefined) found[field] = worktag;
    }
  }
  found['spend_category'] ??= spend;
  line['worktag'] = found;
}

/**
 * Gives each line `position` and `line_number`: the order that Workday writes if every line has a whole number of its own,
 * else the position (reference page §4.4: lines have no id, and the order is optional).
 */
export function numberLines(lines: readonly Fields[], field: string): void {
  const useOrder = hasOwnNumbers(lines, field);
  lines.forEach((line, at) => {
    const position = String(at + 1);
    line['position'] = position;
    line['line_number'] = useOrder ? plainInteger(line[field] as string) : position;
    line['line_number_derivation'] = useOrder ? 'line_order' : 'position';
  });
}

function hasOwnNumbers(lines: readonly Fields[], field: string): boolean {
  // Nearly always the orders rise, and then they cannot repeat.
  let last = -1;
  let rising = true;
  for (const line of lines) {
    const text = line[field];
    if (typeof text !== 'string' || !/^\s*\d{1,9}\s*$/.test(text)) return false;
    const order = Number(text);
    rising = rising && order > last;
    last = order;
  }
  return rising || new Set(lines.map((line) => Number(line[field]))).size === lines.length;
}

function plainInteger(text: string): string {
  return String(Number(text));
}

/** The exact sum of the amounts at these places, or null if one that is there is not decimal text. Missing ones count nothing. */
export function exactSum(values: readonly (JsonValue | undefined)[]): string | null {
  const texts: string[] = [];
  for (const value of values) {
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string' || parseDecimal(value) === undefined) return null;
    texts.push(value);
  }
  return sumAmounts(texts);
}
