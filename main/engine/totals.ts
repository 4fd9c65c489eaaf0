import { AppError } from '../../shared/errors/app-error.ts';
import type { ControlTotals } from '../../shared/model/totals.ts';
import type { Destination } from '../ports/destination.ts';
import { nowUtc } from '../ports/time.ts';
import type { StreamState } from '../store/stream-states.ts';
import type { EngineDeps } from './deps.ts';
import type { StreamRun } from './stream-run.ts';
import type { Tally } from './tally.ts';

const dayMs = 24 * 3_600_000;

export interface TotalsStep {
  readonly destination: Destination;
  readonly run: StreamRun;
  /** Compute landed totals anew over everything that ever landed. */
  readonly verify: boolean;
  /** True if an earlier run delivered something that no totals have confirmed yet. */
  readonly unconfirmed: boolean;
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
  // Void by now means that a part of the destination was found missing during this run.
  const everything = step.verify || step.unconfirmed || state.hashesVoid || isCheckDue(state, deps.clock.now());
  // Unverified also after a delivery that found everything there already: that was the first word of it.
  const asks = everything || state.unverified || !step.destination.capabilities.totalsCostMoney;
  if (asks) await askDestination(deps, step, everything);
  showLedger(deps, run);
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
  run.set({
    landedAtUtc,
    totals: run.position.compare(everything ? landed : null),
    windowTotals: run.window.compare(everything ? null : landed),
  });
  throw new AppError('ENGINE_TOTALS_DIFFER', 'record', {
    phase: 'totals',
    details: { stream: run.data.label, difference },
  });
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

/** In words, what differs first; null if nothing does. */
function describeDifference(expected: Tally, landed: ControlTotals, keys: number): string | null {
  if (landed.documents !== keys || landed.distinctKeys !== keys) {
    return `${String(keys)} records delivered, ${String(landed.documents)} rows with ${String(landed.distinctKeys)} keys landed`;
  }
  const wrong = expected.compare(landed).find((entry) => !entry.agrees);
  if (wrong !== undefined) {
    const here = expected
      .asLanded()
      .entries.find(
        (one) => one.company === wrong.company && one.amount === wrong.amount && one.currency === wrong.currency,
      );
    const place = [wrong.company, wrong.amount, wrong.currency].filter((part) => part !== '').join(' ');
    return `${place}: ${here?.sum ?? '0'} delivered, ${wrong.landed ?? '0'} landed`;
  }
  return describeRowDifference(expected, landed);
}

function describeRowDifference(expected: Tally, landed: ControlTotals): string | null {
  const ours = new Map(
    expected.asLanded().entries.map((one) => [JSON.stringify([one.company, one.amount, one.currency]), one]),
  );
  for (const entry of landed.entries) {
    const own = ours.get(JSON.stringify([entry.company, entry.amount, entry.currency]))?.count ?? 0;
    if (own !== entry.count) {
      return `${[entry.company, entry.amount, entry.currency].filter((part) => part !== '').join(' ')}: ${String(own)} rows delivered, ${String(entry.count)} landed`;
    }
  }
  return null;
}
