import type { CheckStep } from '../../../shared/model/check.ts';
import type { OtherInstallation } from '../../../shared/model/installation.ts';
import type { SchemaPlan } from '../../../shared/model/plan.ts';
import type { MappedDocument } from '../../../shared/model/record.ts';
import type { ControlTotals } from '../../../shared/model/totals.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import type {
  Batch,
  DeliveryContext,
  DeliveryReport,
  Destination,
  LandedComparison,
  GroupedSum,
  GroupedSumsRequest,
  InstallationMark,
  TargetStream,
  TotalsRequest,
} from '../../ports/destination.ts';
import { Ahead } from './ahead.ts';
import { checkConnection } from './check.ts';
import { compareDocuments } from './compare.ts';
import { deliverBatch } from './deliver.ts';
import { readEditedRows } from './edited-rows.ts';
import { computeGroupedSums } from './grouped-sums.ts';
import { readOthers } from './others.ts';
import { applyPlan, planStreams } from './plan.ts';
import { openSession, type Session } from './session.ts';
import { computeTotals } from './totals.ts';

const MAX_DOCUMENTS = 20_000;
/** Rows, their JSON and its compressed form are in memory together while a batch is staged. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * A Databricks workspace as a destination: one connection, one warehouse, one schema. Nothing is sent until a method is called.
 * Settings are read at the first call, so that a check can report them as a failed step. Methods throw `DATABRICKS_*` and `HTTP_*`.
 */
export function createDatabricksDestination(context: ConnectorContext): Destination {
  let session: Session | undefined;
  const open = (): Session => (session ??= openSession(context));
  const ahead = new Ahead();
  return {
    capabilities: {
      delivery: 'keyed-batch',
      maxDocumentsPerBatch: MAX_DOCUMENTS,
      maxBytesPerBatch: MAX_BYTES,
      totalsCostMoney: true,
      takesStreamsTogether: true,
      // 2: the table of batches says which installation delivered.
      shapeVersion: 2,
    },
    check: (streams: readonly TargetStream[], signal: AbortSignal): AsyncIterable<CheckStep> =>
      checkConnection(context, open, streams, signal),
    plan: async (streams: readonly TargetStream[], signal: AbortSignal): Promise<SchemaPlan> =>
      await planStreams(open(), streams, signal),
    applyPlan: async (plan: SchemaPlan, signal: AbortSignal): Promise<void> => {
      await applyPlan(open(), plan, signal);
    },
    compare: async (
      stream: TargetStream,
      documents: readonly MappedDocument[],
      signal: AbortSignal,
    ): Promise<readonly LandedComparison[]> => await compareDocuments(open(), stream, documents, signal),
    prepare: (stream: TargetStream, batch: Batch, signal: AbortSignal): void => {
      ahead.begin(open(), stream, batch, signal);
    },
    others: async (
      stream: TargetStream,
      installation: InstallationMark,
      signal: AbortSignal,
    ): Promise<readonly OtherInstallation[]> => await readOthers(open(), stream, { installation, signal }),
    deliver: async (stream: TargetStream, batch: Batch, delivery: DeliveryContext): Promise<DeliveryReport> =>
      await deliverBatch(open(), stream, batch, { context: delivery, readied: await ahead.take(batch) }),
    totals: async (request: TotalsRequest, signal: AbortSignal): Promise<ControlTotals> =>
      await computeTotals(open(), request, signal),
    groupedSums: async (request: GroupedSumsRequest, signal: AbortSignal): Promise<readonly GroupedSum[]> =>
      await computeGroupedSums(open(), request, signal),
    editedRows: async (stream: TargetStream, columns: readonly string[], signal: AbortSignal) =>
      await readEditedRows(open(), stream, { columns, signal }),
    close: async (): Promise<void> => {
      session = undefined;
      await ahead.close();
    },
  };
}
