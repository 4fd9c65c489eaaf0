import type { ColumnType } from '../../../../shared/mapping/mapping.ts';

/** How the text of an element without children is kept. Decimals and integers stay exactly as written. */
export type LeafKind = 'text' | 'decimal' | 'rate' | 'integer' | 'boolean' | 'date' | 'timestamp';

/** What an element becomes. Elements that no plan names are kept under `raw_extra`. */
export type Spec =
  | { readonly kind: 'leaf'; readonly field: string; readonly leaf: LeafKind; readonly list: boolean }
  | { readonly kind: 'reference'; readonly field: string; readonly list: boolean }
  | {
      readonly kind: 'object';
      readonly field: string;
      readonly plan: Plan;
      readonly constant: Readonly<Record<string, string>>;
    }
  /** Its children belong to the object around it: `*_Data`, `*_Widget_Data`. */
  | { readonly kind: 'wrapper'; readonly plan: Plan | null }
  /** Read past; nothing of it is kept. */
  | { readonly kind: 'skip' };

/** What the children of an element become, by local name. */
export interface Plan {
  readonly elements: ReadonlyMap<string, Spec>;
  /** Attributes of the element itself that are kept, by local name. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Elements that it does not name are read past instead of kept. */
  readonly isClosed: boolean;
}

export interface PlanOptions {
  readonly attributes?: Readonly<Record<string, string>>;
}

type Entry = readonly [name: string, spec: Spec];

/** `Invoice_Date` → `invoice_date`, `Supplier_Reference` → `supplier`. */
export function fieldName(element: string): string {
  return element
    .replace(/_Reference$/, '')
    .replaceAll('-', '_')
    .toLowerCase();
}

function leaves(leaf: LeafKind): (...names: string[]) => Entry[] {
  return (...names) => names.map((name) => [name, { kind: 'leaf', field: fieldName(name), leaf, list: false }]);
}

export const texts = leaves('text');
export const decimals = leaves('decimal');
/** Quantities, unit prices and exchange rates. */
export const rates = leaves('rate');
export const flags = leaves('boolean');
export const dates = leaves('date');
export const instants = leaves('timestamp');

export function references(...names: string[]): Entry[] {
  return names.map((name) => [name, { kind: 'reference', field: fieldName(name), list: false }]);
}

export function referenceLists(...names: string[]): Entry[] {
  return names.map((name) => [name, { kind: 'reference', field: fieldName(name), list: true }]);
}

/** The same with a field name of our own: names that versions changed meet in one field. */
export function named(field: string, entries: Entry[]): Entry[] {
  return entries.map(([name, spec]) => [name, 'field' in spec ? { ...spec, field } : spec]);
}

export function objects(name: string, field: string, plan: Plan, constant: Record<string, string> = {}): Entry[] {
  return [[name, { kind: 'object', field, plan, constant }]];
}

export function wrapper(name: string, plan: Plan | null = null): Entry[] {
  return [[name, { kind: 'wrapper', plan }]];
}

export function skipped(...names: string[]): Entry[] {
  return names.map((name) => [name, { kind: 'skip' }]);
}

export function plan(entries: readonly Entry[], options: PlanOptions = {}): Plan {
  return { elements: new Map(entries), attributes: new Map(Object.entries(options.attributes ?? {})), isClosed: false };
}

/** The same plan and all plans below it, keeping nothing that they do not name. */
export function closed(open: Plan): Plan {
  const close = (spec: Spec): Spec => {
    if (spec.kind === 'object') return { ...spec, plan: closed(spec.plan) };
    return spec.kind === 'wrapper' && spec.plan !== null ? { ...spec, plan: closed(spec.plan) } : spec;
  };
  const elements = new Map([...open.elements].map(([name, spec]) => [name, close(spec)]));
  return { ...open, elements, isClosed: true };
}

const MONEY: ColumnType = { kind: 'decimal', precision: 38, scale: 6 };
const RATE: ColumnType = { kind: 'decimal', precision: 38, scale: 12 };

/** The column type that holds a leaf exactly. */
export function columnTypeOf(leaf: LeafKind): ColumnType {
  if (leaf === 'decimal') return MONEY;
  if (leaf === 'rate') return RATE;
  return { kind: leaf };
}
