import type { InputOf, MethodName, OutputOf } from '../../shared/contract/contract.ts';
import type { ResyncPart, ResyncView } from '../../shared/resync/resync.ts';
import { splitRange } from '../../shared/resync/split-range.ts';
import { minutesFromNow } from './fake-data.ts';

type Answers = { [Name in MethodName]?: (input: InputOf<Name>) => OutputOf<Name> };

const none = { read: 0, loaded: 0, unchanged: 0, excluded: 0, rejected: 0, held: 0, waiting: 0 };
let latest: ResyncView | null = null;

function partOf(number: number, days: { from: string; to: string }): ResyncPart {
  const isAsked = number === 2;
  return {
    ...{ number, ...days, attempts: 1, runId: 'run-1', nextAttemptAtUtc: null, error: null, decision: null },
    ...{ state: isAsked ? 'asks' : 'done', announced: 100, counts: { ...none, read: 100, unchanged: 100 }, totals: [] },
    gone: isAsked
      ? { known: 112, missing: 12, gone: 12, marked: 0, asks: true, examples: [{ key: 'k', label: 'SI-00418' }] }
      : null,
  };
}

function begun({ flowId, stream, from, to }: InputOf<'resync.start'>): ResyncView {
  const parts = splitRange({ from, to }).map((days, index) => partOf(index + 1, days));
  const counts = { ...none, read: parts.length * 100, unchanged: parts.length * 100 };
  return {
    ...{ id: 'resync-1', flowId, flowName: 'Workday to Databricks', stream, label: 'Supplier invoices', from, to },
    ...{ rangeBy: 'invoice-date', findGone: true, createdAtUtc: minutesFromNow(-1), endedAtUtc: null, parts },
    state: parts.some((part) => part.state === 'asks') ? 'asks' : 'done',
    sum: {
      ...{ partsDone: parts.filter((part) => part.state === 'done').length, announced: counts.read, counts },
      ...{ gone: 12, markedDeleted: 0, totals: [] },
    },
  };
}

/** Re-sync for tests of the screens: a range of two months or more asks about what is gone. */
export const resyncAnswers: Answers = {
  'resync.plan': ({ stream, from, to }) => ({
    ...{ stream, label: 'Supplier invoices', rangeBy: 'invoice-date', parts: splitRange({ from, to }), known: 312 },
    ...{ canFindGone: true, movesCursor: false, openId: null },
  }),
  'resync.start': (input) => (latest = begun(input)),
  'resync.list': () => (latest === null ? [] : [latest]),
  'resync.confirm': () => {
    if (latest === null) throw new Error('nothing was begun');
    const parts = latest.parts.map((part): ResyncPart => ({ ...part, state: 'done' }));
    latest = { ...latest, parts, state: 'done' };
    return latest;
  },
};
