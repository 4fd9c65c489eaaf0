import type { ErrorDto } from '../../../shared/errors/error-dto.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { Run, RunTrigger } from '../../../shared/model/run.ts';
import type { EngineDeps } from '../deps.ts';
import type { FlowCondition } from './condition.ts';

/** Runs that are looked through for the last one of each stream. */
const latestRuns = 20;

const notReading: ReadonlySet<RunTrigger> = new Set<RunTrigger>(['replay', 're-sync']);

/** What the latest runs of a flow left that needs a person: a failed run, streams whose control totals differ. */
export function conditionsOfRuns({ store }: Pick<EngineDeps, 'store'>, flow: Flow): FlowCondition[] {
  const runs = store.runs
    .page({ flowId: flow.id }, { sort: [], offset: 0, limit: latestRuns })
    .items.filter((run) => run.endedAtUtc !== null);
  // A replay that went well says nothing of a schedule's run that failed; one that failed is over with the next run that goes well.
  const reading = runs.find(({ trigger }) => !notReading.has(trigger));
  const [latest] = runs;
  const failed = [...new Set([reading, latest])].flatMap((run) => (run === undefined ? [] : failureOf(run)));
  const differ = differing(flow, runs);
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

/** Streams whose last run ended with totals that do not agree. */
function differing(flow: Flow, runs: readonly Run[]): FlowCondition | null {
  const last = new Map<string, { readonly run: Run; readonly isDiffering: boolean }>();
  for (const run of runs) {
    for (const one of run.streams) {
      const isCompared = one.error === null || one.error.code === totalsDiffer;
      if (one.endedAtUtc === null || !isCompared || last.has(one.stream)) continue;
      last.set(one.stream, { run, isDiffering: differs(one) });
    }
  }
  const ids = flow.streams.filter(({ enabled }) => enabled).map(({ id }) => id);
  const found = ids.flatMap((id) => {
    const one = last.get(id);
    return one?.isDiffering === true ? [{ id, run: one.run }] : [];
  });
  const [first] = found;
  if (first === undefined) return null;
  return {
    kind: 'totals-differ',
    cause: '',
    sinceUtc: first.run.endedAtUtc ?? first.run.startedAtUtc,
    details: { runId: first.run.id, streams: found.map(({ id }) => id) },
  };
}
