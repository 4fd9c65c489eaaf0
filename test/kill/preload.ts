import { existsSync, readFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { DatabaseSync, StatementSync, type SQLInputValue } from 'node:sqlite';
import { aheadVariable, orderVariable, type KillOrder, type KillPoint, type KillSide } from './points.ts';

/**
 * Loaded before the app, in each of its threads, by the tests alone: ends the process (SIGKILL) at the point that the order names.
 * A point inside the process is told by what a transaction writes, so that the app itself knows nothing of it.
 */
const file = process.env[orderVariable] ?? '';

/** What a statement says that makes its transaction one of these points. */
const marks: readonly (readonly [KillPoint, RegExp])[] = [
  ['migration', /^PRAGMA user_version = /],
  ['stage', /^INSERT INTO batches/],
  ['acknowledge', /^UPDATE batches SET state = 'acknowledged'/],
  ['token save', /^INSERT INTO secrets/],
];

let order: KillOrder | null = null;
let met = 0;
/** Points of the transaction under way; null outside one. */
let open: Set<KillPoint> | null = null;
const cursors = new Map<string, unknown>();

function currentOrder(): KillOrder | null {
  if (order !== null) return order;
  if (!existsSync(file)) return null;
  met = 0;
  order = JSON.parse(readFileSync(file, 'utf8')) as KillOrder;
  return order;
}

function strike(point: KillOrder['point'], side: KillSide): void {
  const wanted = currentOrder();
  if (wanted?.point !== point || wanted.side !== side) return;
  met += 1;
  if (met === wanted.nth) process.kill(process.pid, 'SIGKILL');
}

function pointsOf(sql: string, values: readonly unknown[]): KillPoint[] {
  const points = marks.filter(([, mark]) => mark.test(sql)).map(([point]) => point);
  if (sql.startsWith('INSERT INTO stream_states') && movesCursor(values)) points.push('cursor');
  if (sql.startsWith('UPDATE messages SET state = ?')) {
    if (values[0] === 'sending') points.push('message sending');
    if (values[0] === 'posted') points.push('message posted');
  }
  return points;
}

function movesCursor([flow, stream, cursor]: readonly unknown[]): boolean {
  const place = `${String(flow)} ${String(stream)}`;
  const moves = cursor !== null && cursors.get(place) !== cursor;
  cursors.set(place, cursor);
  return moves;
}

function around<T>(points: readonly KillPoint[], work: () => T): T {
  for (const point of points) strike(point, 'before');
  const result = work();
  for (const point of points) strike(point, 'after');
  return result;
}

function perform<T>(sql: string, values: readonly unknown[], work: () => T): T {
  strike('statement', 'before');
  const points = pointsOf(sql, values);
  if (open === null) return around(points, work);
  for (const point of points) open.add(point);
  return work();
}

function performExec(sql: string, work: () => void): void {
  if (sql.startsWith('BEGIN')) {
    work();
    open = new Set();
    return;
  }
  if (sql === 'COMMIT' || sql === 'ROLLBACK') {
    const points = sql === 'COMMIT' ? [...(open ?? [])] : [];
    open = null;
    around(points, work);
    return;
  }
  perform(sql, [], work);
}

/** Time stands where the systems around it have it. */
function moveClock(aheadMs: number): void {
  const RealDate = Date;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: unknown[], self) =>
      Reflect.construct(target, args.length === 0 ? [RealDate.now() + aheadMs] : args, self) as object,
    get: (target, name, self) =>
      (name === 'now' ? () => RealDate.now() + aheadMs : Reflect.get(target, name, self)) as unknown,
  });
}

/** Who is killed leaves no compiled code to the next one, unless it does so before. */
const leaveCompiledMs = 700;

if (file !== '') {
  // Code made for each schema pays off in a process that lives longer.
  Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
  setTimeout(flushCompileCache, leaveCompiledMs).unref();
  moveClock(Number(process.env[aheadVariable] ?? '0'));
  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string): void {
    performExec(sql, () => {
      exec.call(this, sql);
    });
  };
  type Run = (this: StatementSync, ...values: SQLInputValue[]) => ReturnType<StatementSync['run']>;
  const run = StatementSync.prototype.run as Run;
  const watched: Run = function (...values) {
    return perform(this.sourceSQL, values, () => run.apply(this, values));
  };
  StatementSync.prototype.run = watched as StatementSync['run'];
}
