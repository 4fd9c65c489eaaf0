import { createHash } from 'node:crypto';
import type { Store } from '../../main/store/store.ts';
import type { DocumentState } from '../../main/store/documents.ts';
import type { MappedDocument } from '../../shared/model/record.ts';

export interface ManyRecords {
  readonly count: number;
  readonly flowId: string;
  readonly stream: string;
}

const states: readonly DocumentState[] = ['landed', 'landed', 'landed', 'waiting', 'rejected'];

/** Amount of the n-th record: with decimals that a float would lose once they are summed. */
export function amountOf(n: number): string {
  return n % 7 === 0 ? `-${String(n)}.1` : `${String(n)}.${String(n % 100).padStart(2, '0')}`;
}

/** Fills a store with records as an engine would leave them: labels in no order, several states, two currencies. */
export function fillRecords(store: Store, { count, flowId, stream }: ManyRecords): void {
  for (let from = 0; from < count; from += 5_000) {
    store.transaction(() => {
      for (let n = from; n < Math.min(count, from + 5_000); n += 1) {
        const state = states[n % states.length] ?? 'landed';
        store.documents.put(flowId, stream, {
          key: `key-${String(n)}`,
          label: labelOf(n, count),
          state,
          stagedHash: null,
          stagedBatchId: null,
          landedHash: state === 'landed' ? 'a'.repeat(64) : null,
          landedBatchId: state === 'landed' ? 'batch-1' : null,
          sums: [
            { company: `CO-${String(n % 3)}`, amount: 'total', currency: currencyOf(n), sum: amountOf(n), rows: 1 },
            { company: `CO-${String(n % 3)}`, amount: 'lines.amount', currency: currencyOf(n), sum: '1', rows: 2 },
          ],
          lastRun: 'run-1#1',
          lastDisposition: 'loaded',
        });
      }
    });
  }
}

export function currencyOf(n: number): string {
  return n % 4 === 0 ? 'USD' : 'EUR';
}

/** Labels mixed in case and not in the order of their keys; each once. */
export function labelOf(n: number, count: number): string {
  const shuffled = (n * 7919) % count;
  return `${n % 2 === 0 ? 'INV' : 'inv'}-${String(shuffled).padStart(7, '0')}`;
}

/** A small invoice as the mapping of the harness makes it. */
export function documentOf(key: string, total: string, lines: readonly string[] = []): MappedDocument {
  const row = (values: Record<string, string>, own: readonly string[]) => ({
    key: own,
    hash: createHash('sha256').update(JSON.stringify(values)).digest('hex'),
    values,
  });
  return {
    key,
    label: `Invoice ${key}`,
    hash: createHash('sha256')
      .update(JSON.stringify([key, total, lines]))
      .digest('hex'),
    changedAt: null,
    timeKind: 'as_of',
    header: row({ id: key, company: 'CO', currency: 'EUR', total }, [key]),
    lines: {
      invoice_lines: lines.map((amount, index) =>
        row({ invoice_id: key, line: String(index + 1), currency: 'EUR', amount }, [key, String(index + 1)]),
      ),
    },
  };
}
