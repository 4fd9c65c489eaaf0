import { errorIn } from '../../../shared/errors/error-language.ts';
import { messageLanguage } from '../../../shared/messages/rule.ts';
import { textsIn } from '../../../shared/messages/texts/texts.ts';
import { moment } from '../../../shared/messages/words.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { EngineDeps } from '../deps.ts';
import { hindranceOf } from '../hindrance.ts';
import { timeZoneOf } from './health-promise.ts';

/** Why reading is behind. Two causes of one code are the same cause. */
export interface Cause {
  readonly code: string;
  readonly text: string;
}

/** What keeps the flow from reading, in words that fit into a message: the flow's own stop, a stream's, or the last run's error. */
export function causeOf(
  deps: Pick<EngineDeps, 'store'>,
  flow: Flow,
  of: { readonly streams: readonly string[]; readonly lastSuccessUtc: string | null },
): Cause | null {
  const language = messageLanguage(flow);
  const texts = textsIn(language);
  const hindrance = hindranceOf(deps, flow, of);
  switch (hindrance?.kind) {
    case undefined:
      return null;
    case 'error':
      return { code: hindrance.error.code, text: errorIn(language, hindrance.error).text };
    case 'stopped':
      return { code: 'stopped', text: texts.causes.stopped };
    case 'under-way': {
      const timeZone = timeZoneOf(flow);
      const since = `${moment(hindrance.sinceUtc, { timeZone, texts })} ${timeZone}`;
      return { code: 'under-way', text: texts.causes.underWay(since) };
    }
    case 'no-run':
      return { code: 'no-run', text: texts.causes.noRun };
  }
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
