import type { Gone } from '../../../shared/model/gone.ts';
import type { Destination } from '../../ports/destination.ts';
import { nowUtc } from '../../ports/time.ts';
import { positionOf, type KnownDocument } from '../../store/documents.ts';
import type { EngineDeps } from '../deps.ts';
import type { StreamRun } from '../stream-run.ts';
import { examplesShown, needsWord, thoseGone, type GoneSearch } from './find-gone.ts';
import { forgetGone, isStagedAsGone, stageGone, type GoneRecord } from './stage-gone.ts';
import type { WindowTold } from './window-told.ts';

export interface SettleGoneRequest extends GoneSearch {
  readonly destination: Destination;
  readonly told: WindowTold;
}

/**
 * Settles what a window told of records that are gone: those that the source named, and those of a part it has named whole that were not
 * among them. What landed is staged as deleted; what never left here is settled on the spot. Call it once the window is staged
 * whole, before its cursor moves: what is interrupted is told again.
 *
 * Of a part, each missing record is asked for by its key first, and too many to believe wait for a person's word (`asks`).
 * Throws RESYNC_KEYS_NOT_ANSWERED and what the source throws.
 */
export async function settleGone(deps: EngineDeps, request: SettleGoneRequest): Promise<void> {
  const { run, told } = request;
  if (!told.saysAnything) return;
  const named = told.gone.flatMap((key) => stillThere(deps, run, key, told) ?? []);
  run.set({ gone: { ...nothing, told: named.length, gone: named.length, marked: named.length, ...shown(named) } });
  settle(deps, request, named);
  const parts = await ofParts(deps, request);
  if (parts === null) return;
  const marked = parts.asks ? [] : parts.gone;
  const gone = [...named, ...parts.gone];
  run.set({
    gone: {
      ...{ known: parts.known, missing: parts.missing, asks: parts.asks },
      ...{ told: named.length, gone: gone.length, marked: named.length + marked.length, ...shown(gone) },
    },
  });
  settle(deps, request, marked);
  deps.store.transaction(() => {
    noteAsked(deps, run, parts);
  });
}

const nothing: Gone = { known: 0, missing: 0, gone: 0, marked: 0, asks: false, examples: [] };

function shown(records: readonly GoneRecord[]): Pick<Gone, 'examples'> {
  return { examples: records.slice(0, examplesShown).map(({ key, label }) => ({ key, label })) };
}

/** What is known of a record that the source calls deleted; null if nothing is, if it is settled, or if this window brought it. */
function stillThere(deps: EngineDeps, run: StreamRun, key: string, told: WindowTold): KnownDocument | null {
  const known = deps.store.documents.get(run.flowId, run.id, key);
  if (known === null || known.lastRun === run.readingMark || told.isNamed(key)) return null;
  return known.state === 'deleted' || isStagedAsGone(key, known.stagedHash) ? null : known;
}

interface PartsFound {
  /** Known records of the parts. */
  readonly known: number;
  readonly missing: number;
  readonly gone: readonly KnownDocument[];
  readonly asks: boolean;
}

/** Null if the window named no part whole, or nobody can say what it named. */
async function ofParts(deps: EngineDeps, request: SettleGoneRequest): Promise<PartsFound | null> {
  const { run, told } = request;
  const parts = told.wholeParts();
  if (parts.length === 0) return null;
  const { documents, streams } = deps.store;
  const known = parts.flatMap((part) => documents.keysOfPart(run.flowId, run.id, part));
  const unnamed = known.filter(({ key, lastRun }) => lastRun !== run.readingMark && !told.isNamed(key));
  const missing = unnamed.flatMap(({ key }) => documents.get(run.flowId, run.id, key) ?? []);
  const gone =
    missing.length === 0
      ? []
      : await thoseGone(deps, request, missing, known.find(({ key }) => told.isNamed(key))?.key);
  const confirmed = streams.get(run.flowId, run.id).askedGone?.confirmed ?? 0;
  const asks = gone.length > confirmed && needsWord(gone.length, known.length);
  return { known: known.length, missing: missing.length, gone, asks };
}

/** Kept with the stream until a person has said so, or until the source names them again. */
function noteAsked({ store, clock }: EngineDeps, run: StreamRun, { asks, known, gone }: PartsFound): void {
  const before = store.streams.get(run.flowId, run.id).askedGone;
  if (!asks && before === null) return;
  const atUtc = nowUtc(clock);
  const asked = { runId: run.runId, sinceUtc: before?.sinceUtc ?? atUtc, known, gone: gone.length, confirmed: null };
  store.streams.update(run.flowId, run.id, { askedGone: asks ? asked : null });
  if (asks && before?.gone !== gone.length) {
    store.audit.append(atUtc, 'gone.asked', run.flowId, { run: run.runId, stream: run.id, known, gone: gone.length });
  }
}

function settle(deps: EngineDeps, { run, destination }: SettleGoneRequest, gone: readonly KnownDocument[]): void {
  const isOut = (one: KnownDocument) => one.landedHash !== null || one.stagedBatchId !== null;
  const [out, here] = [gone.filter(isOut), gone.filter((one) => !isOut(one))];
  stageGone(deps, run, { records: out, atOnce: destination.capabilities.maxDocumentsPerBatch });
  if (here.length === 0) return;
  run.changeTogether(() => {
    for (const one of here) settleHere(deps, run, one);
    run.save();
  });
}

/** It never went to the destination: there is nothing to be marked there. */
function settleHere(deps: EngineDeps, run: StreamRun, known: KnownDocument): void {
  const was = positionOf(known.state);
  if (was !== null) run.position.remove(was, known.sums);
  const deletedAtUtc = nowUtc(deps.clock);
  deps.store.documents.put(run.flowId, run.id, { ...known, state: 'deleted', deletedAtUtc });
  forgetGone(deps, run, known.key);
}
