import { AppError } from '../../../shared/errors/app-error.ts';
import { MappedRow, shapeOf } from '../../../shared/mapping/mapped-row.ts';
import type { StreamMapping } from '../../../shared/mapping/mapping.ts';
import type { Gone } from '../../../shared/model/gone.ts';
import type { MappedDocument } from '../../../shared/model/record.ts';
import type { Destination } from '../../ports/destination.ts';
import type { Source } from '../../ports/source.ts';
import type { EngineDeps } from '../deps.ts';
import { sha256Of } from '../hash.ts';
import { stageGone } from './stage-gone.ts';
import type { StreamRun } from '../stream-run.ts';
import type { RangeReading } from './range-reading.ts';

export interface GoneRequest {
  readonly source: Source;
  readonly destination: Destination;
  readonly run: StreamRun;
  readonly range: RangeReading;
  readonly signal: AbortSignal;
}

interface Known {
  readonly key: string;
  readonly label: string;
}

/** More than this, or a larger share of what is known, is not believed without a person's word: it looks like lost permissions. */
const mostWithoutWord = 50;
const largestShare = 0.05;
const keysAtOnce = 500;
const examplesShown = 20;

/**
 * Finds landed records that a range should have brought and did not. Each is asked for by its key; those that the source does not
 * have any more are staged as deleted. Call it once the range was read whole and its announced count was tied.
 *
 * Throws RESYNC_KEYS_NOT_ANSWERED if the source does not give by key what it has just sent, and what the source throws.
 */
export async function markGone(deps: EngineDeps, request: GoneRequest): Promise<void> {
  const { run, range } = request;
  const landed = deps.store.documents.landedWithin(run.flowId, run.id, range);
  const missing = landed.filter(({ lastRun }) => lastRun !== run.readingMark);
  const facts = { known: landed.length, missing: missing.length, gone: 0, marked: 0, asks: false, examples: [] };
  run.set({ gone: facts });
  if (missing.length === 0) return;
  const gone = await thoseGone(deps, request, missing);
  const asks = gone.length > range.confirmedGone && needsWord(gone.length, landed.length);
  const marked = asks ? 0 : gone.length;
  const found: Gone = {
    ...{ known: landed.length, missing: missing.length, gone: gone.length, marked, asks },
    examples: gone.slice(0, examplesShown).map(({ key, label }) => ({ key, label })),
  };
  run.set({ gone: found });
  if (marked === 0) return;
  const { mapping } = run.plan.target;
  const { maxDocumentsPerBatch } = request.destination.capabilities;
  for (let start = 0; start < gone.length; start += maxDocumentsPerBatch) {
    const part = gone.slice(start, start + maxDocumentsPerBatch);
    stageGone(
      deps,
      run,
      part.map((one) => goneDocument(one, mapping)),
    );
  }
}

function needsWord(gone: number, known: number): boolean {
  return gone > mostWithoutWord || gone > known * largestShare;
}

async function thoseGone(deps: EngineDeps, request: GoneRequest, missing: readonly Known[]): Promise<Known[]> {
  const { run } = request;
  const [control] = deps.store.documents.keysOfRun(run.flowId, run.id, run.readingMark, 1);
  // An account that may not read by key gives nothing, which would look as if everything were gone.
  if (control !== undefined && !(await keysThere(request, [control])).has(control)) {
    throw new AppError('RESYNC_KEYS_NOT_ANSWERED', 'transient', { phase: 'read', details: { stream: run.data.label } });
  }
  const gone: Known[] = [];
  for (let start = 0; start < missing.length; start += keysAtOnce) {
    const part = missing.slice(start, start + keysAtOnce);
    const there = await keysThere(
      request,
      part.map(({ key }) => key),
    );
    gone.push(...part.filter(({ key }) => !there.has(key)));
  }
  return gone;
}

async function keysThere(
  { source, run, signal }: GoneRequest,
  keys: readonly string[],
): Promise<ReadonlySet<string | null>> {
  const there = new Set<string | null>();
  for await (const page of source.readByKey(run.id, keys, signal)) {
    signal.throwIfAborted();
    for (const { key } of page.records) there.add(key);
    for (const { key } of page.unreadable) {
      // Nobody can say which record that is: it may be any of them.
      if (key === null) return new Set(keys);
      there.add(key);
    }
  }
  return there;
}

/** What is delivered of a record that is gone: its key alone. The destination keeps the values it has. */
function goneDocument({ key, label }: Known, mapping: StreamMapping): MappedDocument {
  const { header, lines } = mapping;
  const shape = shapeOf(header);
  const values = keyValues(key, header.keyColumns);
  const cells = shape.names.map((name) => values[header.keyColumns.indexOf(name)] ?? null);
  const hash = sha256Of(['deleted', key]);
  return {
    key,
    label,
    hash,
    changedAt: null,
    timeKind: 'as_of',
    header: new MappedRow(shape, cells, hash),
    lines: Object.fromEntries(lines.map(({ table }) => [table, []])),
    deleted: true,
  };
}

/** A key of several columns is the JSON list of their values. */
function keyValues(key: string, columns: readonly string[]): readonly string[] {
  if (columns.length === 1) return [key];
  const values: unknown = JSON.parse(key);
  return Array.isArray(values) ? values.map(String) : [];
}
