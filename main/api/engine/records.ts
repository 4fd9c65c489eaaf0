import { changesBetween } from '../../../shared/mapping/version-changes.ts';
import type { TableMapping } from '../../../shared/mapping/mapping.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type {
  RecordComparison,
  RecordDetail,
  RecordItem,
  RecordRef,
  RecordTable,
  RecordVersion,
} from '../../../shared/model/record-view.ts';
import type { EngineServices } from '../../engine/services.ts';
import type { TargetStream } from '../../ports/destination.ts';
import { nowUtc } from '../../ports/time.ts';
import { contentsRemoved } from '../../store/batches.ts';
import type { CarriedBy, CarriedDocument } from '../../store/record-versions.ts';
import {
  mainAmounts,
  recordId,
  recordOfId,
  selectionOf,
  type ListedRecord,
  type WantedRecord,
} from '../../store/records.ts';
import { badRequest, found, type HandlersOf } from './handler.ts';
import { heldWithNames } from './held.ts';
import { linksOf } from './links.ts';
import { namesOf, type Names } from './names.ts';
import { withNames } from './rejected.ts';

type Methods = 'records.list' | 'records.sums' | 'records.place' | 'records.get' | 'records.compare';

/** Versions in one answer: each is read out of its whole batch. */
const versionsAtOnce = 10;

/** Records of all flows: found, listed and summed in the store, and held against the destination. */
export function recordHandlers(services: EngineServices): HandlersOf<Methods> {
  const { records } = services.deps.store;
  return {
    'records.list': ({ filter, ...page }) => {
      const { total, items } = records.page(filter, page);
      const names = namesOf(services);
      return Promise.resolve({ total, items: items.map((one) => toItem(one, names)) });
    },
    'records.sums': ({ filter, selection }) => Promise.resolve(records.sums(filter, selectionOf(selection))),
    'records.place': ({ filter, sort, wanted }) =>
      Promise.resolve({ index: records.place(filter, sort, wantedOf(wanted)) }),
    'records.get': ({ before, ...ref }) => Promise.resolve(detailOf(services, ref, before)),
    'records.compare': (ref, { signal }) => compareNow(services, ref, signal),
  };
}

function wantedOf(wanted: { by: 'key'; key: string } | { by: 'prefix'; column: string; prefix: string }): WantedRecord {
  if (wanted.by === 'key') return { ref: found(recordOfId(wanted.key), 'record', wanted.key) };
  const { column, prefix } = wanted;
  if (column !== 'label' && column !== 'party') throw badRequest(`wanted.column: nothing is looked for in ${column}`);
  return { column, prefix };
}

function toItem(record: ListedRecord, names: Names): RecordItem {
  const { flowId, stream, key, label, party, documentDate, company, state, lastRunId, landedAtUtc } = record;
  return {
    id: recordId(record),
    ...{ flowId, stream, key, label, party, documentDate, company, state, lastRunId, landedAtUtc },
    flowName: names.flow(flowId),
    streamLabel: names.stream(flowId, stream),
    amounts: mainAmounts(record.sums),
  };
}

function detailOf(services: EngineServices, ref: RecordRef, before: string | undefined): RecordDetail {
  const { store } = services.deps;
  const names = namesOf(services);
  const record = found(store.records.get(ref), 'record', ref.key);
  const all = store.versions.of(ref, record.stagedBatchId);
  const start = before === undefined ? 0 : all.findIndex((one) => one.batchId === before) + 1;
  const kept = all.slice(start).filter((one) => one.contentsRemovedAtUtc === null);
  const asked = kept.slice(0, versionsAtOnce);
  // One more than is shown, so that the last one shown has something to be compared with.
  const carried = kept.slice(0, versionsAtOnce + 1).map((one) => store.versions.document(one.batchId, ref.key));
  const sums = record.sums.map(({ amount, currency, sum }) => ({ amount, currency, sum }));
  return {
    record: {
      ...toItem(record, names),
      ...{ sums, lastRunStartedAtUtc: store.runs.startOf(record.lastRunId) },
      link: linksOf(services).document(ref.flowId, ref.stream, ref.key),
    },
    landedBatchId: record.landedBatchId,
    versions: asked.flatMap((by, index) => toVersion(by, carried[index] ?? null, carried[index + 1] ?? null) ?? []),
    hasEarlier: kept.length > versionsAtOnce,
    removedVersions: removedOf(all, record.landedBatchId),
    deleted: deletedOf(services, ref),
    held: heldOf(services, ref),
    rejections: store.rejected.ofRecord(ref).map((one) => withNames(one, names)),
  };
}

/** The version that waits, if the newest one does. */
function heldOf(services: EngineServices, ref: RecordRef): RecordDetail['held'] {
  const open = services.deps.store.held.ofRecord(ref).find(({ state }) => state === 'open');
  return open === undefined ? undefined : heldWithNames(open, namesOf(services));
}

function deletedOf({ deps: { store } }: EngineServices, { flowId, stream, key }: RecordRef): RecordDetail['deleted'] {
  const known = store.documents.get(flowId, stream, key);
  const atUtc = known?.deletedAtUtc ?? null;
  const runId = store.batches.summary(known?.landedBatchId ?? '')?.runId ?? null;
  return atUtc === null || runId === null ? undefined : { atUtc, runId, runStartedAtUtc: store.runs.startOf(runId) };
}

/** What the list of versions is shorter by; undefined if all are kept. */
function removedOf(all: readonly CarriedBy[], landedBatchId: string | null): RecordDetail['removedVersions'] {
  const removed = all.filter((one) => one.contentsRemovedAtUtc !== null);
  const dates = removed.flatMap((one) => one.contentsRemovedAtUtc ?? []).sort();
  const lastAtUtc = dates.at(-1);
  if (lastAtUtc === undefined) return undefined;
  return { count: removed.length, lastAtUtc, landed: removed.some((one) => one.batchId === landedBatchId) };
}

function toVersion(by: CarriedBy, own: CarriedDocument | null, older: CarriedDocument | null): RecordVersion | null {
  if (own === null) return null;
  const { document, target } = own;
  const { batchId, batchState, runId, run, sequence, stagedAtUtc, acknowledgedAtUtc, outcome } = by;
  return {
    ...{ batchId, batchState, runId, run, sequence, stagedAtUtc, acknowledgedAtUtc, outcome },
    hash: document.hash,
    changedAt: document.changedAt,
    tables: tablesOf(target),
    header: { ...document.header.values },
    lines: Object.fromEntries(
      Object.entries(document.lines).map(([table, rows]) => [table, rows.map((row) => ({ ...row.values }))]),
    ),
    changes: older === null ? null : changesBetween(older.document, document, target.mapping),
  };
}

function tablesOf(target: TargetStream): RecordTable[] {
  const { mapping } = target;
  return [
    describeTable(target, mapping.header, 'header'),
    ...mapping.lines.map((table) => describeTable(target, table, table.listPath)),
  ];
}

function describeTable(target: TargetStream, table: TableMapping, part: string): RecordTable {
  const totals = target.totals.amounts.filter((one) => one.table === table.table);
  // Amounts that are not totalled are in the currency of those that are.
  const currencies = new Set(totals.flatMap((one) => one.currencyColumn ?? []));
  const usual = currencies.size === 1 ? ([...currencies][0] ?? null) : null;
  return {
    table: table.table,
    part,
    keyColumns: [...table.keyColumns],
    columns: table.columns.map(({ column, type }) => {
      const total = totals.find((one) => one.column === column);
      const isMoney = type.kind === 'decimal' && type.scale <= 6;
      return { column, type, currencyColumn: total === undefined ? (isMoney ? usual : null) : total.currencyColumn };
    }),
  };
}

/**
 * Holds what the destination has now against the version it acknowledged last. Throws RECORD_NOT_DELIVERED if it never
 * acknowledged one, BATCH_CONTENTS_REMOVED if that version went after the retention time, and what the destination throws.
 */
async function compareNow(services: EngineServices, ref: RecordRef, signal: AbortSignal): Promise<RecordComparison> {
  const { store, clock, openDestination } = services.deps;
  const record = found(store.records.get(ref), 'record', ref.key);
  const flow = found(store.flows.get(ref.flowId), 'flow', ref.flowId);
  const { landedBatchId } = record;
  const removedAtUtc = landedBatchId === null ? null : store.batches.contentsRemovedAt(landedBatchId);
  if (removedAtUtc !== null) throw contentsRemoved(landedBatchId ?? '', removedAtUtc);
  const landed = landedBatchId === null ? null : store.versions.document(landedBatchId, ref.key);
  if (landedBatchId === null || landed === null) {
    throw new AppError('RECORD_NOT_DELIVERED', 'config', { details: { label: record.label } });
  }
  const connection = store.connections.get(flow.destinationConnectionId);
  const destination = openDestination(found(connection, 'connection', flow.destinationConnectionId), flow);
  try {
    const [comparison] = await destination.compare(landed.target, [landed.document], signal);
    const action = found(comparison, 'comparison', ref.key).action;
    const verdict = action === 'unchanged' ? 'equal' : action === 'insert' ? 'missing' : 'different';
    const changes = verdict === 'different' ? (comparison?.changes ?? []) : [];
    return { verdict, changes: [...changes], batchId: landedBatchId, comparedAtUtc: nowUtc(clock) };
  } finally {
    await destination.close();
  }
}
