import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InvoiceDoc } from '../../../sandbox/world/documents.ts';
import type { World } from '../../../sandbox/world/world.ts';
import { units } from './expected-sums.ts';

const PAGE = join(import.meta.dirname, '../../../docs/connectors/databricks.md');

/** The statement of the page for administrators, word for word, with the tables where the tests have them. */
export function documentedFacts(): string {
  const page = readFileSync(PAGE, 'utf8');
  const statement = /```sql\nCREATE OR REPLACE VIEW [^\n]*_invoice_payments` AS\n([^;]+);\n```/.exec(page)?.[1];
  if (statement === undefined) throw new Error('the page has no statement for the payments of invoices');
  return statement.replaceAll(/`main`\.`finance`\.`(\w+)`/g, '{$1}');
}

export interface Facts {
  readonly paid: bigint;
  readonly due: bigint;
  readonly status: string;
}

function totalOf(doc: InvoiceDoc): bigint {
  const parts = [...doc.lines.map((line) => line.amount), doc.tax, doc.freight, doc.other];
  return parts.reduce((sum, part) => sum + units(part), 0n);
}

/** By invoice (WID), what approved payments paid of it, from the world's own documents; invoices that are rejected are left out. */
export function factsOfWorld(world: World): ReadonlyMap<string, Facts> {
  const rejected = new Set(world.expectedRejections.map(({ wid }) => wid));
  const paid = new Map<number, bigint>();
  for (let index = 0; index < world.count('payment'); index += 1) {
    const doc = world.at('payment', index, Number.MAX_SAFE_INTEGER);
    if (doc?.status !== 'APPROVED') continue;
    for (const line of doc.lines) paid.set(line.invoice, (paid.get(line.invoice) ?? 0n) + units(line.paid));
  }
  const facts = new Map<string, Facts>();
  for (let index = 0; index < world.count('invoice'); index += 1) {
    const wid = world.wid('invoice', index);
    if (rejected.has(wid)) continue;
    const total = totalOf(world.current('invoice', index));
    const sum = paid.get(index) ?? 0n;
    facts.set(wid, { paid: sum, due: total - sum, status: statusOf(total, sum) });
  }
  return facts;
}

function statusOf(total: bigint, paid: bigint): string {
  if (paid === 0n) return total === 0n ? 'nothing due' : 'unpaid';
  if (paid < total) return 'partially paid';
  return paid === total ? 'paid' : 'overpaid';
}
