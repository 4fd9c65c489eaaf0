import type { CurrencySum, Selection, SelectionSums, Sort } from '../../shared/contract/paging.ts';
import type { RecordFilter, RecordRef, RecordState } from '../../shared/model/record-view.ts';
import { documentSumsSchema, type DocumentSums } from '../../shared/model/tally.ts';
import { DecimalSum } from '../../shared/money/decimal.ts';
import { integer, json, ownJson, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';
import { readState } from './documents.ts';
import { idsOnPage, type ListPage } from './list-page.ts';
import {
  contains,
  equals,
  escapeLike,
  orderBy,
  whereAll,
  type Condition,
  type Order,
  type Where,
} from './list-query.ts';

/** A record as lists show it. */
export interface ListedRecord extends RecordRef {
  readonly label: string;
  readonly party: string | null;
  readonly documentDate: string | null;
  readonly company: string | null;
  readonly sums: DocumentSums;
  readonly state: RecordState;
  readonly lastRunId: string;
  readonly stagedBatchId: string | null;
  readonly landedBatchId: string | null;
  readonly landedAtUtc: string | null;
}

export type WantedRecord =
  | { readonly ref: RecordRef }
  | { readonly prefix: string; readonly column: 'label' | 'party' };

/** Every column that is filtered or ordered by is in this index, so that a list is found without touching the records. */
const listed = 'documents AS d INDEXED BY documents_list';

const order: Order = {
  columns: {
    label: 'd.label COLLATE NOCASE',
    stream: 'd.stream',
    party: 'd.party COLLATE NOCASE',
    documentDate: 'd.document_date',
    company: 'd.company',
    amount: 'd.amount',
    state: 'd.state',
  },
  usual: [{ column: 'label', direction: 'asc' }],
  last: ['d.label COLLATE NOCASE', 'd.key', 'd.stream', 'd.flow_id'],
};

/** As `recordId` writes it. */
const id = `d.flow_id || '/' || d.stream || '/' || d.key`;

/** Records as people look for them: in pages, by number, key or party, with exact sums. */
export class RecordRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  page(filter: RecordFilter, page: ListPage): { total: number; items: ListedRecord[] } {
    const { total, ids } = idsOnPage(this.#db, { from: listed, where: this.#where(filter), order, id }, page);
    const landed = new Map<string, string | null>();
    return {
      total,
      items: ids.flatMap((one) => {
        const ref = recordOfId(one);
        return ref === null ? [] : (this.#find(ref, landed) ?? []);
      }),
    };
  }

  get(ref: RecordRef): ListedRecord | null {
    return this.#find(ref, new Map());
  }

  /** Place of a record in the order, counted from 0; null if the filter does not let it through. */
  place(filter: RecordFilter, sort: readonly Sort[], wanted: WantedRecord): number | null {
    const where = this.#where(filter);
    const [condition, values] =
      'ref' in wanted
        ? [
            'flow_id = ? AND stream = ? AND key = ?' as const,
            [wanted.ref.flowId, wanted.ref.stream, wanted.ref.key] as const,
          ]
        : [`${wanted.column} LIKE ? ESCAPE '\\'`, [`${escapeLike(wanted.prefix)}%`] as const];
    const row = this.#db.get(
      `SELECT place FROM (
         SELECT d.flow_id, d.stream, d.key, d.label, d.party, row_number() OVER (ORDER BY ${orderBy(order, sort)}) - 1 AS place
         FROM ${listed} WHERE ${where.sql}
       ) WHERE ${condition} ORDER BY place LIMIT 1`,
      ...where.values,
      ...values,
    );
    return row === undefined ? null : integer(row, 'place');
  }

  /** How many records are selected, and the exact sum of each record's first amount by amount and currency. One row at a time. */
  sums(filter: RecordFilter, selection: SelectionOf): SelectionSums {
    const adder = new Adder();
    if (selection.kind === 'keys') {
      for (const ref of selection.refs) {
        const row = this.#db.get(
          'SELECT sums FROM documents WHERE flow_id = ? AND stream = ? AND key = ?',
          ...idOf(ref),
        );
        if (row !== undefined) adder.add(json(row, 'sums', documentSumsSchema));
      }
      return adder.result();
    }
    const except = new Set(selection.except);
    const where = this.#where(filter);
    const rows = this.#db.each(
      // Not from the index alone: the sums themselves are needed, exact and in every currency.
      `SELECT d.flow_id, d.stream, d.key, d.sums FROM documents AS d WHERE ${where.sql}`,
      ...where.values,
    );
    for (const row of rows) {
      if (except.size > 0 && except.has(recordId(refOf(row)))) continue;
      // Not validated: this is read for every record of a selection, and only this store writes it.
      adder.add(ownJson(row, 'sums') as DocumentSums);
    }
    return adder.result();
  }

  #where(filter: RecordFilter): Where {
    return whereAll([
      equals('d.flow_id', filter.flowId),
      equals('d.stream', filter.stream),
      equals('d.state', filter.state),
      matches(filter.text),
      filter.runId === undefined ? null : this.#ofRun(filter.runId),
    ]);
  }

  /** Records that the run's batches carried or that it rejected or held. Of batches that still wait, those it staged last. */
  #ofRun(runId: string): [string, ...string[]] {
    const open = this.#db.all(`SELECT id FROM batches WHERE run_id = ? AND state <> 'acknowledged'`, runId);
    const waiting = open.map((row) => text(row, 'id'));
    const staged =
      waiting.length === 0
        ? ''
        : `UNION SELECT w.stream, w.key FROM documents AS w WHERE w.staged_batch_id IN (SELECT value FROM json_each(?))`;
    return [
      `d.flow_id = (SELECT flow_id FROM runs WHERE id = ?) AND (d.stream, d.key) IN (
         SELECT b.stream, o.document_key FROM batches AS b CROSS JOIN batch_outcomes AS o ON o.batch_id = b.id WHERE b.run_id = ?
         UNION SELECT r.stream, r.key FROM rejected_runs AS s JOIN rejected AS r ON r.id = s.rejected_id WHERE s.run_id = ? AND r.key IS NOT NULL
         UNION SELECT h.stream, h.key FROM held_runs AS s JOIN held AS h ON h.id = s.held_id WHERE s.run_id = ? ${staged})`,
      runId,
      runId,
      runId,
      runId,
      ...(waiting.length === 0 ? [] : [JSON.stringify(waiting)]),
    ];
  }

  #find(ref: RecordRef, landed: Map<string, string | null>): ListedRecord | null {
    const row = this.#db.get('SELECT * FROM documents WHERE flow_id = ? AND stream = ? AND key = ?', ...idOf(ref));
    if (row === undefined) return null;
    const landedBatchId = textOrNull(row, 'landed_batch_id');
    return {
      ...ref,
      label: text(row, 'label'),
      party: textOrNull(row, 'party'),
      documentDate: textOrNull(row, 'document_date'),
      company: textOrNull(row, 'company'),
      sums: json(row, 'sums', documentSumsSchema),
      state: readState(row),
      lastRunId: text(row, 'last_run').split('#')[0] ?? '',
      stagedBatchId: textOrNull(row, 'staged_batch_id'),
      landedBatchId,
      landedAtUtc: landedBatchId === null ? null : this.#acknowledgedAt(landedBatchId, landed),
    };
  }

  #acknowledgedAt(batchId: string, known: Map<string, string | null>): string | null {
    const before = known.get(batchId);
    if (before !== undefined) return before;
    const row = this.#db.get('SELECT acknowledged_at FROM batches INDEXED BY batches_landed WHERE id = ?', batchId);
    const at = row === undefined ? null : textOrNull(row, 'acknowledged_at');
    known.set(batchId, at);
    return at;
  }
}

const amountText = /^[-+]?\d+(?:[.,]\d+)?$/;

/** By number, key or party; a text that is an amount also by the record's first amount, however it is written. */
function matches(wanted: string | undefined): Condition {
  const found = contains(['d.label', 'd.key', 'd.party'], wanted);
  const amount = wanted?.trim() ?? '';
  if (found === null || !amountText.test(amount)) return found;
  const [sql, ...values] = found;
  // To the cent and beyond by the index alone: two amounts that share a float differ only after their fifteenth digit.
  return [`(${sql}) OR d.amount = CAST(? AS REAL)`, ...values, amount.replace(',', '.')];
}

/** A selection whose ids have been taken apart. */
export type SelectionOf =
  | { readonly kind: 'keys'; readonly refs: readonly RecordRef[] }
  | { readonly kind: 'all'; readonly except: readonly string[] };

/** One text that names a record for ever; `recordOfId` takes it apart. */
export function recordId({ flowId, stream, key }: RecordRef): string {
  return `${flowId}/${stream}/${key}`;
}

/** The record that the text names, or null if it names none. Keys may have slashes, the parts before them have none. */
export function recordOfId(id: string): RecordRef | null {
  const match = /^([^/]+)\/([^/]+)\/(.+)$/s.exec(id);
  const [, flowId, stream, key] = match ?? [];
  return flowId === undefined || stream === undefined || key === undefined ? null : { flowId, stream, key };
}

/** The selection of a request with its ids taken apart; ids that name nothing are left out. */
export function selectionOf(selection: Selection): SelectionOf {
  if (selection.kind === 'all') return selection;
  return { kind: 'keys', refs: [...new Set(selection.keys)].flatMap((id) => recordOfId(id) ?? []) };
}

/** A record's first amount in every currency it has. */
export function mainAmounts(sums: DocumentSums): { amount: string; currency: string; sum: string }[] {
  const main = sums[0]?.amount;
  return sums.filter((one) => one.amount === main).map(({ amount, currency, sum }) => ({ amount, currency, sum }));
}

class Adder {
  readonly #sums = new Map<
    string,
    { readonly amountName: string; readonly currency: string; readonly sum: DecimalSum }
  >();
  #count = 0;

  add(sums: DocumentSums): void {
    this.#count += 1;
    const main = sums[0]?.amount;
    for (const one of sums) {
      if (one.amount !== main) continue;
      const name = `${one.amount}\u0001${one.currency}`;
      let known = this.#sums.get(name);
      if (known === undefined) {
        known = { amountName: one.amount, currency: one.currency, sum: new DecimalSum() };
        this.#sums.set(name, known);
      }
      known.sum.add(one.sum);
    }
  }

  result(): SelectionSums {
    const sums: CurrencySum[] = [...this.#sums.values()].map(({ amountName, currency, sum }) => ({
      amountName,
      currency,
      amount: sum.text(),
    }));
    return {
      count: this.#count,
      sums: sums.sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'en')),
    };
  }
}

function nameOf(sum: CurrencySum): string {
  return `${sum.amountName ?? ''} ${sum.currency}`;
}

function refOf(row: Record<string, unknown>): RecordRef {
  return { flowId: text(row, 'flow_id'), stream: text(row, 'stream'), key: text(row, 'key') };
}

function idOf(ref: RecordRef): [string, string, string] {
  return [ref.flowId, ref.stream, ref.key];
}
