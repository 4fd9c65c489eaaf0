import { toErrorDto } from '../../shared/errors/error-dto.ts';
import type { RunPhase, RunStream } from '../../shared/model/run.ts';
import { storedTallySchema } from '../../shared/model/tally.ts';
import { nowUtc } from '../ports/time.ts';
import { positionOf, type KnownDocument } from '../store/documents.ts';
import type { EngineDeps } from './deps.ts';
import { FlowDimensions } from './held/flow-dimensions.ts';
import type { StreamPlan } from './stream-plan.ts';
import { Tally } from './tally.ts';

/** A stream as a new run shows it, before anything was read. */
export function freshRunStream(stream: string, label: string): RunStream {
  return {
    stream,
    label,
    phase: 'queued',
    counts: new Tally().counts(),
    announced: null,
    excludedBy: [],
    window: null,
    reconciled: null,
    totals: [],
    windowTotals: [],
    landedAtUtc: null,
    error: null,
    startedAtUtc: null,
    endedAtUtc: null,
  };
}

/** One stream of the run that is under way: its tallies, and how they are shown and stored. */
export class StreamRun {
  readonly plan: StreamPlan;
  readonly flowId: string;
  readonly runId: string;
  /** What this run's window read. */
  window = new Tally();
  /** The latest version of every record of the stream. */
  position: Tally;
  /** A part of the destination was found missing, with all that had landed there, while this run delivered. */
  foundMissing = false;
  /** Nothing but its own window was confirmed, because what else is known of the stream is not believed. */
  confirmsWindowOnly = false;
  /** Distinct records read, counted apart from the tally so that the two can be held against each other. */
  read = 0;
  /** What documents are checked against. */
  readonly dimensions: FlowDimensions;
  readonly #deps: EngineDeps;
  #attempt = 1;
  #excluded = new Map<string, number>();
  #data: RunStream;

  constructor(deps: EngineDeps, run: { flowId: string; runId: string }, plan: StreamPlan) {
    this.#deps = deps;
    this.plan = plan;
    this.dimensions = new FlowDimensions(deps, run.flowId, plan);
    this.flowId = run.flowId;
    this.runId = run.runId;
    this.#data = freshRunStream(plan.definition.id, plan.definition.label);
    this.position = Tally.from(deps.store.streams.get(run.flowId, plan.definition.id).position);
  }

  get id(): string {
    return this.plan.definition.id;
  }

  get data(): RunStream {
    return this.#data;
  }

  /** Marks the records that this reading of the window has seen. */
  get readingMark(): string {
    return `${this.runId}#${String(this.#attempt)}`;
  }

  /** True if the window was read again from its first page. */
  get wasRestarted(): boolean {
    return this.#attempt > 1;
  }

  /** True if an earlier reading of this run's window loaded the record. */
  hasLoaded(known: Pick<KnownDocument, 'lastRun' | 'lastDisposition'>): boolean {
    return this.wasRestarted && known.lastDisposition === 'loaded' && known.lastRun.startsWith(`${this.runId}#`);
  }

  start(): void {
    this.#data = { ...this.#data, startedAtUtc: nowUtc(this.#deps.clock) };
  }

  setPhase(phase: RunPhase): void {
    if (phase === this.#data.phase) return;
    const phases = [...(this.#data.phases ?? []), { phase, startedAtUtc: nowUtc(this.#deps.clock) }];
    this.set({ phase, phases });
  }

  set(change: Partial<RunStream>): void {
    this.#data = { ...this.#data, ...change };
  }

  countExcluded(reason: string): void {
    this.#excluded.set(reason, (this.#excluded.get(reason) ?? 0) + 1);
  }

  /** Forgets what this run read, because the window is read again from its first page. */
  restart(): void {
    this.#attempt += 1;
    this.window = new Tally();
    this.read = 0;
    this.#excluded = new Map();
  }

  /** Adds the position up anew from what is known of each document. */
  recomputePosition(): void {
    const position = new Tally();
    for (const { state, sums } of this.#deps.store.documents.sums(this.flowId, this.id)) {
      const place = positionOf(state);
      if (place !== null) position.add(place, sums);
    }
    this.position = position;
  }

  fail(error: unknown): void {
    this.set({ error: toErrorDto(error), reconciled: false });
  }

  /** Takes the tallies back to what the store has, after a transaction was undone. */
  reload(): void {
    const stored = this.#deps.store.runs.getStream(this.runId, this.id);
    if (stored !== null) this.window = Tally.from(stored.tally);
    this.position = Tally.from(this.#deps.store.streams.get(this.flowId, this.id).position);
  }

  /** One transaction over tallies and store. If it is undone, so is what it did to the tallies: others go on with them. */
  changeTogether(work: () => void): void {
    try {
      this.#deps.store.transaction(work);
    } catch (error) {
      this.reload();
      throw error;
    }
  }

  end(): void {
    this.set({ phase: 'done', endedAtUtc: nowUtc(this.#deps.clock) });
  }

  /** Brings what people see up to the tallies. */
  refresh(): void {
    const excludedBy = [...this.#excluded].map(([reason, count]) => ({ reason, count }));
    this.#data = { ...this.#data, counts: this.window.counts(), excludedBy };
  }

  /** Stores tallies and appearance; call it inside the transaction whose effect it shows. */
  save(): void {
    this.refresh();
    this.#deps.store.runs.saveStream(this.runId, this.#data, this.window.toStored());
    this.#deps.store.streams.update(this.flowId, this.id, { position: this.position.toStored() });
  }
}

/** A stored tally with nothing in it. */
export const emptyTally = storedTallySchema.parse({});
