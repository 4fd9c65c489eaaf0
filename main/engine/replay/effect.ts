import type { StreamMapping } from '../../../shared/mapping/mapping.ts';
import type { MappedDocument, Row } from '../../../shared/model/record.ts';
import { noEffect, type DocumentEffect, type StreamEffect, type TableEffect } from '../../../shared/replay/replay.ts';
import type { Destination, LandedComparison, TargetStream } from '../../ports/destination.ts';

/** What sending one document does. `newer`: nothing, because what is there is newer. */
export type Effect = 'insert' | 'update' | 'unchanged' | 'newer';

/** Documents compared in one call: a batch may be of tens of thousands. */
const comparedAtOnce = 2_000;

/** Asks the destination about all documents, part by part; one comparison per document, in order. Writes nothing. */
export async function compareAll(
  destination: Pick<Destination, 'compare'>,
  target: TargetStream,
  documents: readonly MappedDocument[],
  signal: AbortSignal,
): Promise<LandedComparison[]> {
  const all: LandedComparison[] = [];
  for (let start = 0; start < documents.length; start += comparedAtOnce) {
    signal.throwIfAborted();
    all.push(...(await destination.compare(target, documents.slice(start, start + comparedAtOnce), signal)));
  }
  return all;
}

/** What sending the compared document does. `sequence` null: it is going to be newer than all that is there. */
export function effectOf(comparison: LandedComparison, sequence: string | null): Effect {
  const { action, landedSequence } = comparison;
  if (action === 'unchanged' || sequence === null || landedSequence === null) return action;
  return BigInt(landedSequence) > BigInt(sequence) ? 'newer' : action;
}

type RowCounts = Omit<TableEffect, 'table'>;

/** Adds up what becomes of the documents of one stream, and of their rows by table. */
export class EffectTally {
  readonly #of: { readonly stream: string; readonly label: string };
  readonly #documents: DocumentEffect = noEffect();
  readonly #tables = new Map<string, RowCounts>();
  #batches: number | null;

  constructor(of: { readonly stream: string; readonly label: string; readonly batches: number | null }) {
    this.#of = { stream: of.stream, label: of.label };
    this.#batches = of.batches;
  }

  addBatch(): void {
    this.#batches = (this.#batches ?? 0) + 1;
  }

  count(name: keyof DocumentEffect, documents = 1): void {
    this.#documents[name] += documents;
  }

  /** Counts a document and its rows. */
  add(mapping: StreamMapping, document: MappedDocument, comparison: LandedComparison, effect: Effect): void {
    this.#documents[effect] += 1;
    const { header } = mapping;
    if (effect !== 'update') {
      this.#rows(header.table)[effect] += 1;
      for (const line of mapping.lines) this.#rows(line.table)[effect] += document.lines[line.table]?.length ?? 0;
      return;
    }
    const isLine = (field: string) => mapping.lines.some((line) => field.startsWith(`${line.listPath}[`));
    this.#rows(header.table)[comparison.changes.some(({ field }) => !isLine(field)) ? 'update' : 'unchanged'] += 1;
    for (const line of mapping.lines) {
      const counts = lineCounts(line.listPath, document.lines[line.table] ?? [], comparison.changes);
      const rows = this.#rows(line.table);
      for (const name of ['insert', 'update', 'remove', 'unchanged'] as const) rows[name] += counts[name];
    }
  }

  effect(): StreamEffect {
    return {
      ...this.#of,
      batches: this.#batches,
      documents: { ...this.#documents },
      tables: [...this.#tables].map(([table, rows]) => ({ table, ...rows })),
    };
  }

  #rows(table: string): { -readonly [Name in keyof RowCounts]: number } {
    const known = this.#tables.get(table);
    if (known !== undefined) return known;
    const rows = { insert: 0, update: 0, remove: 0, unchanged: 0, newer: 0 };
    this.#tables.set(table, rows);
    return rows;
  }
}

/** Rows of one set of lines by what becomes of them, from the changes by name (`lines[2].amount`; a whole line has no before or no after). */
function lineCounts(
  listPath: string,
  rows: readonly Row[],
  changes: LandedComparison['changes'],
): Record<'insert' | 'update' | 'remove' | 'unchanged', number> {
  const counts = { insert: 0, update: 0, remove: 0, unchanged: 0 };
  const changed = new Set<string>();
  for (const { field, before } of changes) {
    if (!field.startsWith(`${listPath}[`)) continue;
    // A column never ends with a bracket, but a line's key may hold one.
    if (!field.endsWith(']')) changed.add(field.slice(0, field.lastIndexOf('].') + 1));
    else if (before === null) counts.insert += 1;
    else counts.remove += 1;
  }
  counts.update = changed.size;
  counts.unchanged = Math.max(0, rows.length - counts.insert - counts.update);
  return counts;
}
