import type { DatabaseSync } from 'node:sqlite';
import type { BookEntity, BookRow, ExactBooks } from '../../sandbox/exact/books.ts';
import { units } from '../contract/main-job/expected-sums.ts';
import { companies, decimalIn, keptBack, newestVersion } from './exact-side.ts';
import { rowsOf, versionsOnce, type Violations } from './landed.ts';
import type { Surroundings } from './surroundings.ts';

interface Landing {
  readonly stream: 'purchase_orders' | 'purchase_entries';
  readonly entity: 'PurchaseOrders' | 'PurchaseEntries';
  readonly linesOf: 'PurchaseOrderLines' | 'PurchaseEntryLines';
  readonly table: string;
  readonly lineTable: string;
  readonly key: string;
}

const landings: readonly Landing[] = [
  {
    stream: 'purchase_orders',
    entity: 'PurchaseOrders',
    linesOf: 'PurchaseOrderLines',
    table: 'exact_purchase_orders',
    lineTable: 'exact_purchase_order_lines',
    key: 'purchase_order_id',
  },
  {
    stream: 'purchase_entries',
    entity: 'PurchaseEntries',
    linesOf: 'PurchaseEntryLines',
    table: 'exact_purchase_entries',
    lineTable: 'exact_purchase_entry_lines',
    key: 'purchase_entry_id',
  },
];

/**
 * Every sound document of the books that need not be held is in the warehouse once, with its latest amounts, and nothing else is; and
 * every GL account and cost center. `withLines`: lines too; a deleted line of an order is found only some hours later.
 */
export async function booksLandedOnce({ exact, databricks }: Surroundings, withLines: boolean): Promise<Violations> {
  const { books } = exact;
  const wrong: string[] = [];
  for (const landing of landings) {
    const { stream, table, lineTable, key, entity, linesOf } = landing;
    const sql = `SELECT h.${key}, count(DISTINCT h.rowid), any_value(h.amount_dc), count(l.rowid), sum(l.amount_dc) FROM {${table}} h
      LEFT JOIN {${lineTable}} l ON l.${key} = h.${key} AND l.division_code = h.division_code AND NOT l._mlc_deleted
      WHERE NOT h._mlc_deleted GROUP BY 1`;
    const landed = new Map((await rowsOf(databricks, sql)).map(([id, ...facts]) => [id ?? '', facts]));
    const { rejected, held } = keptBack(books, stream);
    for (const division of companies) {
      for (const row of books.rows(division, entity)) {
        const facts = landed.get(row.key);
        landed.delete(row.key);
        const name = `${stream} ${row.key}`;
        if (rejected.has(row.key) && facts !== undefined) wrong.push(`${name} is unsound and in the warehouse`);
        if (rejected.has(row.key) || held.has(row.key)) continue;
        if (facts === undefined) {
          wrong.push(`${name} is not in the warehouse`);
          continue;
        }
        const [rows, amount = null, lines, sum = null] = facts;
        if (rows !== '1') wrong.push(`${name} is there ${String(rows)} times`);
        if (!isSame(row, amount)) wrong.push(`${name} has not its latest amount`);
        if (!withLines && stream === 'purchase_orders') continue;
        const wanted = books.linesOf(division, linesOf, row.key);
        if (lines !== String(wanted.length)) wrong.push(`${name} has ${String(lines)} lines, not ${wanted.length}`);
        const total = wanted.reduce((all, line) => all + units(decimalIn(line.cells['AmountDC'])), 0n);
        if (units(sum) !== total) wrong.push(`${name} has not the latest amounts of its lines`);
      }
    }
    for (const id of landed.keys()) wrong.push(`${stream} ${id} is in the warehouse, but not in the books`);
  }
  const once = [
    ['exact_purchase_orders_history', 'purchase_order_id'],
    ['exact_purchase_entries_history', 'purchase_entry_id'],
  ] as const;
  return [...wrong, ...(await namesLanded(exact.books, databricks)), ...(await versionsOnce(databricks, once))];
}

async function namesLanded(books: ExactBooks, databricks: Surroundings['databricks']): Promise<Violations> {
  const wrong: string[] = [];
  for (const [entity, table, code] of [
    ['GLAccounts', 'exact_gl_accounts', 'gl_account_code'],
    ['Costcenters', 'exact_cost_centers', 'cost_center_code'],
  ] as const) {
    const sql = `SELECT division_code || '/' || ${code}, count(*) FROM {${table}} WHERE NOT _mlc_deleted GROUP BY 1`;
    const landed = new Map((await rowsOf(databricks, sql)).map(([name, count]) => [name ?? '', count]));
    for (const division of companies) {
      for (const row of books.rows(division, entity)) {
        const { Code: written } = row.cells;
        const name = `${String(division)}/${typeof written === 'string' ? written : ''}`;
        if (landed.get(name) !== '1') wrong.push(`${entity} ${name} is there ${landed.get(name) ?? '0'} times`);
      }
    }
  }
  return wrong;
}

function isSame(row: BookRow, landed: string | null): boolean {
  return units(landed) === units(decimalIn(row.cells['AmountDC']));
}

/** Where Exact's two kinds of feed stand, as the connector keeps it. */
interface Cursor {
  readonly divisions: Readonly<Record<string, { readonly version: string | null; readonly readAtUtc: string }>>;
}
/** Changes are asked for again from so long before the last reading. */
const overlapMs = 10 * 60_000;

/** Streams whose cursors are looked at; those with lines are known by their amounts, the others by their being there. */
const watched: readonly { stream: string; entity: BookEntity; linesOf: BookEntity | null }[] = [
  ...landings,
  { stream: 'gl_accounts', entity: 'GLAccounts', linesOf: null },
  { stream: 'cost_centers', entity: 'Costcenters', linesOf: null },
];

/** Every record that the cursor of its company has passed is known, or was found to be held or unsound. */
export function booksNotPassed(db: DatabaseSync, books: ExactBooks): Violations {
  const wrong: string[] = [];
  for (const { stream, entity, linesOf } of watched) {
    const { rejected, held } = keptBack(books, stream);
    for (const row of db.prepare('SELECT flow_id, cursor FROM stream_states WHERE stream = ?').all(stream)) {
      if (typeof row['cursor'] !== 'string') continue;
      const cursor = JSON.parse(row['cursor']) as Partial<Cursor>;
      const known = db.prepare('SELECT sums FROM documents WHERE flow_id = ? AND stream = ? AND key = ?');
      for (const [division, { version, readAtUtc }] of Object.entries(cursor.divisions ?? {})) {
        for (const doc of books.rows(Number(division), entity)) {
          const lines = linesOf === null ? [] : books.linesOf(Number(division), linesOf, doc.key);
          const isPassed =
            version === null
              ? doc.modified < Date.parse(readAtUtc) - overlapMs
              : newestVersion(doc, lines) <= BigInt(version);
          if (!isPassed || rejected.has(doc.key) || held.has(doc.key)) continue;
          const sums = known.get(row['flow_id'] ?? null, stream, JSON.stringify([division, doc.key]))?.['sums'];
          if (typeof sums !== 'string' || (linesOf !== null && !hasAmount(sums, doc)))
            wrong.push(`the cursor of ${division} stands past ${stream} ${doc.key}, which is not staged`);
        }
      }
    }
  }
  return wrong;
}

function hasAmount(sums: string, doc: BookRow): boolean {
  const parsed = JSON.parse(sums) as { amount: string; sum: string }[];
  const amount = units(decimalIn(doc.cells['AmountDC']));
  return parsed.some(({ sum }) => units(sum) === amount);
}
