import type { Run, RunStream } from '../../shared/model/run.ts';
import type { WebhookReason, WebhookState } from '../../shared/webhooks/event.ts';
import type { EngineDeps } from '../engine/deps.ts';
import { nowUtc } from '../ports/time.ts';
import type { KnownDocument } from '../store/documents.ts';
import type { PendingEvent } from '../store/webhook-events.ts';

type SettleDeps = Pick<EngineDeps, 'store' | 'clock'>;

/** What could have been announced: since when the receiver is there without a break, and streams whose changes are subscribed to. */
export interface Announced {
  readonly sinceUtc: string | null;
  readonly streams: ReadonlySet<string>;
}

const windowed: readonly Run['trigger'][] = ['schedule', 'catch-up', 'manual', 'verify'];

/**
 * Notes what became of events when a run ended: of those that it was started for, and of those that it found by reading its windows.
 * True if there were any. Throws what the store throws.
 */
export function settleRun(deps: SettleDeps, run: Run, announced: Announced): boolean {
  if (run.trigger === 'webhook') return settleFetched(deps, run);
  if (!windowed.includes(run.trigger)) return false;
  const { store, clock } = deps;
  const atUtc = nowUtc(clock);
  let found = 0;
  store.transaction(() => {
    for (const one of run.streams.filter(isReadWhole)) {
      const of = { flowId: run.flowId, stream: one.stream };
      const sinceUtc = store.webhookEvents.polledBefore(of, run.startedAtUtc);
      const wasThere = sinceUtc !== null && announced.sinceUtc !== null && sinceUtc >= announced.sinceUtc;
      if (wasThere && announced.streams.has(one.stream)) {
        store.webhookEvents.noteMissed({ ...of, runId: run.id, sinceUtc, atUtc });
      }
      found += store.webhookEvents.foundByPoll({ ...of, beforeUtc: run.startedAtUtc }, { runId: run.id, atUtc });
    }
  });
  return found > 0;
}

/** A difference in totals is found when everything has been read. */
function isReadWhole({ error, endedAtUtc, reach }: RunStream): boolean {
  if (endedAtUtc === null || reach === 'chosen') return false;
  return error === null || error.code === 'ENGINE_TOTALS_DIFFER';
}

/** True of a stream of a run for chosen records once nothing more becomes of them in this run. */
export function isDone({ endedAtUtc, error }: RunStream): boolean {
  return endedAtUtc !== null && error === null;
}

/** Of a run that goes on, the events of streams that it is done with; of one that ended, all. */
function settleFetched({ store, clock }: SettleDeps, run: Run): boolean {
  const streams = new Map(run.streams.map((one) => [one.stream, one]));
  const events = store.webhookEvents.takenUpBy(run.id).filter(({ stream }) => {
    const own = streams.get(stream);
    return run.state !== 'running' || (own !== undefined && isDone(own));
  });
  if (events.length === 0) return false;
  const settledAtUtc = nowUtc(clock);
  const fates = new Map<string, Fate>();
  const nameOf = ({ stream, recordKey }: PendingEvent): string => JSON.stringify([stream, recordKey]);
  store.transaction(() => {
    for (const event of events) {
      const { flowId, stream, recordKey, action } = event;
      const document = store.documents.get(flowId, stream, recordKey);
      // The last word on a record is that of its newest event.
      fates.set(nameOf(event), fateOf({ run, stream: streams.get(stream), document }, action === 'delete'));
    }
    for (const event of events) {
      const [state, reason] = fates.get(nameOf(event)) ?? ['left', 'not-given'];
      store.webhookEvents.settle(event.number, {
        state,
        reason,
        runId: run.id,
        settledAtUtc: state === 'left' ? null : settledAtUtc,
      });
    }
  });
  return true;
}

type Fate = readonly [WebhookState, WebhookReason | null];

interface Fetched {
  readonly run: Run;
  /** Undefined if the run had no such stream. */
  readonly stream: RunStream | undefined;
  readonly document: KnownDocument | null;
}

function fateOf({ run, stream, document }: Fetched, isDeleted: boolean): Fate {
  if (document?.state === 'deleted') return ['gone', null];
  const isRead = document?.lastRun.startsWith(`${run.id}#`) === true;
  if (isRead) return fateOfRead(document);
  // What another stream met is not this one's fault, unless it kept this one from being read.
  if (stream === undefined || !isDone(stream)) return ['left', run.state === 'cancelled' ? 'stopped' : 'run-failed'];
  // It came and went before it was ever read: there is nothing to be marked.
  return document === null && isDeleted ? ['gone', null] : ['left', 'not-given'];
}

function fateOfRead({ state, lastDisposition }: KnownDocument): Fate {
  if (state === 'landed') return [lastDisposition === 'unchanged' ? 'unchanged' : 'landed', null];
  if (state === 'rejected' || state === 'held' || state === 'excluded') return ['fetched', state];
  return ['fetched', 'waiting'];
}
