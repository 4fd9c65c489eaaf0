import { AppError } from '../../shared/errors/app-error.ts';
import type { NamedDifferences } from '../../shared/model/differences.ts';
import type { ControlTotals } from '../../shared/model/totals.ts';
import type { Destination } from '../ports/destination.ts';
import { nowUtc } from '../ports/time.ts';
import type { RangeReading } from './resync/range-reading.ts';
import type { StreamState } from '../store/stream-states.ts';
import type { EngineDeps } from './deps.ts';
import type { StreamRun } from './stream-run.ts';
import { nameDifferences } from './name-differences.ts';
import { describeDifference } from './totals-difference.ts';

const dayMs = 24 * 3_600_000;

export interface TotalsStep {
  readonly destination: Destination;
  readonly run: StreamRun;
  /** Compute landed totals anew over everything that ever landed. */
  readonly verify: boolean;
  /** True if an earlier run delivered something that no totals have confirmed yet. */
  readonly unconfirmed: boolean;
  /** A part of a re-sync. */
  readonly range?: RangeReading | null;
  readonly signal: AbortSignal;
}

/**
 * Compares what was read with what landed (design §4 “Totals”). A run that loaded nothing asks nobody where asking costs money: it
 * shows what the destination last computed and when. Otherwise the destination computes over exactly the keys in question; once a day over all.
 *
 * Throws ENGINE_TOTALS_DIFFER (`record`) after voiding the local hashes, so that the next run compares every record anew.
 */
export async function compareTotals(deps: EngineDeps, step: TotalsStep): Promise<void> {
  const { run } = step;
  const state = deps.store.streams.get(run.flowId, run.id);
  if ((step.range ?? null) !== null && state.hashesVoid && !run.foundMissing) {
    await confirmRange(deps, step);
    return;
  }
  // Void by now means that a part of the destination was found missing during this run.
  const everything = step.verify || step.unconfirmed || state.hashesVoid || isCheckDue(state, deps.clock.now());
  // Unverified also after a delivery that found everything there already: that was the first word of it.
  const asks = everything || state.unverified || !step.destination.capabilities.totalsCostMoney;
  if (asks) await askDestination(deps, step, everything);
  showLedger(deps, run);
}

/**
 * Of a stream whose hashes are void a range has compared and repaired its own documents alone: only they are confirmed, and the rest
 * stays to be set right by a run that reads everything.
 */
async function confirmRange(deps: EngineDeps, { run, destination, signal }: TotalsStep): Promise<void> {
  const keys = deps.store.documents.landedKeysOfRun(run.flowId, run.id, run.readingMark);
  const request = { stream: run.plan.target, documentKeys: keys };
  const landed = keys.length === 0 ? nothingLanded : await destination.totals(request, signal);
  const difference = describeDifference(run.window, landed, keys.length);
  run.confirmsWindowOnly = true;
  run.set({ totals: run.position.compare(null), windowTotals: run.window.compare(landed) });
  if (difference === null) return;
  throw new AppError('ENGINE_TOTALS_DIFFER', 'record', {
    phase: 'totals',
    details: { stream: run.data.label, difference },
  });
}

/** Once a day everything is computed anew, so that what somebody alters at the destination does not go unseen. */
function isCheckDue(state: StreamState, nowMs: number): boolean {
  if (state.verifiedAtUtc === null) return state.unverified;
  return nowMs - Date.parse(state.verifiedAtUtc) >= dayMs;
}

async function askDestination(deps: EngineDeps, step: TotalsStep, everything: boolean): Promise<void> {
  const { run, destination, signal } = step;
  const { documents, streams } = deps.store;
  const keys = everything
    ? documents.landedKeys(run.flowId, run.id)
    : documents.landedKeysOfRun(run.flowId, run.id, run.readingMark);
  const expected = everything ? run.position : run.window;
  const landed =
    keys.length === 0
      ? nothingLanded
      : await destination.totals({ stream: run.plan.target, documentKeys: keys }, signal);
  const difference = describeDifference(expected, landed, keys.length);
  const landedAtUtc = nowUtc(deps.clock);
  deps.store.transaction(() => {
    const change = {
      landedAtUtc,
      ...(everything ? { verifiedAtUtc: landedAtUtc } : {}),
      unverified: difference !== null,
      ...(difference === null ? {} : { hashesVoid: true }),
    };
    streams.update(run.flowId, run.id, change);
    deps.store.audit.append(landedAtUtc, 'totals.compared', run.runId, {
      stream: run.id,
      keys: keys.length,
      agree: difference === null,
    });
  });
  if (difference === null) return;
  const differences = await nameThem(deps, step, { keys, landed });
  run.set({
    landedAtUtc,
    ...(differences === null ? {} : { differences }),
    totals: run.position.compare(everything ? landed : null),
    windowTotals: run.window.compare(everything ? null : landed),
  });
  throw new AppError('ENGINE_TOTALS_DIFFER', 'record', {
    phase: 'totals',
    details: { stream: run.data.label, difference },
  });
}

/** Who stands behind the difference. Where that cannot be found out, the difference itself is said all the same: null. */
async function nameThem(
  deps: EngineDeps,
  { destination, run, signal }: TotalsStep,
  found: { readonly keys: readonly string[]; readonly landed: ControlTotals },
): Promise<NamedDifferences | null> {
  try {
    const named = await nameDifferences(deps, { ...found, destination, run, signal });
    const details = { stream: run.id, complete: named.complete, differences: named.items };
    deps.store.audit.append(nowUtc(deps.clock), 'totals.differences-named', run.runId, details);
    return named;
  } catch (error) {
    signal.throwIfAborted();
    deps.log.warn('stream.ended', { runId: run.runId, flowId: run.flowId, stream: run.id }, error);
    return null;
  }
}

/** Shows the ledger of what was acknowledged; the destination has confirmed it, in this run or at `landedAtUtc`. */
function showLedger(deps: EngineDeps, run: StreamRun): void {
  const state = deps.store.streams.get(run.flowId, run.id);
  const confirmed = !state.unverified;
  run.set({
    landedAtUtc: state.landedAtUtc,
    totals: run.position.compare(confirmed ? run.position.asLanded() : null),
    windowTotals: run.window.compare(confirmed ? run.window.asLanded() : null),
  });
}

const nothingLanded: ControlTotals = { documents: 0, distinctKeys: 0, lines: {}, entries: [] };
