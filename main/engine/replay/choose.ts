import { AppError } from '../../../shared/errors/app-error.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { RejectedRecord } from '../../../shared/model/run.ts';
import type { LeftOut, ReplayMode, ReplayScope } from '../../../shared/replay/replay.ts';
import type { OwnedSummary } from '../../store/batches.ts';
import type { ReplayWork } from '../../store/replays.ts';
import type { EngineDeps } from '../deps.ts';
import type { StreamPlan } from '../stream-plan.ts';
import { planStreams } from '../stream-plan.ts';
import { findIntegration } from '../deps.ts';
import { noSuchRun } from '../removed-run.ts';

/** What a scope comes to in a mode: by stream, in the order in which streams run, and what is left out of it. */
export interface Choice {
  readonly flow: Flow;
  readonly work: readonly (ReplayWork & { readonly plan: StreamPlan })[];
  readonly leftOut: readonly LeftOut[];
}

/** Names that are given of what is left out. */
const namedAtOnce = 10;
const mostWaiting = 10_000;

/**
 * What of the scope can be replayed in this mode. Throws REPLAY_SEVERAL_FLOWS, REPLAY_NOTHING_CHOSEN, APP_NOT_FOUND and
 * ENGINE_MAPPING_INVALID.
 */
export function chooseWork(deps: EngineDeps, scope: ReplayScope, mode: ReplayMode): Choice {
  const { batches, rejected } = candidates(deps, scope);
  const flow = oneFlow(deps, [...batches, ...rejected]);
  const integration = findIntegration(deps.integrations, flow.integration);
  if (integration === undefined) throw notFound('integration', flow.integration);
  const chooser = new Chooser(deps, flow, (stream) => {
    return integration.streams.find(({ id }) => id === stream)?.label ?? stream;
  });
  for (const batch of batches) chooser.batch(batch, mode);
  // The records that a run rejected are not in its batches: replaying the stored bytes of a run does not concern them.
  const isBeside = scope.kind === 'run' && mode === 'stored';
  if (!isBeside) for (const record of rejected) chooser.rejected(record, mode);
  return chooser.choice(planStreams(flow, integration));
}

interface Candidates {
  readonly batches: readonly OwnedSummary[];
  readonly rejected: readonly RejectedRecord[];
}

function candidates({ store }: EngineDeps, scope: ReplayScope): Candidates {
  const rejectedOf = (ids: readonly string[]) => ids.flatMap((id) => store.rejected.get(id) ?? []);
  switch (scope.kind) {
    case 'batches':
      return { batches: scope.ids.map((id) => store.batches.summary(id) ?? fail('batch', id)), rejected: [] };
    case 'waiting':
      return { batches: store.batches.waiting(scope.flowId, mostWaiting), rejected: [] };
    case 'rejected':
      return { batches: [], rejected: rejectedOf(store.rejected.selected(scope.filter, scope.selection)) };
    case 'run': {
      const run = store.runs.get(scope.runId);
      if (run === null) throw noSuchRun(store, scope.runId);
      const open = store.rejected.selected({ runId: run.id, state: 'open' }, { kind: 'all', except: [] });
      const batches = store.batches.summaries(run.id).map((one) => ({ ...one, flowId: run.flowId }));
      return { batches, rejected: rejectedOf(open) };
    }
  }
}

function oneFlow({ store }: EngineDeps, chosen: readonly { readonly flowId: string }[]): Flow {
  const [flowId, ...others] = new Set(chosen.map((one) => one.flowId));
  if (flowId === undefined) throw new AppError('REPLAY_NOTHING_CHOSEN', 'config');
  if (others.length > 0) throw new AppError('REPLAY_SEVERAL_FLOWS', 'config');
  return store.flows.get(flowId) ?? fail('flow', flowId);
}

function fail(what: string, id: string): never {
  throw notFound(what, id);
}

function notFound(what: string, id: string): AppError {
  return new AppError('APP_NOT_FOUND', 'config', { details: { what, id } });
}

interface Missing {
  readonly reason: LeftOut['reason'];
  readonly stream: string;
  readonly name: string;
  readonly count?: number;
  readonly sinceUtc?: string | null;
}

class Chooser {
  readonly #deps: EngineDeps;
  readonly #flow: Flow;
  readonly #labelOf: (stream: string) => string;
  readonly #work = new Map<string, { kind: ReplayWork['kind']; ids: Set<string> }>();
  readonly #batches = new Map<string, OwnedSummary>();
  readonly #leftOut = new Map<string, LeftOut>();

  constructor(deps: EngineDeps, flow: Flow, labelOf: (stream: string) => string) {
    this.#deps = deps;
    this.#flow = flow;
    this.#labelOf = labelOf;
  }

  batch(batch: OwnedSummary, mode: ReplayMode): void {
    const { id, stream, documents } = batch;
    if (mode === 'todays-mapping') {
      this.#leave({ reason: 'source-not-kept', stream, name: id, count: documents });
      return;
    }
    if (batch.contentsRemovedAtUtc !== undefined) {
      this.#leave({ reason: 'contents-removed', stream, name: id, sinceUtc: batch.contentsRemovedAtUtc });
      return;
    }
    if (mode === 'stored') {
      this.#batches.set(id, batch);
      this.#add(stream, 'batches', id);
      return;
    }
    for (const { key, label } of this.#deps.store.batches.get(id)?.batch.documents ?? []) this.#key(stream, key, label);
  }

  rejected(record: RejectedRecord, mode: ReplayMode): void {
    const { stream, label } = record;
    if (record.state !== 'open') {
      this.#leave({ reason: 'closed', stream, name: label });
      return;
    }
    switch (mode) {
      case 'stored':
        this.#refused(record);
        return;
      case 'todays-mapping':
        this.#storedRecord(record);
        return;
      case 'read-again':
        if (record.key === null) this.#leave({ reason: 'no-key', stream, name: label });
        else this.#key(stream, record.key, label);
    }
  }

  choice(plans: readonly StreamPlan[]): Choice {
    const work = plans.flatMap((plan) => {
      const one = this.#work.get(plan.definition.id);
      if (one === undefined) return [];
      this.#work.delete(plan.definition.id);
      return [{ stream: plan.definition.id, kind: one.kind, ids: this.#ordered(one), plan }];
    });
    // What is left belongs to streams that the flow does not run any more.
    for (const [stream, { ids }] of this.#work)
      for (const name of ids) this.#leave({ reason: 'stream-off', stream, name });
    return { flow: this.#flow, work, leftOut: [...this.#leftOut.values()] };
  }

  /** A record that the destination refused is in the batch that was refused it; one that could not be mapped is in none. */
  #refused(record: RejectedRecord): void {
    const { store } = this.#deps;
    const { flowId, stream, key, label, runId } = record;
    const isMapped =
      key !== null && store.rejected.source(record.id) === null && record.sourceRemovedAtUtc === undefined;
    const by = !isMapped
      ? undefined
      : store.versions
          .of({ flowId, stream, key }, null)
          .find((one) => one.outcome === 'rejected' && one.runId === runId);
    const batch = by === undefined ? null : store.batches.summary(by.batchId);
    if (batch === null) this.#leave({ reason: 'nothing-staged', stream, name: label });
    else if (!this.#batches.has(batch.id)) this.batch(batch, 'stored');
  }

  #storedRecord(record: RejectedRecord): void {
    const { store } = this.#deps;
    const { id, flowId, stream, key, label } = record;
    const source = store.rejected.source(id);
    if (source === null || key === null) {
      this.#leave({ reason: 'source-not-kept', stream, name: label, sinceUtc: record.sourceRemovedAtUtc ?? null });
      return;
    }
    const state = store.documents.get(flowId, stream, key)?.state ?? 'rejected';
    if (state === 'rejected') this.#add(stream, 'stored-records', id);
    else this.#leave({ reason: 'newer-read', stream, name: label });
  }

  #key(stream: string, key: string, label: string): void {
    const state = this.#deps.store.documents.get(this.#flow.id, stream, key)?.state;
    if (state === 'waiting') this.#leave({ reason: 'waiting', stream, name: label });
    else this.#add(stream, 'keys', key);
  }

  #add(stream: string, kind: ReplayWork['kind'], id: string): void {
    const known = this.#work.get(stream) ?? { kind, ids: new Set<string>() };
    known.ids.add(id);
    this.#work.set(stream, known);
  }

  /** Batches go in the order of their versions, as they did the first time. */
  #ordered({ kind, ids }: { readonly kind: ReplayWork['kind']; readonly ids: ReadonlySet<string> }): string[] {
    if (kind !== 'batches') return [...ids];
    return [...ids].sort((a, b) => {
      const [left, right] = [this.#batches.get(a), this.#batches.get(b)];
      const difference = BigInt(left?.sequence ?? 0) - BigInt(right?.sequence ?? 0);
      if (difference !== 0n) return difference < 0n ? -1 : 1;
      return (left?.createdAtUtc ?? '').localeCompare(right?.createdAtUtc ?? '', 'en');
    });
  }

  #leave({ reason, stream, name, count = 1, sinceUtc = null }: Missing): void {
    const id = `${reason} ${stream}`;
    const known = this.#leftOut.get(id);
    this.#leftOut.set(id, {
      reason,
      stream,
      label: this.#labelOf(stream),
      count: (known?.count ?? 0) + count,
      names: [...(known?.names ?? []), name].slice(0, namedAtOnce),
      sinceUtc: sinceUtc ?? known?.sinceUtc ?? null,
    });
  }
}
