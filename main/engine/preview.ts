import {
  addDecimals,
  canonicalDecimal,
  parseDecimal,
  subtractDecimals,
  ZERO,
  type Decimal,
} from '../../shared/money/decimal.ts';
import type { Flow } from '../../shared/model/flow.ts';
import type { Comparison, Preview, PreviewItem } from '../../shared/model/preview.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import type { MappedDocument, Row, SourceRecord, UnreadableRecord } from '../../shared/model/record.ts';
import type { Destination } from '../ports/destination.ts';
import type { Dimensions } from '../ports/integration.ts';
import type { Source } from '../ports/source.ts';
import { explainReason } from '../store/rejected.ts';
import type { EngineDeps } from './deps.ts';
import { FlowDimensions } from './held/flow-dimensions.ts';
import { letGo } from './held/let-go.ts';
import { judgeRecord, type Judgement } from './judge.ts';
import type { StreamPlan } from './stream-plan.ts';

export interface PreviewRequest {
  readonly flow: Flow;
  readonly plan: StreamPlan;
  readonly source: Source;
  readonly destination: Destination;
  readonly limit: number;
  /** Reads from the beginning where the next window holds nothing: a mapping is judged by records, also when none is new. */
  readonly elseAll?: boolean;
  readonly signal: AbortSignal;
  /** Told as each step begins. */
  readonly onStep?: (step: PreviewStep) => void;
}

/** What a preview does, in this order. */
export const previewSteps = ['read', 'map', 'plan', 'compare'] as const;
export type PreviewStep = (typeof previewSteps)[number];

interface Sample {
  readonly records: readonly SourceRecord[];
  readonly unreadable: readonly UnreadableRecord[];
  readonly announced: number | null;
  readonly complete: boolean;
  readonly description: string;
}

/**
 * What the next run would do with the first records of its window: read, mapped and compared, with nothing written at either
 * end and no cursor moved. Throws what source and destination throw.
 */
export async function previewStream(deps: EngineDeps, request: PreviewRequest): Promise<Preview> {
  const { plan, destination, signal, onStep = () => undefined } = request;
  onStep('read');
  const sample = await readSample(deps, request);
  onStep('map');
  const dimensions = new FlowDimensions(deps, request.flow.id, plan);
  const judged = sample.records.map((record) => ({ record, judgement: judge(deps, request, { record, dimensions }) }));
  const documents = judged.flatMap((one) => (one.judgement.kind === 'document' ? [one.judgement.document] : []));
  onStep('plan');
  const schemaPlan = await destination.plan([plan.target], signal);
  onStep('compare');
  const comparisons = new Map(
    (await destination.compare(plan.target, documents, signal)).map((comparison) => [
      comparison.documentKey,
      comparison,
    ]),
  );
  const items = [
    ...sample.unreadable.map(unreadableItem),
    ...judged.map(({ record, judgement }) => toItem(record, judgement, comparisons)),
  ];
  return {
    stream: plan.definition.id,
    label: plan.definition.label,
    announced: sample.announced,
    complete: sample.complete,
    window: sample.description,
    items,
    counts: countItems(items),
    moneyEffect: moneyEffect(plan, documents, comparisons),
    plan: schemaPlan,
  };
}

function judge(
  deps: EngineDeps,
  { flow, plan }: PreviewRequest,
  { record, dimensions }: { record: SourceRecord; dimensions: Dimensions },
): Judgement {
  const of = { flowId: flow.id, stream: plan.definition.id };
  const known = deps.store.documents.get(of.flowId, of.stream, record.key);
  const judgement = judgeRecord(record, plan, dimensions);
  return letGo(deps, of, { record, known, judgement });
}

async function readSample(deps: EngineDeps, request: PreviewRequest): Promise<Sample> {
  const { cursor } = deps.store.streams.get(request.flow.id, request.plan.definition.id);
  const next = await readFrom(request, cursor);
  const isEmpty = next.records.length + next.unreadable.length === 0;
  return isEmpty && cursor !== null && request.elseAll === true ? readFrom(request, null) : next;
}

async function readFrom(request: PreviewRequest, cursor: JsonObject | null): Promise<Sample> {
  const { plan, source, limit, signal } = request;
  const window = await source.openWindow(plan.definition.id, { kind: 'incremental', cursor }, signal);
  const records = new Map<string, SourceRecord>();
  const unreadable: UnreadableRecord[] = [];
  let announced: number | null = null;
  let complete = true;
  for await (const page of source.read(plan.definition.id, window, signal)) {
    announced = page.announced;
    for (const record of page.records) if (records.size < limit) records.set(record.key, record);
    unreadable.push(...page.unreadable);
    if (records.size >= limit) {
      complete = announced !== null && announced <= records.size + unreadable.length;
      break;
    }
  }
  return { records: [...records.values()], unreadable, announced, complete, description: window.description };
}

function toItem(record: SourceRecord, judgement: Judgement, comparisons: ReadonlyMap<string, Comparison>): PreviewItem {
  const base = {
    key: record.key,
    label: record.label,
    source: toPlainJson(record.fields),
    header: null,
    lines: null,
    changes: [],
    reasons: [],
    excludedReason: null,
  };
  switch (judgement.kind) {
    case 'rejected':
      return { ...base, outcome: 'rejected', reasons: judgement.reasons.map(explainReason) };
    case 'held':
      return { ...base, outcome: 'held', reasons: judgement.reasons.map(explainReason) };
    case 'excluded':
      return { ...base, outcome: 'excluded', excludedReason: judgement.reason };
    case 'document': {
      const comparison = comparisons.get(record.key);
      return {
        ...base,
        outcome: comparison?.action ?? 'insert',
        header: judgement.document.header.values,
        lines: Object.fromEntries(
          Object.entries(judgement.document.lines).map(([table, rows]) => [table, rows.map((row) => row.values)]),
        ),
        changes: comparison?.changes ?? [],
      };
    }
  }
}

function unreadableItem(record: UnreadableRecord): PreviewItem {
  const reason = { code: 'RECORD_UNREADABLE', field: '', value: record.reason, expected: null };
  return {
    key: record.key,
    label: record.label,
    outcome: 'rejected',
    source: null,
    header: null,
    lines: null,
    changes: [],
    reasons: [explainReason(reason)],
    excludedReason: null,
  };
}

function countItems(items: readonly PreviewItem[]): Preview['counts'] {
  const count = (outcome: PreviewItem['outcome']) => items.filter((item) => item.outcome === outcome).length;
  return {
    insert: count('insert'),
    update: count('update'),
    unchanged: count('unchanged'),
    rejected: count('rejected'),
    held: count('held'),
    excluded: count('excluded'),
  };
}

/** New value less old value, per amount and currency, over what would be inserted or updated. */
function moneyEffect(
  plan: StreamPlan,
  documents: readonly MappedDocument[],
  comparisons: ReadonlyMap<string, Comparison>,
): Preview['moneyEffect'] {
  const effects = new Map<string, { amount: string; currency: string; delta: Decimal }>();
  for (const document of documents) {
    const comparison = comparisons.get(document.key);
    if (comparison === undefined || comparison.action === 'unchanged') continue;
    for (const amount of plan.target.totals.amounts) {
      if (amount.table !== plan.target.mapping.header.table) continue;
      const currency = textOf(document.header, amount.currencyColumn);
      const before = comparison.changes.find((change) => change.field === amount.column)?.before;
      const now = parseDecimal(textOf(document.header, amount.column)) ?? ZERO;
      const was = previousAmount(comparison, before, now);
      const key = JSON.stringify([amount.name, currency]);
      const known = effects.get(key) ?? { amount: amount.name, currency, delta: ZERO };
      known.delta = addDecimals(known.delta, subtractDecimals(now, was));
      effects.set(key, known);
    }
  }
  return [...effects.values()].map((one) => ({ ...one, delta: canonicalDecimal(one.delta) }));
}

function previousAmount(comparison: Comparison, before: unknown, now: Decimal): Decimal {
  if (comparison.action === 'insert') return ZERO;
  if (before === undefined) return now;
  return typeof before === 'string' ? (parseDecimal(before) ?? ZERO) : ZERO;
}

function textOf(row: Row, column: string | null): string {
  const value = column === null ? '' : row.values[column];
  return typeof value === 'string' ? value : '';
}

function toPlainJson(fields: JsonObject): PreviewItem['source'] {
  return JSON.parse(JSON.stringify(fields)) as PreviewItem['source'];
}
