import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ask } from '../../main/api/ask.ts';
import type { AppPort } from '../../main/app-port.ts';
import type { World } from '../../sandbox/world/world.ts';
import type { Run } from '../../shared/model/run.ts';
import { units } from '../contract/main-job/expected-sums.ts';
import { booksNotPassed } from './exact-outside.ts';
import { rowsOf, versionsOnce, type Violations } from './landed.ts';
import { rejectedWids, type Surroundings } from './surroundings.ts';

const LATEST = Number.MAX_SAFE_INTEGER;
const sumOf = (texts: readonly (string | null)[]): bigint => texts.reduce((sum, text) => sum + units(text), 0n);

interface Landing {
  readonly kind: 'purchase-order' | 'invoice';
  readonly sql: string;
  /** Lines and their sum as the source had them at a moment; null if it had no such record. */
  expected(world: World, index: number, moment: number): { lines: number; sum: bigint } | null;
}

const lineSums = (header: string, lines: string, key: string): string =>
  `SELECT h.${key}, count(DISTINCT h.rowid), count(l.rowid), sum(l.extended_amount) FROM {${header}} h
   LEFT JOIN {${lines}} l ON l.${key} = h.${key} AND NOT l._mlc_deleted WHERE NOT h._mlc_deleted GROUP BY 1`;

const landings: readonly Landing[] = [
  {
    kind: 'purchase-order',
    sql: lineSums('workday_purchase_orders', 'workday_purchase_order_lines', 'purchase_order_wid'),
    expected: (world, index, moment) => summed(world.at('purchase-order', index, moment)?.lines),
  },
  {
    kind: 'invoice',
    sql: lineSums('workday_supplier_invoices', 'workday_supplier_invoice_lines', 'invoice_wid'),
    expected: (world, index, moment) => summed(world.at('invoice', index, moment)?.lines),
  },
];

function summed(lines: readonly { amount: string }[] | undefined): { lines: number; sum: bigint } | null {
  if (lines === undefined) return null;
  return { lines: lines.length, sum: sumOf(lines.map(({ amount }) => amount)) };
}

/** Every sound record of the source is in the warehouse once, with the lines of its latest version, and nothing else is. */
export async function landedOnce({ world, databricks }: Surroundings): Promise<Violations> {
  const wrong: string[] = [];
  const rejected = rejectedWids(world);
  for (const { kind, sql, expected } of landings) {
    const landed = new Map((await rowsOf(databricks, sql)).map(([wid, ...facts]) => [wid ?? '', facts]));
    for (let index = 0; index < world.count(kind); index += 1) {
      const wid = world.wid(kind, index);
      const facts = landed.get(wid);
      landed.delete(wid);
      const wanted = rejected.has(wid) ? null : expected(world, index, LATEST);
      const name = `${kind} ${String(index)}`;
      if (wanted === null) continue;
      if (facts === undefined) {
        wrong.push(`${name} is not in the warehouse`);
        continue;
      }
      const [rows, lines, sum = null] = facts;
      if (rows !== '1') wrong.push(`${name} is there ${String(rows)} times`);
      if (lines !== String(wanted.lines)) wrong.push(`${name} has ${String(lines)} lines, not ${String(wanted.lines)}`);
      if (units(sum) !== wanted.sum) wrong.push(`${name} has not its latest amounts`);
    }
    for (const wid of landed.keys()) wrong.push(`${kind} ${wid} is in the warehouse, but not in the source`);
  }
  const once = [
    ['workday_purchase_orders_history', 'purchase_order_wid'],
    ['workday_supplier_invoices_history', 'invoice_wid'],
  ] as const;
  return [...wrong, ...(await versionsOnce(databricks, once))];
}

/** No message is in Slack twice; where all must have arrived, each invoice that calls for one has its message. */
export function saidOnce({ slack, large }: Surroundings, isComplete: boolean): Violations {
  const { countsByDelivery, messages } = slack.posted();
  const wrong = Object.entries(countsByDelivery)
    .filter(([, count]) => count > 1)
    .map(([id, count]) => `delivery ${id} is in Slack ${String(count)} times`);
  for (const number of large) {
    const about = messages.filter(({ text, threadTs }) => threadTs === null && text.includes(number)).length;
    if (about > 1 || (isComplete && about === 0)) wrong.push(`${String(about)} messages tell of invoice ${number}`);
  }
  return wrong;
}

/** Counts add up on every stream, and where the run says that it is well, every control total agrees. */
export function addsUp(run: Run): Violations {
  return run.streams.flatMap(({ stream, counts, totals, reconciled, error }) => {
    const { read, ...by } = counts;
    const wrong: string[] = [];
    if (Object.values(by).reduce((sum, count) => sum + count, 0) !== read)
      wrong.push(`${stream}: counts do not add up`);
    if (error !== null) wrong.push(`${stream}: ${error.code}`);
    if (reconciled !== true) wrong.push(`${stream}: not reconciled`);
    if (totals.some(({ agrees }) => !agrees)) wrong.push(`${stream}: totals do not agree`);
    return wrong;
  });
}

export async function trailIsWhole(app: AppPort): Promise<Violations> {
  const page = { filter: {}, sort: [], offset: 0, limit: 1, verifyAnew: true };
  const { verified, brokenAt } = await ask(app, 'audit.list', page);
  return verified ? [] : [`the audit trail is broken at ${String(brokenAt)}`];
}

/** Nothing half-written is left beside the files that belong there. */
export function leavesNothing(dataFolder: string): Violations {
  return readdirSync(dataFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tmp|new|part)$/.test(name))
    .map((name) => `${name} is left over`);
}

/** What a killed process leaves of its data file is sound, and no cursor passes a record that is not in it. */
export function leftSound(dataFolder: string, { world, exact }: Pick<Surroundings, 'world' | 'exact'>): Violations {
  const file = join(dataFolder, 'ml-connector.sqlite');
  if (!existsSync(file)) return [];
  const folder = mkdtempSync(join(tmpdir(), 'mlc-left-'));
  try {
    const copy = join(folder, 'left.sqlite');
    copyFileSync(file, copy);
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
    const db = new DatabaseSync(copy);
    try {
      const check = db.prepare('PRAGMA quick_check').get()?.['quick_check'];
      if (check !== 'ok') return [`the data file is damaged: ${String(check)}`];
      const hasCursors = db.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'stream_states'`).get() !== undefined;
      return hasCursors ? [...notPassed(db, world), ...booksNotPassed(db, exact.books)] : [];
    } finally {
      db.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every order that was entered before the cursor's moment is known with that version or a later one. */
function notPassed(db: DatabaseSync, world: World): Violations {
  const wrong: string[] = [];
  for (const row of db.prepare(`SELECT flow_id, cursor FROM stream_states WHERE stream = 'purchase_orders'`).all()) {
    if (typeof row['cursor'] !== 'string') continue;
    const { asOf } = JSON.parse(row['cursor']) as { asOf?: string };
    if (asOf === undefined) continue;
    const known = db.prepare(`SELECT sums FROM documents WHERE flow_id = ? AND stream = 'purchase_orders' AND key = ?`);
    for (let index = 0; index < world.count('purchase-order'); index += 1) {
      const doc = world.at('purchase-order', index, Date.parse(asOf));
      if (doc === undefined || rejectedWids(world).has(world.wid('purchase-order', index))) continue;
      const sums = known.get(row['flow_id'] ?? null, world.wid('purchase-order', index))?.['sums'];
      // Amounts of orders only ever grow here.
      const read = typeof sums === 'string' ? totalIn(sums) : null;
      if (read === null || read < sumOf(doc.lines.map(({ amount }) => amount)))
        wrong.push(`the cursor stands at ${asOf}, past order ${String(index)}, which is not staged`);
    }
  }
  return wrong;
}

function totalIn(sums: string): bigint | null {
  const parsed = JSON.parse(sums) as { amount: string; sum: string }[];
  const found = parsed.find(({ amount }) => amount === 'purchase_order_total');
  return found === undefined ? null : units(found.sum);
}
