import { deepEqual, ok } from 'node:assert/strict';
import type fc from 'fast-check';
import type { Run } from '../../shared/model/run.ts';
import { invoice, type Harness } from '../support/engine-harness.ts';
import { createDatedHarness } from '../support/resync-harness.ts';

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

/** An engine with two streams of dated invoices, with nothing in either. */
export function createReal(): Real {
  return { harness: createDatedHarness(streams), runs: [] };
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
  },
): void {
  const { amounts, total, date = '2026-11-20', extra = false } = entry;
  const unknown = extra ? { added_by_the_source: { wid: 'x', ids: { Some_ID: '1' } } } : {};
  harness.source.put(key, { ...invoice(key, amounts, total), date, ...unknown }, stream);
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

/** After two quiet runs nothing waits any more, and the destination has exactly the newest sound versions. */
export async function assertArrived(model: Model, real: Real): Promise<void> {
  const { destination, source, store, flowId } = real.harness;
  destination.faults.length = 0;
  source.faults.clear();
  source.beforePage = () => Promise.resolve();
  await real.harness.sync();
  const last = await real.harness.sync({ verify: true });
  ok(['succeeded', 'succeeded-with-rejections'].includes(last.state), `the last run is ${last.state}`);
  assertAddsUp(last);
  for (const place of places) {
    const document = destination.rowsOf(place.stream).get(place.key)?.document;
    const landed: Version | undefined = document && {
      total: String(document.header.values['total']),
      lines: document.lines['invoice_lines']?.length ?? 0,
    };
    const versions = model.sound.get(nameOf(place)) ?? [];
    const now = source.latest(place.key, place.stream)?.fields['total'];
    const isOpen = now === spoilt || model.gone.has(nameOf(place));
    if (isOpen) ok([undefined, ...versions].some((one) => JSON.stringify(one) === JSON.stringify(landed)));
    else deepEqual(landed, versions.at(-1), nameOf(place));
  }
  deepEqual(store.batches.openCount(flowId), 0);
  deepEqual(store.audit.firstBroken(), null);
  assertCursorsStaged(real);
}

/** No cursor stands past a record that the store does not know. */
function assertCursorsStaged({ harness: { store, source, flowId } }: Real): void {
  for (const stream of streams) {
    if (store.streams.get(flowId, stream).cursor === null) continue;
    for (const key of source.keys(stream))
      if (source.latest(key, stream) !== undefined) ok(store.documents.get(flowId, stream, key) !== null);
  }
}
