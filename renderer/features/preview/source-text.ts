import type { ColumnMapping } from '../../../shared/mapping/mapping.ts';
import type { PreviewItem } from '../../../shared/model/preview.ts';
import { noValue } from './cell-text.ts';

type Json = PreviewItem['source'];

/** What the source has for a column, in a few words; empty for a column that takes nothing from the source. */
export function sourceText(source: Json, column: ColumnMapping): string {
  if (column.transform.kind === 'constant') return '';
  const paths = [column.path, ...(column.transform.kind === 'first-of' ? column.transform.otherPaths : [])];
  const found = paths.map((path) => textOf(valueAt(source, path))).find((text) => text !== '');
  return found ?? noValue;
}

/** The value at a dotted path; a list on the way gives the list of what its items have. */
export function valueAt(start: Json, path: string): Json {
  const steps = path.replace(/^\^\.?/, '').split('.');
  return steps.reduce<Json>((value, name) => stepInto(value, name), start);
}

function stepInto(value: Json, name: string): Json {
  if (Array.isArray(value)) return value.map((item) => stepInto(item, name));
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null;
  return value[name] ?? null;
}

/** A reference by its name, a list by its values, anything else as it is. */
function textOf(value: Json): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (typeof value === 'object') return typeof value['name'] === 'string' ? value['name'] : JSON.stringify(value);
  return String(value);
}
