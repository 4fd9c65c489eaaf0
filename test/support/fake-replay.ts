import type { InputOf, MethodName, OutputOf } from '../../shared/contract/contract.ts';
import type { ReplayPlan, StreamEffect } from '../../shared/replay/replay.ts';
import { minutesFromNow, runOf } from './fake-data.ts';

type Handlers = { [Name in MethodName]?: (input: InputOf<Name>) => OutputOf<Name> };

const effect: StreamEffect = {
  stream: 'supplier_invoices',
  label: 'Supplier invoices',
  batches: 1,
  documents: { insert: 0, update: 212, unchanged: 786, newer: 2, rejected: 0, excluded: 0, held: 0, different: 0 },
  tables: [
    { table: 'workday_supplier_invoices', insert: 0, update: 212, remove: 0, unchanged: 786, newer: 2 },
    { table: 'workday_supplier_invoice_lines', insert: 3, update: 208, remove: 1, unchanged: 2_310, newer: 4 },
  ],
};

function planOf({ scope, mode }: InputOf<'replay.plan'>): ReplayPlan {
  const isStored = mode === 'stored';
  return {
    id: `plan-${mode}`,
    flowId: 'flow-1',
    flowName: 'Workday → Databricks',
    scope,
    mode,
    createdAtUtc: minutesFromNow(0),
    canStart: mode !== 'todays-mapping',
    streams: mode === 'todays-mapping' ? [] : [{ ...effect, batches: isStored ? 1 : null }],
    leftOut:
      mode === 'todays-mapping'
        ? [
            {
              reason: 'source-not-kept',
              stream: 'supplier_invoices',
              label: 'Supplier invoices',
              count: 1_000,
              names: ['batch-1'],
              sinceUtc: null,
            },
          ]
        : [],
  };
}

const error = {
  code: 'HTTP_CONNECTION_CUT',
  kind: 'transient' as const,
  text: 'The connection was cut before the answer had arrived.',
  next: 'Nothing to do: it is tried again.',
  details: {},
};

/** A batch that goes back by itself and one that needs a person, and a replay that did what was said. */
export const replayAnswers: Handlers = {
  'replay.waiting': () => ({
    total: 2,
    flows: [{ flowId: 'flow-1', flowName: 'Workday → Databricks', batches: 2, error }],
    items: (['needs-person', 'by-itself'] as const).map((fate, index) => ({
      id: `batch-${String(index + 1)}`,
      runId: 'run-1',
      stream: 'supplier_invoices',
      streamLabel: 'Supplier invoices',
      sequence: '1790000000000001',
      documents: 1_000,
      rows: 3_400,
      bytes: 120_000,
      state: fate === 'by-itself' ? ('staged' as const) : ('failed' as const),
      attempts: 8,
      nextAttemptAtUtc: fate === 'by-itself' ? minutesFromNow(12) : null,
      error,
      createdAtUtc: minutesFromNow(-50),
      acknowledgedAtUtc: null,
      flowId: 'flow-1',
      flowName: 'Workday → Databricks',
      fate,
      behind: fate === 'needs-person' ? 3 : 0,
    })),
  }),
  'replay.plan': planOf,
  'replay.start': () => runOf('run-1'),
  'replay.list': () => [
    {
      plan: planOf({ scope: { kind: 'run', runId: 'run-1' }, mode: 'stored' }),
      runId: 'run-1',
      startedAtUtc: minutesFromNow(-30),
      runState: 'succeeded',
      done: [effect],
      cameTrue: true,
    },
  ],
  'replay.of-run': () => null,
  'rejected.dismiss': ({ selection }) => ({ changed: selection.kind === 'keys' ? selection.keys.length : 3 }),
  'rejected.reopen': ({ ids }) => ({ changed: ids.length, kept: 0 }),
};
