import { errorIn } from '../../../shared/errors/error-language.ts';
import { messageLanguage } from '../../../shared/messages/rule.ts';
import { textsIn } from '../../../shared/messages/texts/texts.ts';
import { moment } from '../../../shared/messages/words.ts';
import type { ErrorDto } from '../../../shared/errors/error-dto.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { Run } from '../../../shared/model/run.ts';
import type { EngineDeps } from '../deps.ts';
import { timeZoneOf } from './health-promise.ts';

/** Why reading is behind. Two causes of one code are the same cause. */
export interface Cause {
  readonly code: string;
  readonly text: string;
}

/** How many of the latest runs are looked through for one that has ended. */
const latestRuns = 5;

/** What keeps the flow from reading, in words that fit into a message: the flow's own stop, a stream's, or the last run's error. */
export function causeOf(
  { store }: Pick<EngineDeps, 'store'>,
  flow: Flow,
  of: { readonly streams: readonly string[]; readonly lastSuccessUtc: string | null },
): Cause | null {
  const language = messageLanguage(flow);
  const texts = textsIn(language);
  const ofError = (error: ErrorDto): Cause => ({ code: error.code, text: errorIn(language, error).text });
  const stopped = flow.paused?.error ?? null;
  if (stopped !== null) return ofError(stopped);
  const runs = store.runs.page({ flowId: flow.id }, { sort: [], offset: 0, limit: latestRuns }).items;
  const running = runs.find(({ state }) => state === 'running');
  const ended = runs.find((run) => run.endedAtUtc !== null);
  const isSince = ended !== undefined && (of.lastSuccessUtc === null || ended.startedAtUtc > of.lastSuccessUtc);
  const error = isSince ? errorOf(ended, of.streams) : null;
  if (error !== null) return ofError(error);
  const held = of.streams.flatMap((stream) => store.streams.get(flow.id, stream).paused ?? [])[0];
  if (held !== undefined) return ofError(held);
  if (isSince && ended.state === 'cancelled') return { code: 'stopped', text: texts.causes.stopped };
  if (running !== undefined) {
    const timeZone = timeZoneOf(flow);
    const since = `${moment(running.startedAtUtc, { timeZone, texts })} ${timeZone}`;
    return { code: 'under-way', text: texts.causes.underWay(since) };
  }
  return isSince ? null : { code: 'no-run', text: texts.causes.noRun };
}

function errorOf(run: Run, streams: readonly string[]): ErrorDto | null {
  return run.error ?? run.streams.flatMap((one) => (streams.includes(one.stream) ? (one.error ?? []) : []))[0] ?? null;
}

/** When the flow is to read again by itself; null if it does not. */
export function nextTryOf({ store }: Pick<EngineDeps, 'store'>, flow: Flow, streams: readonly string[]): string | null {
  if (flow.paused !== null) return null;
  const times = streams.flatMap((stream) => {
    const { paused, nextRunAtUtc } = store.streams.get(flow.id, stream);
    return paused === null && nextRunAtUtc !== null ? [nextRunAtUtc] : [];
  });
  return times.sort()[0] ?? null;
}
