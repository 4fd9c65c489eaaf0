import type { BookCell } from './books.ts';
import type { Cells } from './books-facts.ts';
import { GL_TYPES } from './world-ledger.ts';

/** What a write may set (reference page §4.6), with what a new record has where the write says nothing. */
const WRITABLE: Readonly<Record<'gl' | 'center', Cells>> = {
  center: { Code: null, Description: null, EndDate: null, Active: true },
  gl: {
    Code: null, Description: null, Type: 90, BalanceSide: 'D', BalanceType: 'W', IsBlocked: false, Matching: false, Compress: false,
    UseCostcenter: 0, UseCostunit: 0, Costcenter: null, Costunit: null, VATCode: null, SearchCode: null, ReportingCode: null,
    RevalueCurrency: false,
  },
}; // oxfmt-ignore

/** What a new account says beyond that; the server fills it. */
const COMPANIONS: Readonly<Record<'gl' | 'center', Cells>> = {
  center: {},
  gl: { TypeDescription: null, CostcenterDescription: null, CostunitDescription: null, VATDescription: null },
};

const ALLOWED: Readonly<Record<string, readonly BookCell[]>> = {
  BalanceSide: ['D', 'C'],
  BalanceType: ['B', 'W'],
  UseCostcenter: [0, 1, 2],
  UseCostunit: [0, 1, 2],
  Type: [...GL_TYPES.keys()],
};
const FLAGS: readonly string[] = ['Active', 'IsBlocked', 'Matching', 'Compress', 'RevalueCurrency'];

function refuse(words: string): never {
  throw new Error(words);
}

function isEmpty(cell: BookCell | undefined): boolean {
  return cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');
}

function checkCells(cells: Cells): void {
  for (const [field, cell] of Object.entries(cells)) {
    const allowed = ALLOWED[field];
    if (allowed !== undefined && !allowed.includes(cell)) refuse(`Invalid value: ${field}`);
    if (FLAGS.includes(field) && typeof cell !== 'boolean') refuse(`Invalid value: ${field}`);
  }
  const end = cells['EndDate'];
  if (end !== undefined && end !== null && !(typeof end === 'object' && 'date' in end))
    refuse('Invalid value: EndDate');
  for (const field of ['Code', 'Description']) {
    if (field in cells && isEmpty(cells[field])) refuse(`Mandatory: ${field}`);
  }
}

/** Records of the kind that are there, and what names cost centers and VAT codes. */
export interface WriteContext {
  readonly kind: 'gl' | 'center';
  readonly others: readonly Cells[];
  describe(kind: 'center' | 'unit' | 'vat', code: BookCell): BookCell;
}

function withCompanions(cells: Cells, { kind, describe }: WriteContext): Cells {
  if (kind === 'center') return cells;
  const named = (field: 'Costcenter' | 'Costunit' | 'VATCode', of: 'center' | 'unit' | 'vat'): BookCell => {
    const code = cells[field] ?? null;
    if (code === null) return null;
    return describe(of, code) ?? refuse(`Invalid reference: ${field}`);
  };
  return {
    ...cells,
    TypeDescription: GL_TYPES.get(Number(cells['Type'])) ?? null,
    CostcenterDescription: named('Costcenter', 'center'),
    CostunitDescription: named('Costunit', 'unit'),
    VATDescription: named('VATCode', 'vat'),
  };
}

/**
 * The record that a write leaves: a new one (`old` undefined), or `old` with some cells replaced. Fields that cannot be written are
 * ignored. Throws an Error with words like Exact's for a missing code or description, a code that is taken, a value that a field cannot
 * have, and a reference to what is not there.
 */
export function writtenCells(old: Cells | undefined, cells: Cells, context: WriteContext): Cells {
  const { kind, others } = context;
  const known = Object.fromEntries(Object.entries(cells).filter(([field]) => field in WRITABLE[kind]));
  checkCells(known);
  const code = known['Code'];
  if (old === undefined) {
    for (const field of ['Code', 'Description']) if (isEmpty(known[field])) refuse(`Mandatory: ${field}`);
  } else if (kind === 'center' && code !== undefined && code !== old['Code']) refuse('Cannot be changed: Code');
  if (code !== undefined && code !== old?.['Code'] && others.some((other) => other['Code'] === code)) {
    refuse(`Data already exists. Code: ${typeof code === 'string' ? code : ''}`);
  }
  return withCompanions({ ...WRITABLE[kind], ...COMPANIONS[kind], ...old, ...known }, context);
}
