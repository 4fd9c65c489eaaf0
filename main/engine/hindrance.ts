import type { ErrorDto } from '../../shared/errors/error-dto.ts';
import type { Flow } from '../../shared/model/flow.ts';
import type { Run } from '../../shared/model/run.ts';
import type { EngineDeps } from './deps.ts';

/** What keeps a flow from reading its source. */
export type Hindrance =
  | { readonly kind: 'error'; readonly error: ErrorDto }
  /** A person ended the last run before its time. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'under-way'; readonly sinceUtc: string }
  /** None was started. */
  | { readonly kind: 'no-run' };

/** How many of the latest runs are looked through for one that has ended. */
const latestRuns = 5;

/**
 * What keeps the flow from reading these streams: its own stop, the last run's error, a stream's stop, or that no run has ended. Null
 * where the last run ended well and is simply not enough.
 */
export function hindranceOf(
  { store }: Pick<EngineDeps, 'store'>,
  flow: Flow,
  of: { readonly streams: readonly string[]; readonly lastSuccessUtc: string | null },
): Hindrance | null {
  const stopped = flow.paused?.error ?? null;
  if (stopped !== null) return { kind: 'error', error: stopped };
  const runs = store.runs.page({ flowId: flow.id }, { sort: [], offset: 0, limit: latestRuns }).items;
  const running = runs.find(({ state }) => state === 'running');
  const ended = runs.find((run) => run.endedAtUtc !== null);
  const isSince = ended !== undefined && (of.lastSuccessUtc === null || ended.startedAtUtc > of.lastSuccessUtc);
  const error = isSince ? errorOf(ended, of.streams) : null;
  if (error !== null) return { kind: 'error', error };
  const held = of.streams.flatMap((stream) => store.streams.get(flow.id, stream).paused ?? [])[0];
  if (held !== undefined) return { kind: 'error', error: held };
  if (isSince && ended.state === 'cancelled') return { kind: 'stopped' };
  if (running !== undefined) return { kind: 'under-way', sinceUtc: running.startedAtUtc };
  return isSince ? null : { kind: 'no-run' };
}

function errorOf(run: Run, streams: readonly string[]): ErrorDto | null {
  return run.error ?? run.streams.flatMap((one) => (streams.includes(one.stream) ? (one.error ?? []) : []))[0] ?? null;
}
