import type { FieldEntry as CatalogEntry } from '../../../shared/mapping/field-catalog.ts';
import type { ColumnType } from '../../../shared/mapping/mapping.ts';
import { streamSpecs } from './streams/streams.ts';
import { columnTypeOf, type Plan } from './xml/plan.ts';

/** One path of a stream's normalised records: the agreement between this connector and every mapping of it. */
export interface FieldEntry extends CatalogEntry {
  /** References carry `.wid`, `.name` and `.ids.<ID type>` as texts. */
  readonly reference: boolean;
  readonly derived: boolean;
}

const JSON_TYPE: ColumnType = { kind: 'json' };
const TEXT: ColumnType = { kind: 'text' };
const INTEGER: ColumnType = { kind: 'integer' };

function entriesOf(plan: Plan, prefix: string, inList: boolean): FieldEntry[] {
  const found: FieldEntry[] = [];
  for (const field of plan.attributes.values()) found.push(entry(`${prefix}${field}`, TEXT, inList));
  for (const spec of plan.elements.values()) {
    if (spec.kind === 'leaf') found.push(entry(`${prefix}${spec.field}`, columnTypeOf(spec.leaf), inList || spec.list));
    if (spec.kind === 'reference')
      found.push({ ...entry(`${prefix}${spec.field}`, JSON_TYPE, inList || spec.list), reference: true });
    if (spec.kind === 'wrapper' && spec.plan !== null) found.push(...entriesOf(spec.plan, prefix, inList));
    if (spec.kind === 'object') {
      found.push(entry(`${prefix}${spec.field}`, JSON_TYPE, true));
      found.push(...Object.keys(spec.constant).map((name) => entry(`${prefix}${spec.field}.${name}`, TEXT, true)));
      found.push(...entriesOf(spec.plan, `${prefix}${spec.field}.`, true));
    }
  }
  return found;
}

function entry(path: string, type: ColumnType, list: boolean, derived = false): FieldEntry {
  return { path, type, list, reference: false, derived };
}

function worktagEntries(prefix: string): FieldEntry[] {
  return ['cost_center', 'project', 'spend_category', 'region'].map((name) => ({
    ...entry(`${prefix}worktag.${name}`, JSON_TYPE, true, true),
    reference: true,
  }));
}

function numberEntries(): FieldEntry[] {
  return [
    entry('lines.position', INTEGER, true, true),
    entry('lines.line_number', INTEGER, true, true),
    entry('lines.line_number_derivation', TEXT, true, true),
  ];
}

function lineEntries(): FieldEntry[] {
  return [...numberEntries(), ...worktagEntries('lines.')];
}

function totalEntries(name: string): FieldEntry[] {
  return [
    entry(name, columnTypeOf('decimal'), false, true),
    entry(`${name}_derivation`, TEXT, false, true),
    ...lineEntries(),
  ];
}

function splitEntries(): FieldEntry[] {
  return [
    entry('splits', JSON_TYPE, true, true),
    entry('splits.line_number', INTEGER, true, true),
    entry('splits.split_number', INTEGER, true, true),
    entry('splits.split_id', TEXT, true, true),
    entry('splits.quantity', columnTypeOf('rate'), true, true),
    entry('splits.extended_amount', columnTypeOf('decimal'), true, true),
    entry('splits.memo', TEXT, true, true),
    { ...entry('splits.worktags', JSON_TYPE, true, true), reference: true },
    ...worktagEntries('splits.'),
  ];
}

const dueDate = [entry('due_date', columnTypeOf('date'), false, true), entry('due_date_derivation', TEXT, false, true)];
const accountHead: FieldEntry[] = [
  entry('key', TEXT, false, true),
  entry('account_set_id', TEXT, false),
  entry('account_set_name', TEXT, false),
  entry('account_set_wid', TEXT, false),
  entry('chart_of_accounts', { kind: 'boolean' }, false),
];

/** What the connector adds to what the answer holds; derived values say how they were derived. */
const derived: Readonly<Record<string, readonly FieldEntry[]>> = {
  gl_accounts: accountHead,
  suppliers: [{ ...entry('status', JSON_TYPE, false, true), reference: true }],
  purchase_orders: [...totalEntries('purchase_order_total'), ...splitEntries()],
  supplier_invoices: [...totalEntries('invoice_total'), ...dueDate],
  supplier_invoice_adjustments: totalEntries('adjustment_total'),
  payments: [
    entry('remittance_total', columnTypeOf('decimal'), false, true),
    entry('remittance_total_derivation', TEXT, false, true),
    entry('counts_as_paid', { kind: 'boolean' }, false, true),
    entry('counts_as_paid_derivation', TEXT, false, true),
    ...numberEntries(),
  ],
  journal_entries: lineEntries(),
};

/** A ledger account is a record of its own, without what stands around it in its set. */
function ownEntries(id: string, plan: Plan): FieldEntry[] {
  const all = entriesOf(plan, '', false);
  if (id !== 'gl_accounts') return [entry('wid', TEXT, false), ...all];
  return all
    .filter(({ path }) => path.startsWith('accounts.'))
    .map((field) => ({
      ...field,
      path: field.path.slice('accounts.'.length),
      list: field.path === 'accounts.restricted_to',
    }));
}

/** A closed plan keeps nothing that it does not name. */
function rawEntries(plan: Plan): FieldEntry[] {
  return plan.isClosed ? [] : [entry('raw_extra', JSON_TYPE, false)];
}

/** Every path that records of a stream can have, by stream id, each once. `raw_extra` holds what no path names. */
export const fieldCatalog: Readonly<Record<string, readonly FieldEntry[]>> = Object.fromEntries(
  streamSpecs.map(({ id, plan }) => {
    const all = [...ownEntries(id, plan), ...(derived[id] ?? []), ...rawEntries(plan)];
    return [id, [...new Map(all.map((field) => [field.path, field])).values()]];
  }),
);

/** The fields of a stream; none for a stream that Workday does not have. */
export function workdayFields(streamId: string): readonly FieldEntry[] {
  return fieldCatalog[streamId] ?? [];
}
