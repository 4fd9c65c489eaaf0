import { deepEqual, equal, ok } from 'node:assert/strict';
import type fc from 'fast-check';
import type { Run } from '../../shared/model/run.ts';
import { invoice, type Harness } from '../support/engine-harness.ts';
import { createDatedHarness } from '../support/resync-harness.ts';
import { waitingIntegration } from '../support/waiting-invoices.ts';

/** What a record looked like once, as far as the model looks at it. */
export interface Version {
  readonly total: string;
  readonly lines: number;
}

/** Every sound version of each record, oldest first. The newest must arrive; one that was spoilt since may or may not have been read. */
export interface Model {
  readonly sound: Map<string, Version[]>;
  /** Records that the source does not have any more. */
  readonly gone: Set<string>;
}

export interface Place {
  readonly stream: string;
  readonly key: string;
}

/** What the commands act on. It outlives every engine. */
export interface Real {
  harness: Harness;
  /** Runs that came to an end, of every kind. */
  readonly runs: Run[];
}

/** One is read while the other is delivered. */
export const streams = ['invoices', 'credits'];
export const places = streams.flatMap((stream) =>
  ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((key): Place => ({ stream, key })),
);

export function nameOf({ stream, key }: Place): string {
  return `${stream}/${key}`;
}

export const spoilt = 'not an amount';

/** Cost centers that invoices are booked on; they wait for one that is missing or closed. */
export const centers = ['C1', 'C2'];

/** An engine with cost centers and two streams of dated invoices, with nothing in any. */
export function createReal(): Real {
  const harness = createDatedHarness(['centers', ...streams], waitingIntegration);
  const real = { harness, runs: [] };
  tell(real, false);
  return real;
}

/** The source tells of cost centers that were deleted, and, where it is to, of invoices too. */
export function tell({ harness: { source } }: Real, ofInvoices: boolean): void {
  source.beside = (_page, _isLast, stream) => {
    if (stream !== 'centers' && !ofInvoices) return {};
    return { gone: source.keys(stream).filter((key) => source.latest(key, stream) === undefined) };
  };
}

/** True if the source has the cost center, and it can be booked on. */
function isOpenCenter({ harness: { source } }: Real, code: unknown): boolean {
  return source.latest(`center-${String(code)}`, 'centers')?.fields['active'] === true;
}

/** Puts a version of a record into the source. */
export function put(
  { harness }: Real,
  { stream, key }: Place,
  entry: {
    readonly amounts: readonly string[];
    readonly total: string;
    readonly date?: string;
    readonly extra?: boolean;
    readonly center?: string | null;
  },
): void {
  const { amounts, total, date = '2026-11-20', extra = false, center = null } = entry;
  const unknown = extra ? { added_by_the_source: { wid: 'x', ids: { Some_ID: '1' } } } : {};
  harness.source.put(key, { ...invoice(key, amounts, total), date, center, ...unknown }, stream);
}

/** One thing that happens; what it means for the model and for the real engine. */
export abstract class Step implements fc.AsyncCommand<Model, Real> {
  check(): boolean {
    return true;
  }
  abstract run(model: Model, real: Real): Promise<void>;
  abstract toString(): string;
}

/** Counts of a run add up, none is below nothing, and a run that says it is well has totals that agree. */
export function assertAddsUp(run: Run): void {
  for (const stream of run.streams) {
    const { read, ...by } = stream.counts;
    deepEqual(
      Object.values(by).reduce((sum, count) => sum + count, 0),
      read,
      `${run.trigger} of ${stream.stream} adds up`,
    );
    ok(Object.values(by).every((count) => count >= 0));
    if (run.state.startsWith('succeeded')) ok(stream.totals.every((entry) => entry.agrees));
  }
}

/**
 * After two quiet runs nothing waits any more, and the destination has exactly the newest sound versions, but of documents that are held,
 * whose cost center is missing or closed. What is gone at the source is not there, or marked so.
 */
export async function assertArrived(model: Model, real: Real): Promise<void> {
  const { destination, source, store, flowId } = real.harness;
  destination.faults.length = 0;
  source.faults.clear();
  source.beforePage = () => Promise.resolve();
  tell(real, true);
  await real.harness.sync();
  const last = await real.harness.sync({ verify: true });
  ok(['succeeded', 'succeeded-with-rejections'].includes(last.state), `the last run is ${last.state}`);
  assertAddsUp(last);
  for (const place of places) {
    const row = destination.rowsOf(place.stream).get(place.key)?.document;
    const document = row?.deleted === true ? undefined : row;
    const landed: Version | undefined = document && {
      total: String(document.header.values['total']),
      lines: document.lines['invoice_lines']?.length ?? 0,
    };
    const versions = model.sound.get(nameOf(place)) ?? [];
    const now = source.latest(place.key, place.stream)?.fields['total'];
    const known = store.documents.get(flowId, place.stream, place.key);
    if (known?.state === 'held') assertHeld(real, place);
    if (model.gone.has(nameOf(place))) deepEqual(landed, undefined, `${nameOf(place)} is gone`);
    else if (now === spoilt || known?.state === 'held')
      ok([undefined, ...versions].some((one) => JSON.stringify(one) === JSON.stringify(landed)));
    else deepEqual(landed, versions.at(-1), nameOf(place));
  }
  deepEqual(store.batches.openCount(flowId), 0);
  deepEqual(store.audit.firstBroken(), null);
  assertCursorsStaged(real);
}

/** It waits in its newest version, and for a cost center that is not open. */
function assertHeld(real: Real, { stream, key }: Place): void {
  const { store, source, flowId } = real.harness;
  const [entry] = store.held.ofRecord({ flowId, stream, key });
  const newest = source.latest(key, stream)?.fields;
  equal(entry?.state, 'open', `${stream}/${key} waits`);
  deepEqual(store.held.source(entry.id)?.fields, newest);
  ok(!isOpenCenter(real, newest?.['center']), `the cost center of ${stream}/${key} is not open`);
}

/** No cursor stands past a record that the store does not know. */
function assertCursorsStaged({ harness: { store, source, flowId } }: Real): void {
  for (const stream of streams) {
    if (store.streams.get(flowId, stream).cursor === null) continue;
    for (const key of source.keys(stream))
      if (source.latest(key, stream) !== undefined) ok(store.documents.get(flowId, stream, key) !== null);
  }
}
