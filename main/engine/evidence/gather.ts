import { AppError } from '../../../shared/errors/app-error.ts';
import type {
  EvidenceBatch,
  EvidenceManifest,
  EvidenceRun,
  EvidenceStream,
} from '../../../shared/evidence/manifest.ts';
import { between, type Pieces } from '../../../shared/evidence/pieces.ts';
import type { RejectedLine } from '../../../shared/evidence/tables.ts';
import { canonicalJson } from '../../../shared/mapping/canonical-json.ts';
import type { StreamMapping } from '../../../shared/mapping/mapping.ts';
import type { EvidenceScope } from '../../../shared/model/evidence.ts';
import type { JsonValue } from '../../../shared/model/json.ts';
import type { Run, RunStream } from '../../../shared/model/run.ts';
import type { ChainPlace } from '../../store/audit.ts';
import { mappingIn, type BatchFacts } from '../../store/evidence.ts';
import type { Store } from '../../store/store.ts';
import { sha256 } from '../hash.ts';
import { flowNameOf, noSuchRun } from '../removed-run.ts';
import { sliceOf, type AuditSlice } from './audit-slice.ts';
import { periodOf } from './period.ts';

/** A mapping with the hash that batches and the flow's setup name it by. */
interface HashedMapping {
  readonly sha256: string;
  readonly stream: string;
  readonly mapping: StreamMapping;
}

/** All that a pack says, before it is written as files. */
export interface Gathered {
  readonly scope: EvidenceManifest['scope'];
  readonly flow: EvidenceManifest['flow'];
  readonly connections: EvidenceManifest['connections'];
  readonly runs: readonly EvidenceRun[];
  readonly batches: readonly EvidenceBatch[];
  readonly rejected: readonly RejectedLine[];
  readonly mappings: readonly HashedMapping[];
  readonly slice: AuditSlice;
  /** Where the trail ended when the reading began. */
  readonly head: ChainPlace;
}

/** Entries of rejected records, and batches, that are read at a stretch. */
export const rejectedAtOnce = 500;
export const batchesAtOnce = 200;

/** Reads what there is to prove, in pieces; where the trail grew between the first and the last, other facts may have changed too. Throws APP_NOT_FOUND, EVIDENCE_RUN_UNDER_WAY, EVIDENCE_PERIOD. */
export function* gather(store: Store, asked: EvidenceScope): Pieces<Gathered> {
  const { scope, flow, runs } = runsOf(store, asked);
  const head = store.audit.head();
  const facts: BatchFacts[] = [];
  for (const run of runs) {
    facts.push(...store.evidence.batches(run.id));
    yield 0;
  }
  const sequences = Map.groupBy(facts, ({ runId, stream }) => JSON.stringify([runId, stream]));
  const mappings = new Mappings();
  const setup = setupOf(store, flow.id, mappings);
  const connections = connectionsOf(store, flow.id);
  const subjects = {
    flowId: flow.id,
    connections: new Set(connections.map((one) => one.id)),
    runs: new Set(runs.map((run) => run.id)),
    batches: new Set(facts.map((one) => one.id)),
    messages: new Set(store.evidence.messageIds(flow.id)),
  };
  const slice = yield* between(0, 0.6, sliceOf(store.evidence, rangeOf(store, scope, runs, facts), subjects));
  const batches: EvidenceBatch[] = [];
  for (const [at, one] of facts.entries()) {
    batches.push(batchOf(store, one, slice, mappings));
    if ((at + 1) % batchesAtOnce === 0) yield 0.6;
  }
  const rejected = yield* between(0.6, 1, rejectedOf(store, runs));
  const lastOf = new Map(runs.flatMap((run) => run.streams.map((one) => [one.stream, run.id] as const)));
  const isPeriod = scope.kind === 'period';
  return {
    scope,
    flow: { id: flow.id, name: flow.name, setup },
    connections,
    runs: runs.map((run) => ({
      id: run.id,
      trigger: run.trigger,
      state: run.state,
      startedAtUtc: run.startedAtUtc,
      endedAtUtc: run.endedAtUtc,
      errorCode: run.error?.code ?? null,
      streams: run.streams
        .filter((one) => !isPeriod || hasSomething(one) || lastOf.get(one.stream) === run.id)
        .map((one) =>
          streamOf(
            one,
            sequences.get(JSON.stringify([run.id, one.stream])) ?? [],
            !isPeriod || lastOf.get(one.stream) === run.id,
          ),
        ),
    })),
    batches,
    rejected,
    mappings: mappings.all(),
    slice,
    head,
  };
}

function* rejectedOf(store: Store, runs: readonly Run[]): Pieces<RejectedLine[]> {
  const lines: RejectedLine[] = [];
  for (const [place, run] of runs.entries()) {
    const ids = store.evidence.rejectedIds(run.id);
    for (let at = 0; at < ids.length; at += rejectedAtOnce) {
      for (const line of store.evidence.rejected(run.id, ids.slice(at, at + rejectedAtOnce))) lines.push(line);
      yield (place + at / ids.length) / runs.length;
    }
  }
  return lines;
}

function runsOf(
  store: Store,
  asked: EvidenceScope,
): { scope: EvidenceManifest['scope']; flow: { id: string; name: string }; runs: Run[] } {
  if (asked.kind === 'run') {
    const run = store.runs.get(asked.runId);
    if (run === null) throw noSuchRun(store, asked.runId);
    if (run.state === 'running') throw new AppError('EVIDENCE_RUN_UNDER_WAY', 'config');
    return { scope: { kind: 'run', runId: run.id }, flow: { id: run.flowId, name: run.flowName }, runs: [run] };
  }
  const { fromDay, toDay, timeZone, flowId } = asked;
  const period = periodOf(asked);
  const name = existing(flowNameOf(store, flowId), 'flow', flowId);
  return {
    scope: { kind: 'period', fromDay, toDay, timeZone, ...period },
    flow: { id: flowId, name },
    runs: store.evidence.runIds(flowId, period.fromUtc, period.toUtc).flatMap((id) => store.runs.get(id) ?? []),
  };
}

function existing<T>(value: T | null, what: string, id: string): T {
  if (value === null) throw new AppError('APP_NOT_FOUND', 'config', { details: { what, id } });
  return value;
}

function setupOf(store: Store, flowId: string, mappings: Mappings): EvidenceManifest['flow']['setup'] {
  const flow = store.flows.get(flowId);
  if (flow === null) return null;
  return {
    integration: flow.integration,
    schedule: flow.schedule,
    updatedAtUtc: flow.updatedAtUtc,
    streams: flow.streams.map(({ id, enabled, exclusions, mapping }) => ({
      id,
      enabled,
      exclusions,
      mappingVersion: mapping.version,
      mappingSha256: mappings.add(id, mapping),
    })),
  };
}

function connectionsOf(store: Store, flowId: string): EvidenceManifest['connections'] {
  const flow = store.flows.get(flowId);
  if (flow === null) return [];
  const ends = [
    { role: 'source', id: flow.sourceConnectionId },
    { role: 'destination', id: flow.destinationConnectionId },
  ] as const;
  return ends.flatMap(({ role, id }) => {
    const one = store.connections.get(id);
    if (one === null) return [];
    return [{ role, id, name: one.name, system: one.system, practice: one.practice, settings: one.settings }];
  });
}

/** From the first run's start, or the period's, to the end of it all: its runs, its days, what landed later. */
function rangeOf(
  store: Store,
  scope: EvidenceManifest['scope'],
  runs: readonly Run[],
  batches: readonly BatchFacts[],
): { first: number; last: number } | null {
  const ends = [
    ...runs.flatMap((run) => [run.startedAtUtc, run.endedAtUtc ?? run.startedAtUtc]),
    ...batches.flatMap((one) => one.acknowledgedAtUtc ?? []),
    ...(scope.kind === 'period' ? [scope.fromUtc, scope.toUtc] : []),
  ].sort();
  const [first] = ends;
  const last = ends.at(-1);
  return first === undefined || last === undefined ? null : store.evidence.auditRange(first, last);
}

/** Whether a stream of a run has anything to show in a period: the rest read nothing and found nothing wrong. */
function hasSomething({ counts, error, reconciled }: RunStream): boolean {
  return counts.read > 0 || error !== null || reconciled !== true;
}

/** `batches`: what the run staged of the stream. */
function streamOf(one: RunStream, batches: readonly BatchFacts[], withPosition: boolean): EvidenceStream {
  return {
    stream: one.stream,
    label: one.label,
    window: one.window,
    asOfUtc:
      batches
        .map((batch) => momentOf(batch.sequence))
        .sort()
        .at(-1) ?? null,
    announced: one.announced,
    counts: one.counts,
    excludedBy: one.excludedBy,
    reconciled: one.reconciled,
    windowTotals: one.windowTotals,
    totals: withPosition ? one.totals : [],
    landedAtUtc: one.landedAtUtc,
    errorCode: one.error?.code ?? null,
  };
}

function batchOf(store: Store, one: BatchFacts, { staged }: AuditSlice, mappings: Mappings): EvidenceBatch {
  const { payload, auditHead } = staged.get(one.id) ?? store.evidence.hashesOf(one.id);
  const mapped = mappings.ofTarget(one.stream, one.target);
  return {
    id: one.id,
    runId: one.runId,
    stream: one.stream,
    sequence: one.sequence,
    documents: one.documents,
    rows: one.rows,
    state: one.state,
    attempts: one.attempts,
    payloadSha256: payload,
    mappingVersion: mapped.version,
    mappingSha256: mapped.sha256,
    auditHead,
    asOfUtc: momentOf(one.sequence),
    stagedAtUtc: one.createdAtUtc,
    landedAtUtc: one.acknowledgedAtUtc,
  };
}

/** The sequence is the read moment in microseconds by the source's clock. */
function momentOf(sequence: string): string {
  return new Date(Number(BigInt(sequence) / 1000n)).toISOString();
}

/** Each mapping once, by its hash; hashed once for all the batches that were made by it. */
class Mappings {
  readonly #byHash = new Map<string, HashedMapping>();
  readonly #byTarget = new Map<string, { readonly version: number; readonly sha256: string }>();

  add(stream: string, mapping: StreamMapping): string {
    const hash = sha256(canonicalJson(mapping as unknown as JsonValue) ?? '');
    if (!this.#byHash.has(hash)) this.#byHash.set(hash, { sha256: hash, stream, mapping });
    return hash;
  }

  ofTarget(stream: string, target: string): { readonly version: number; readonly sha256: string } {
    const known = this.#byTarget.get(target);
    if (known !== undefined) return known;
    const mapping = mappingIn(target);
    const made = { version: mapping.version, sha256: this.add(stream, mapping) };
    this.#byTarget.set(target, made);
    return made;
  }

  all(): HashedMapping[] {
    return [...this.#byHash.values()].sort((one, other) => (one.sha256 < other.sha256 ? -1 : 1));
  }
}
