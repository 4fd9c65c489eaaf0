import type { InputOf, MethodName, OutputOf } from '../../shared/contract/contract.ts';
import { recordStates, type RecordItem } from '../../shared/model/record-view.ts';
import { sumAmounts } from '../../shared/money/decimal.ts';
import { minutesFromNow, rejected, runOf, streamLabels } from './fake-data.ts';

type Answers = { [Name in MethodName]?: (input: InputOf<Name>) => OutputOf<Name> };

const invoices: readonly RecordItem[] = Array.from({ length: 60 }, (_, n) => {
  const number = String(418 + n).padStart(5, '0');
  const currency = ['EUR', 'USD', 'JPY', 'KWD'][n % 4] ?? 'EUR';
  const key = `4f1c7a2be09b1000a3d2c5e17b9d${number.slice(1)}`;
  return {
    id: `flow-1/supplier_invoices/${key}`,
    flowId: 'flow-1',
    flowName: 'Workday to Databricks',
    stream: 'supplier_invoices',
    streamLabel: 'Supplier invoices',
    key,
    label: `SI-${number}`,
    party: n % 9 === 0 ? 'Ångström & Søn Instrumentatie en Meettechniek B.V.' : `Supplier ${String(n % 7)}`,
    documentDate: '2026-10-31',
    company: 'CO-100',
    amounts: [{ amount: 'invoice_total', currency, sum: n % 11 === 0 ? '-1250.5' : `${String(1190 * (n + 1))}.45` }],
    state: (n % 6 < 5 ? recordStates[n % 6] : undefined) ?? 'landed',
    lastRunId: 'run-1',
    landedAtUtc: n % 6 === 0 ? minutesFromNow(-12) : null,
  };
});

const tables: OutputOf<'records.get'>['versions'][number]['tables'] = [
  {
    table: 'workday_supplier_invoices',
    part: 'header',
    keyColumns: ['invoice_wid'],
    columns: [
      { column: 'invoice_wid', type: { kind: 'text' }, currencyColumn: null },
      { column: 'invoice_number', type: { kind: 'text' }, currencyColumn: null },
      { column: 'supplier_name', type: { kind: 'text' }, currencyColumn: null },
      { column: 'invoice_date', type: { kind: 'date' }, currencyColumn: null },
      { column: 'currency_code', type: { kind: 'text' }, currencyColumn: null },
      { column: 'invoice_total', type: { kind: 'decimal', precision: 38, scale: 6 }, currencyColumn: 'currency_code' },
    ],
  },
  {
    table: 'workday_supplier_invoice_lines',
    part: 'lines',
    keyColumns: ['invoice_wid', 'line_number'],
    columns: [
      { column: 'invoice_wid', type: { kind: 'text' }, currencyColumn: null },
      { column: 'line_number', type: { kind: 'integer' }, currencyColumn: null },
      {
        column: 'extended_amount',
        type: { kind: 'decimal', precision: 38, scale: 6 },
        currencyColumn: 'currency_code',
      },
    ],
  },
];

function versionOf(key: string, total: string, earlier: boolean): OutputOf<'records.get'>['versions'][number] {
  return {
    batchId: earlier ? '0199f3aa-batch-0' : '0199f3aa-batch-1',
    batchState: 'acknowledged',
    runId: earlier ? 'run-old-1' : 'run-1',
    run: { trigger: earlier ? 'schedule' : 'manual', startedAtUtc: minutesFromNow(earlier ? -60 : -13) },
    sequence: earlier ? '1763704800000000' : '1763708400000000',
    stagedAtUtc: minutesFromNow(earlier ? -60 : -13),
    acknowledgedAtUtc: minutesFromNow(earlier ? -59 : -12),
    outcome: 'delivered',
    hash: 'ab12'.repeat(16),
    changedAt: '2026-11-20T16:05:00Z',
    tables,
    header: {
      invoice_wid: key,
      invoice_number: 'SI-00418',
      supplier_name: 'Ångström & Søn Instrumentatie en Meettechniek B.V.',
      invoice_date: '2026-10-31',
      currency_code: 'EUR',
      invoice_total: total,
    },
    lines: { workday_supplier_invoice_lines: [{ invoice_wid: key, line_number: '1', extended_amount: total }] },
    changes: earlier
      ? null
      : [
          { field: 'invoice_total', before: '1190.45', after: total },
          { field: 'lines[1].extended_amount', before: '1190.45', after: total },
        ],
  };
}

function matching(filter: InputOf<'records.list'>['filter']): RecordItem[] {
  const words = (filter.text ?? '').toLowerCase();
  return invoices.filter(
    (one) =>
      (filter.state === undefined || one.state === filter.state) &&
      (filter.stream === undefined || one.stream === filter.stream) &&
      [one.label, one.key, one.party ?? ''].some((value) => value.toLowerCase().includes(words)),
  );
}

/** Records, rejected entries and the times of a run, made up but valid by the contract. */
export const recordAnswers: Answers = {
  'records.list': ({ filter, offset, limit }) => {
    const found = matching(filter);
    return { total: found.length, items: found.slice(offset, offset + limit) };
  },
  'records.sums': ({ filter, selection }) => {
    const chosen = matching(filter).filter((one) =>
      selection.kind === 'keys' ? selection.keys.includes(one.id) : !selection.except.includes(one.id),
    );
    const amounts = chosen.flatMap((one) => one.amounts);
    const sums = [...new Set(amounts.map((one) => one.currency))].map((currency) => ({
      currency,
      amountName: 'invoice_total',
      amount: sumAmounts(amounts.filter((one) => one.currency === currency).map((one) => one.sum)),
    }));
    return { count: chosen.length, sums };
  },
  'records.place': ({ filter, wanted }) => {
    const index = matching(filter).findIndex((one) =>
      wanted.by === 'key' ? one.id === wanted.key : one.label.toLowerCase().startsWith(wanted.prefix.toLowerCase()),
    );
    return { index: index === -1 ? null : index };
  },
  'records.get': ({ key }) => {
    const record = invoices.find((one) => one.key === key) ?? invoices[0];
    if (record === undefined) throw new Error('the fake has invoices');
    const latest = versionOf(record.key, '1290.5', false);
    return {
      record: {
        ...record,
        lastRunStartedAtUtc: minutesFromNow(-13),
        link: 'https://workday.acme.example/open/0b1946ed000000000000000000000042',
        sums: [...record.amounts, { amount: 'lines.extended_amount', currency: 'EUR', sum: '1290.5' }],
      },
      landedBatchId: latest.batchId,
      versions: [latest, versionOf(record.key, '1190.45', true)],
      hasEarlier: false,
      ...(record.state === 'deleted'
        ? { deleted: { atUtc: minutesFromNow(-120), runId: 'run-1', runStartedAtUtc: minutesFromNow(-130) } }
        : {}),
      rejections: rejected.slice(0, 1),
    };
  },
  'records.compare': () => ({
    verdict: 'different',
    changes: [{ field: 'invoice_total', before: '1290.51', after: '1290.5' }],
    batchId: '0199f3aa-batch-1',
    comparedAtUtc: minutesFromNow(0),
  }),
  'rejected.list': ({ filter: { state, reason } }) => {
    const open = state === undefined || state === 'open' ? rejected : [];
    const items = open.filter((one) => reason === undefined || one.reasons[0]?.code === reason);
    return { total: items.length, items };
  },
  'rejected.reasons': ({ state }) =>
    state === undefined || state === 'open'
      ? rejected.flatMap(({ reasons: [first] }) =>
          first === undefined
            ? []
            : [{ code: first.code, count: 1, fields: [first.field], text: first.text, next: first.next }],
        )
      : [],
  'rejected.get': ({ id }) => {
    const found = rejected.find((one) => one.id === id) ?? rejected[0];
    if (found === undefined) throw new Error('the fake has rejected records');
    return {
      ...found,
      source: { wid: found.key, invoice_number: found.label, lines: [{ extended_amount: '1190.12' }] },
    };
  },
  'runs.timeline': ({ id }) => timelineOf(id),
  'runs.requests': ({ offset, limit }) => {
    const items = Array.from({ length: 40 }, (_, n) => ({
      number: 40 - n,
      atUtc: minutesFromNow(-13),
      connectionId: n % 2 === 0 ? 'con-1' : 'con-2',
      connectionName: n % 2 === 0 ? 'Workday' : 'Databricks',
      purpose: n % 2 === 0 ? 'Get_Supplier_Invoices page' : 'statement submit',
      method: 'POST',
      host: n % 2 === 0 ? 'wd2-impl-services1.workday.com' : 'adb-1234567890123456.7.azuredatabricks.net',
      attempt: n === 5 ? 2 : 1,
      status: n === 6 ? 429 : 200,
      ms: 120 + n,
      bytesSent: 2048,
      bytesReceived: 88_617,
      error: n === 6 ? 'HTTP_RATE_LIMITED' : null,
    }));
    return { total: items.length, items: items.slice(offset, offset + limit) };
  },
};

function timelineOf(id: string): OutputOf<'runs.timeline'> {
  const run = runOf(id);
  const at = (seconds: number): string => new Date(Date.parse(run.startedAtUtc) + seconds * 1_000).toISOString();
  return {
    startedAtUtc: run.startedAtUtc,
    endedAtUtc: at(streamLabels.length * 8),
    streams: streamLabels.map(([stream, label], index) => ({
      stream,
      label,
      startedAtUtc: at(index * 8),
      endedAtUtc: at(index * 8 + 8),
      phases: [
        { phase: 'reading', startedAtUtc: at(index * 8), endedAtUtc: at(index * 8 + 4) },
        { phase: 'delivering', startedAtUtc: at(index * 8 + 4), endedAtUtc: at(index * 8 + 7) },
        { phase: 'comparing', startedAtUtc: at(index * 8 + 7), endedAtUtc: at(index * 8 + 8) },
      ],
      batches: [
        {
          id: `batch-${stream}`,
          state: 'acknowledged',
          documents: 40,
          attempts: 2,
          startedAtUtc: at(index * 8 + 3),
          endedAtUtc: at(index * 8 + 7),
          failed: [{ atUtc: at(index * 8 + 5), code: 'HTTP_RATE_LIMITED' }],
          waitingUntilUtc: null,
          error: null,
        },
      ],
    })),
    pauses: [
      {
        host: 'adb-1234567890123456.7.azuredatabricks.net',
        fromUtc: at(5),
        untilUtc: at(7),
        code: 'HTTP_RATE_LIMITED',
      },
    ],
  };
}
