import { gather32, scatter32 } from './random.ts';

/** Every sort of object that has a Workday ID, with the number that goes into it. Numbers never change: stored worlds depend on them. */
export const KIND_CODES = {
  supplier: 1,
  'purchase-order': 2,
  invoice: 3,
  adjustment: 4,
  'manual-journal': 5,
  'account-set': 6,
  'account-summary': 7,
  customer: 8,
  'invoice-journal': 9,
  'invoice-reversal': 10,
  'adjustment-journal': 11,
  payment: 12,
  'payment-journal': 13,
  'payment-reversal': 14,
  company: 20,
  currency: 21,
  'cost-center': 22,
  project: 23,
  'spend-category': 24,
  region: 25,
  'payment-terms': 26,
  'custom-worktag': 27,
  status: 28,
  'ledger-account': 29,
  'journal-source': 30,
  ledger: 31,
  other: 32,
  worker: 33,
  'settlement-run': 34,
} as const;

export type IdentifiedKind = keyof typeof KIND_CODES;

const HEX = Array.from({ length: 65_536 }, (_, value) => value.toString(16).padStart(4, '0'));
const INDEX_BITS = 24;

function hex32(value: number): string {
  return `${HEX[value >>> 16] ?? ''}${HEX[value & 0xffff] ?? ''}`;
}

function widOfCode(seed: number, key: number): string {
  const first = scatter32(key ^ seed);
  const second = scatter32(first ^ 0x5bd1e995);
  const third = scatter32((second + seed) >>> 0);
  return hex32(first) + hex32(second) + hex32(third) + hex32(scatter32(third ^ first));
}

/** The Workday ID of an object: 32 hexadecimal characters, unique within a world, and the same for the same seed. */
export function widOf(seed: number, kind: IdentifiedKind, index: number): string {
  return widOfCode(seed, (KIND_CODES[kind] << INDEX_BITS) | index);
}

const KIND_BY_CODE = new Map<number, IdentifiedKind>(
  (Object.keys(KIND_CODES) as IdentifiedKind[]).map((kind) => [KIND_CODES[kind], kind]),
);

/** What a Workday ID names, without a table of all IDs; undefined if this seed cannot have made it. */
export function kindAndIndexOf(seed: number, wid: string): { kind: IdentifiedKind; index: number } | undefined {
  if (!/^[0-9a-f]{32}$/.test(wid)) return undefined;
  const key = (gather32(Number.parseInt(wid.slice(0, 8), 16)) ^ seed) >>> 0;
  const kind = KIND_BY_CODE.get(key >>> INDEX_BITS);
  if (kind === undefined || widOfCode(seed, key) !== wid) return undefined;
  return { kind, index: key & ((1 << INDEX_BITS) - 1) };
}
