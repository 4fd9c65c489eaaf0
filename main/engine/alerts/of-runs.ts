import type { ErrorDto } from '../../../shared/errors/error-dto.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { Run, RunTrigger } from '../../../shared/model/run.ts';
import type { EngineDeps } from '../deps.ts';
import type { FlowCondition } from './condition.ts';

const notReading: ReadonlySet<RunTrigger> = new Set<RunTrigger>(['replay', 're-sync']);

/** What the latest runs of a flow left that needs a person: a failed run, streams whose control totals differ. */
export function conditionsOfRuns({ store }: Pick<EngineDeps, 'store'>, flow: Flow): FlowCondition[] {
  // A replay that went well says nothing of a schedule's run that failed; one that failed is over with the next run that goes well.
  const reading = store.runs.latestEnded(flow.id, { reading: true });
  const latest = store.runs.latestEnded(flow.id, { reading: false });
  const ended = latest?.id === reading?.id ? [latest] : [reading, latest];
  const failed = ended.flatMap((run) => (run === null ? [] : failureOf(run)));
  const differ = differing(store.readings, flow);
  return differ === null ? failed : [...failed, differ];
}

/** A run that failed for a reason that no other alert tells: a refused sign-in pauses its flow, a refused permission its stream. */
function failureOf(run: Run): FlowCondition[] {
  if (run.state !== 'failed') return [];
  const ofStreams = run.streams.flatMap(({ error }) => (error === null || isToldElsewhere(error) ? [] : [error]));
  const errors = (run.error === null ? ofStreams : [run.error, ...ofStreams]).filter(isOwn);
  if (errors.length === 0 && (run.streams.some(differs) || hasError(run))) return [];
  const [error] = errors;
  return [
    {
      kind: 'run-failed',
      cause: notReading.has(run.trigger) ? run.trigger : '',
      sinceUtc: run.endedAtUtc ?? run.startedAtUtc,
      details: { runId: run.id, ...(error === undefined ? {} : { error }) },
    },
  ];
}

const totalsDiffer = 'ENGINE_TOTALS_DIFFER';

function isToldElsewhere({ code, kind }: ErrorDto): boolean {
  return kind === 'permission' || code === totalsDiffer;
}

function isOwn({ kind }: ErrorDto): boolean {
  return kind !== 'auth' && kind !== 'transient' && kind !== 'rate-limited';
}

function hasError(run: Run): boolean {
  return run.error !== null || run.streams.some(({ error }) => error !== null);
}

/** What waits for an answer of the destination is not known yet, and no difference. */
function differs({ endedAtUtc, error, reconciled, counts }: Run['streams'][number]): boolean {
  if (error !== null) return error.code === totalsDiffer;
  return endedAtUtc !== null && reconciled === false && counts.waiting === 0;
}

/** Streams whose last comparison, however long ago, ended with totals that do not agree. */
function differing(readings: EngineDeps['store']['readings'], flow: Flow): FlowCondition | null {
  const found = flow.streams.flatMap(({ id, enabled }) => {
    const last = enabled ? readings.lastCompared(flow.id, id) : null;
    return last !== null && differs(last.stream) ? [{ id, last }] : [];
  });
  const [first] = found;
  if (first === undefined) return null;
  return {
    kind: 'totals-differ',
    cause: '',
    sinceUtc: first.last.endedAtUtc,
    details: { runId: first.last.runId, streams: found.map(({ id }) => id) },
  };
}
