import { AppError } from '../../../shared/errors/app-error.ts';
import { changesBetween } from '../../../shared/mapping/version-changes.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { MappedDocument } from '../../../shared/model/record.ts';
import type { SchemaPlan } from '../../../shared/model/plan.ts';
import type { ControlTotals, TotalsEntry } from '../../../shared/model/totals.ts';
import { DecimalSum } from '../../../shared/money/decimal.ts';
import type {
  Batch,
  DeliveryReport,
  Destination,
  LandedComparison,
  TargetStream,
  TotalsRequest,
} from '../../ports/destination.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { LinksOf, NoteOf } from '../../ports/views.ts';
import { nowUtc, type Clock } from '../../ports/time.ts';
import type { Store } from '../../store/store.ts';
import { sumDocument } from '../sums.ts';
import { channelConflicts } from './channel-conflicts.ts';

export interface BookDestinationOptions {
  readonly store: Pick<Store, 'book' | 'transaction'>;
  readonly clock: Clock;
  /** Whose book it is, and the rules that are to post; null where only the connection is looked at. */
  readonly flow: Pick<Flow, 'id' | 'messaging'> | null;
  /** How documents of a stream are found again by the views of the flow's integration. */
  linksOf(stream: string): LinksOf | undefined;
  /** What is noted beside their links. */
  noteOf?(stream: string): NoteOf | undefined;
  readonly messenger: Messenger;
}

/**
 * What a flow that posts messages delivers its records to: the book, a table of this installation, in which rules look for what is
 * to be told (decision 0012). Delivering is local and safe to repeat, but it is done only when a window was read whole, since what
 * follows from it is not. Throws what the messenger throws from `check` and `plan`, and from the other methods what the store throws.
 */
export function createBookDestination(options: BookDestinationOptions): Destination {
  const { flow, messenger } = options;
  return {
    capabilities: {
      delivery: 'once',
      maxDocumentsPerBatch: 2_000,
      maxBytesPerBatch: 8_000_000,
      totalsCostMoney: false,
      isShapeless: true,
    },
    check: (_streams, signal) => messenger.check(signal),
    plan: async (_streams, signal): Promise<SchemaPlan> => ({
      changes: [],
      conflicts: await channelConflicts(messenger, flow?.messaging?.rules ?? [], signal),
    }),
    // There is nothing to change: a channel that cannot be posted to stops its own rules, not the reading of records.
    applyPlan: () => Promise.resolve(),
    compare: (stream, documents) =>
      Promise.resolve(documents.map((document) => compareWithBook(options, stream, document))),
    deliver: (stream, batch) => Promise.resolve().then(() => takeUp(options, stream, batch)),
    totals: (request) => Promise.resolve().then(() => totalsOf(options, request)),
    close: () => messenger.close(),
  };
}

function compareWithBook(
  { store, flow }: BookDestinationOptions,
  stream: TargetStream,
  document: MappedDocument,
): LandedComparison {
  const documentKey = document.key;
  const known = flow === null ? null : store.book.stored(flow.id, stream.id, documentKey);
  if (known === null) {
    return {
      documentKey,
      action: document.deleted === true ? 'unchanged' : 'insert',
      changes: [],
      landedSequence: null,
    };
  }
  const landedSequence = known.sequence;
  if (document.deleted === true) return { documentKey, action: 'update', changes: [], landedSequence };
  if (known.document.hash === document.hash) return { documentKey, action: 'unchanged', changes: [], landedSequence };
  const changes = changesBetween(known.document, document, stream.mapping);
  return { documentKey, action: 'update', changes, landedSequence };
}

function takeUp(options: BookDestinationOptions, stream: TargetStream, batch: Batch): DeliveryReport {
  const { store, clock } = options;
  const keys = new Set(batch.documents.map((document) => document.key));
  if (keys.size !== batch.documents.length) {
    throw new AppError('ENGINE_BATCH_REPEATS_DOCUMENT', 'internal', { phase: 'deliver', details: { batch: batch.id } });
  }
  const taking = {
    mapping: stream.mapping,
    linksOf: options.linksOf(stream.id),
    noteOf: options.noteOf?.(stream.id),
    atUtc: nowUtc(clock),
  };
  return { outcomes: store.transaction(() => store.book.take(batch, taking)) };
}

/** Added up from the rows of the book itself, not from what was sent to it. */
function totalsOf({ store, flow }: BookDestinationOptions, { stream, documentKeys }: TotalsRequest): ControlTotals {
  const entries = new Map<
    string,
    { readonly of: Omit<TotalsEntry, 'count' | 'sum'>; sum: DecimalSum; count: number }
  >();
  const lines = new Map(stream.mapping.lines.map(({ table }) => [table, 0]));
  let documents = 0;
  for (const key of flow === null ? [] : new Set(documentKeys)) {
    const known = store.book.stored(flow?.id ?? '', stream.id, key);
    if (known === null) continue;
    documents += 1;
    for (const [table, rows] of Object.entries(known.document.lines))
      lines.set(table, (lines.get(table) ?? 0) + rows.length);
    for (const { company, amount, currency, sum, rows } of sumDocument(known.document, stream.totals)) {
      const id = JSON.stringify([company, amount, currency]);
      const entry = entries.get(id) ?? { of: { company, amount, currency }, sum: new DecimalSum(), count: 0 };
      entry.sum.add(sum);
      entry.count += rows;
      entries.set(id, entry);
    }
  }
  return {
    documents,
    distinctKeys: documents,
    lines: Object.fromEntries(lines),
    entries: [...entries.values()].map(({ of, sum, count }) => ({ ...of, count, sum: sum.text() })),
  };
}
