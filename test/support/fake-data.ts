import type { OutputOf } from '../../shared/contract/contract.ts';
import type { Run, RunStream } from '../../shared/model/run.ts';
import type { ErrorDto } from '../../shared/errors/error-dto.ts';
import type { ComparedTotals } from '../../shared/model/totals.ts';

/** Fixtures of the fake bridge: made-up, but valid by the contract and adding up. */
export type Overview = OutputOf<'flows.overview'>[number];

const text = { kind: 'text' } as const;
const copy = { kind: 'copy' } as const;

export const streamLabels = [
  ['gl_accounts', 'GL accounts', 'reference'],
  ['gl_account_summaries', 'GL account summaries', 'reference'],
  ['suppliers', 'Suppliers', 'reference'],
  ['purchase_orders', 'Purchase orders', 'transactional'],
  ['supplier_invoices', 'Supplier invoices', 'transactional'],
  ['supplier_invoice_adjustments', 'Supplier invoice adjustments', 'transactional'],
  ['journal_entries', 'Journal entries', 'transactional'],
] as const;

export function mappingOf(id: string) {
  const column = { column: 'workday_id', type: text, path: 'wid', transform: copy, required: true };
  return { version: 1, header: { table: `workday_${id}`, keyColumns: ['workday_id'], columns: [column] }, lines: [] };
}

export function minutesFromNow(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000).toISOString();
}

const none = { loaded: '0', unchanged: '0', excluded: '0', rejected: '0', held: '0', waiting: '0' };

function total(company: string, currency: string, part: Partial<ComparedTotals>): ComparedTotals {
  const base = { company, amount: 'invoice_total', currency, source: '0', ...none, landed: null, agrees: false };
  return { ...base, ...part };
}

export const invoiceTotals: ComparedTotals[] = [
  total('CO-100', 'EUR', {
    source: '12345678901234567.89',
    loaded: '12345678901230000',
    unchanged: '4000.39',
    rejected: '567.5',
    landed: '12345678901234000.39',
    agrees: true,
  }),
  total('CO-200', 'JPY', { source: '98450100', loaded: '98450100', landed: '98450100', agrees: true }),
  total('CO-300', 'KWD', { source: '2310.1275', loaded: '2310.1275', landed: '2310.1275', agrees: true }),
  total('CO-400', 'USD', { source: '-1250.5', loaded: '-1250.5', landed: '-1250.5', agrees: true }),
];

export function streamOf(id: string, label: string, part: Partial<RunStream> = {}): RunStream {
  const counts = { read: 48, loaded: 40, unchanged: 8, excluded: 0, rejected: 0, held: 0, waiting: 0 };
  return {
    stream: id,
    label,
    phase: 'done',
    counts,
    announced: counts.read,
    excludedBy: [],
    window: 'changed since 2026-11-20 06:45 UTC, as of 2026-11-21 07:00 UTC',
    reconciled: true,
    totals: [],
    windowTotals: [],
    landedAtUtc: minutesFromNow(-12),
    error: null,
    startedAtUtc: minutesFromNow(-13),
    endedAtUtc: minutesFromNow(-12),
    ...part,
  };
}

export function runOf(id: string, part: Partial<Run> = {}): Run {
  const streams = streamLabels.map(([stream, label]) => {
    if (stream !== 'supplier_invoices') return streamOf(stream, label);
    const counts = { read: 1204, loaded: 1180, unchanged: 9, excluded: 10, rejected: 5, held: 0, waiting: 0 };
    const window = 'invoice date from 2026-08-23 and every invoice not final, as of 2026-11-21 07:00 UTC';
    const excludedBy = [{ reason: 'Only companies of the group', count: 10 }];
    return streamOf(stream, label, {
      counts,
      announced: 1204,
      totals: invoiceTotals,
      windowTotals: invoiceTotals,
      window,
      excludedBy,
    });
  });
  return {
    id,
    flowId: 'flow-1',
    flowName: 'Workday → Databricks',
    trigger: 'manual',
    state: 'succeeded-with-rejections',
    startedAtUtc: minutesFromNow(-14),
    endedAtUtc: minutesFromNow(-12),
    streams,
    error: null,
    ...part,
  };
}

export const authError: ErrorDto = {
  code: 'WORKDAY_AUTH_INVALID',
  kind: 'auth',
  text: 'Workday refused the user name or the password of “isu_finance”.',
  effect:
    'Nothing was read and nothing was written. The login is not repeated, because accounts are locked after several failures.',
  next: 'Correct the user name or replace the password in the connection, then check it again.',
  details: {},
};

export function flowOf(): Overview['flow'] {
  return {
    id: 'flow-1',
    name: 'Workday → Databricks',
    integration: 'workday-databricks',
    sourceConnectionId: 'con-1',
    destinationConnectionId: 'con-2',
    streams: streamLabels.map(([id]) => ({ id, enabled: true, mapping: mappingOf(id), exclusions: [] })),
    schedule: { kind: 'every', transactionalMinutes: 30, referenceMinutes: 1440 },
    paused: null,
    createdAtUtc: minutesFromNow(-9000),
    updatedAtUtc: minutesFromNow(-9000),
  };
}

/** Two runs an hour over the last day, but for the night; one hour had a failure, one something that waited. */
function hoursOfRuns(): Overview['hours'] {
  const hour = 3_600_000;
  const present = Math.floor(Date.now() / hour);
  return Array.from({ length: 24 }, (_, index) => 23 - index)
    .filter((ago) => ago < 9 || ago > 14)
    .map((ago) => ({
      fromUtc: new Date((present - ago) * hour).toISOString(),
      states: [
        { state: ago === 5 ? 'failed' : ago === 2 ? 'incomplete' : 'succeeded', runs: 1 },
        { state: 'succeeded', runs: 1 },
      ],
    }));
}

export function overviewOf(lastRun: Run | null, part: Partial<Overview> = {}): Overview {
  return {
    flow: flowOf(),
    state: lastRun === null ? 'never-run' : 'rejections',
    lastSuccessAtUtc: lastRun === null ? null : minutesFromNow(-12),
    nextRunAtUtc: minutesFromNow(18),
    streams: streamLabels.map(([id]) => ({ id, nextRunAtUtc: minutesFromNow(18), paused: null })),
    lastRun,
    openRejections: lastRun === null ? 0 : 2,
    openHeld: 0,
    waitsForNetwork: null,
    frozen: null,
    absentUntilUtc: null,
    waitingBatches: 0,
    hours: lastRun === null ? [] : hoursOfRuns(),
    ...part,
  };
}

export const rejected: OutputOf<'rejected.list'>['items'] = [
  {
    id: 'rej-1',
    flowId: 'flow-1',
    runId: 'run-1',
    flowName: 'Workday to Databricks',
    stream: 'supplier_invoices',
    streamLabel: 'Supplier invoices',
    labelIsName: false,
    key: '4f1c7a2be09b1000a3d2c5e17b9d0001',
    label: 'SI-00418',
    reasons: [
      {
        code: 'RECORD_DECIMAL_DOES_NOT_FIT',
        field: 'lines[3].extended_amount',
        value: '1190.12345678',
        expected: 'DECIMAL(38,6)',
        text: '“lines[3].extended_amount” is 1190.12345678, which does not fit DECIMAL(38,6) exactly. Amounts are never rounded.',
        next: 'Correct the amount in the source system, or map it to a column with more digits.',
      },
    ],
    state: 'open',
    firstSeenAtUtc: minutesFromNow(-12),
    lastSeenAtUtc: minutesFromNow(-12),
  },
  {
    id: 'rej-2',
    flowId: 'flow-1',
    runId: 'run-1',
    flowName: 'Workday to Databricks',
    stream: 'journal_entries',
    streamLabel: 'Journal entries',
    labelIsName: false,
    key: '4f1c7a2be09b1000a3d2c5e17b9d0002',
    label: 'JE-2026-00077',
    reasons: [
      {
        code: 'RECORD_UNBALANCED',
        field: 'lines',
        value: '500.00',
        expected: '499.00',
        text: 'Debits are 500.00, credits are 499.00: the journal does not balance.',
        next: 'Correct the journal in the source system.',
      },
    ],
    state: 'open',
    firstSeenAtUtc: minutesFromNow(-3000),
    lastSeenAtUtc: minutesFromNow(-12),
  },
];

const header = {
  workday_id: '4f1c7a2be09b1000a3d2c5e17b9d0010',
  invoice_number: 'SI-00417',
  company_id: 'CO-100',
  supplier_name: 'Nordlicht Papier & Söhne <GmbH>',
  invoice_date: '2026-11-03',
  due_date: '2026-12-03',
  currency: 'EUR',
  invoice_total: '1290.500000',
  status: 'Approved',
  on_hold: false,
  memo: null,
};

export function previewOf(stream: string): OutputOf<'preview.run'> {
  const source = {
    wid: header.workday_id,
    invoice_number: 'SI-00417',
    company: { ids: { Organization_Reference_ID: 'CO-100' } },
    control_amount: '1290.50',
    lines: [{ order: 'A', extended_amount: '1290.50' }],
  };
  const lines = {
    workday_supplier_invoice_lines: [
      { workday_id: header.workday_id, line_number: '1', extended_amount: '1290.500000', worktags: '[]' },
    ],
  };
  const base = { key: header.workday_id, source, header, lines, changes: [], reasons: [], excludedReason: null };
  const items: OutputOf<'preview.run'>['items'] = [
    {
      ...base,
      label: 'SI-00417',
      outcome: 'update',
      changes: [
        { field: 'invoice_total', before: '1190.500000', after: '1290.500000' },
        { field: 'invoice_date', before: '2026-11-05', after: '2026-11-03' },
        { field: 'lines[1].extended_amount', before: '1190.500000', after: '1290.500000' },
      ],
    },
    { ...base, key: 'k2', label: 'SI-00419', outcome: 'insert' },
    { ...base, key: 'k3', label: 'SI-00420', outcome: 'unchanged' },
    {
      ...base,
      key: 'k4',
      label: 'SI-00418',
      outcome: 'rejected',
      header: null,
      lines: null,
      reasons: rejected[0]?.reasons ?? [],
    },
    {
      ...base,
      key: 'k5',
      label: 'SI-00421',
      outcome: 'excluded',
      header: null,
      lines: null,
      excludedReason: 'Only companies of the group',
    },
    // Only documents of Exact wait for reference data.
    ...(stream === 'purchase_entries' ? [{ ...base, key: 'k6', label: 'PE-00622', outcome: 'held' as const }] : []),
  ];
  return {
    stream,
    label: streamLabels.find(([id]) => id === stream)?.[1] ?? stream,
    announced: 1204,
    complete: false,
    window: 'invoice date from 2026-08-23 and every invoice not final, as of 2026-11-21 07:00 UTC',
    items,
    counts: { insert: 1, update: 1, unchanged: 1, rejected: 1, excluded: 1, held: items.length - 5 },
    moneyEffect: [
      { amount: 'invoice_total', currency: 'EUR', delta: '1390.5' },
      { amount: 'invoice_total', currency: 'KWD', delta: '-12.3755' },
    ],
    plan: {
      changes: [
        {
          object: 'main.finance.workday_supplier_invoices',
          kind: 'add-columns',
          summary: 'Adds 2 columns: region, region_name',
          columns: [
            { name: 'region', from: null, to: 'STRING' },
            { name: 'region_name', from: null, to: 'STRING' },
          ],
          sql: 'ALTER TABLE `main`.`finance`.`workday_supplier_invoices`\n  ADD COLUMNS (`region` STRING, `region_name` STRING)',
        },
      ],
      conflicts: [],
    },
  };
}
