import type { Destination } from '../../ports/destination.ts';
import type { EngineDeps } from '../deps.ts';
import { examplesShown, needsWord, thoseGone, type GoneSearch } from '../gone/find-gone.ts';
import { stageGone } from '../gone/stage-gone.ts';
import type { RangeReading } from './range-reading.ts';

export interface GoneRequest extends GoneSearch {
  readonly destination: Destination;
  readonly range: RangeReading;
}

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
  run.set({
    gone: {
      ...{ known: landed.length, missing: missing.length, gone: gone.length, marked, asks },
      examples: gone.slice(0, examplesShown).map(({ key, label }) => ({ key, label })),
    },
  });
  if (asks) return;
  stageGone(deps, run, { records: gone, atOnce: request.destination.capabilities.maxDocumentsPerBatch });
}
