import type { BatchSummary, Run, RunStream } from '../../shared/model/run.ts';
import type { RunRequest } from '../../shared/model/record-view.ts';
import type { WebhookEvent } from '../../shared/webhooks/event.ts';

/** Parts of the way of an event, in their order. */
export const landingParts = [
  'debounce',
  'waiting for a run',
  'waiting for its turn to be read',
  'reading from Exact',
  'judging and staging',
  'waiting for its turn to be delivered',
  'delivering',
  'comparing totals',
  'told as landed',
] as const;
export type LandingPart = (typeof landingParts)[number];

/** Milliseconds of each part of one event's way. */
export interface LandingOfEvent {
  readonly parts: Readonly<Record<LandingPart, number>>;
  /** Until the batch with its row was acknowledged, after it was read back. */
  readonly landedMs: number;
  /** Until it is shown as landed. */
  readonly toldMs: number;
}

/** A run that events were fetched by, with what is known of it. */
export interface FetchRun {
  readonly run: Run;
  readonly batches: readonly BatchSummary[];
  /** To the source. */
  readonly calls: readonly RunRequest[];
  /** To the warehouse. */
  readonly statements: readonly RunRequest[];
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** As `main/webhooks/doorbell.ts` waits. */
const debounceMs = 1_000;

/** The way of an event that landed, part by part; null where a part of it is not known. */
export function landingOf(event: WebhookEvent, { run, batches, calls }: FetchRun): LandingOfEvent | null {
  const stream = run.streams.find((one) => one.stream === event.stream);
  const batch = batches.find((one) => one.stream === event.stream && one.acknowledgedAtUtc !== null);
  const [reading, ended] = [spanOf(stream, 'reading'), ms(stream?.endedAtUtc)];
  const [acknowledged, settled] = [ms(batch?.acknowledgedAtUtc), ms(event.settledAtUtc)];
  const [received, started] = [ms(event.receivedAtUtc), ms(run.startedAtUtc)];
  if (stream === undefined || batch === undefined || reading === null) return null;
  if (ended === null || acknowledged === null || settled === null || received === null || started === null) return null;
  const staged = ms(batch.createdAtUtc) ?? reading.to;
  const delivering = (spanOf(stream, 'planning') ?? spanOf(stream, 'delivering'))?.from ?? reading.to;
  const fromSource = within(calls, { from: reading.from, to: staged });
  const waited = started - received;
  const debounce = Math.max(0, Math.min(debounceMs, waited));
  return {
    landedMs: acknowledged - received,
    toldMs: settled - received,
    parts: {
      debounce,
      'waiting for a run': waited - debounce,
      'waiting for its turn to be read': reading.from - started,
      'reading from Exact': fromSource,
      'judging and staging': staged - reading.from - fromSource,
      'waiting for its turn to be delivered': Math.max(0, Math.min(delivering, acknowledged) - staged),
      delivering: acknowledged - Math.max(staged, Math.min(delivering, acknowledged)),
      'comparing totals': ended - acknowledged,
      'told as landed': settled - ended,
    },
  };
}

/** When a phase began and ended; null if the stream was not in it. */
function spanOf(stream: RunStream | undefined, phase: RunStream['phase']): Span | null {
  const phases = stream?.phases ?? [];
  const at = phases.findIndex((one) => one.phase === phase);
  const from = ms(phases[at]?.startedAtUtc);
  const to = ms(phases[at + 1]?.startedAtUtc ?? stream?.endedAtUtc);
  return from === null || to === null ? null : { from, to };
}

/** How long requests took that were sent in the span; they go one at a time. */
function within(requests: readonly RunRequest[], { from, to }: Span): number {
  const own = requests.filter(({ atUtc }) => Date.parse(atUtc) >= from && Date.parse(atUtc) <= to);
  return Math.min(
    to - from,
    own.reduce((sum, one) => sum + one.ms, 0),
  );
}

function ms(utc: string | null | undefined): number | null {
  return utc === null || utc === undefined ? null : Date.parse(utc);
}
