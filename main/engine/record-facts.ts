import { setImmediate as nextTurn } from 'node:timers/promises';
import { shapeOf } from '../../shared/mapping/mapped-row.ts';
import type { ColumnMapping, StreamMapping } from '../../shared/mapping/mapping.ts';
import type { Cell, SourceRecord } from '../../shared/model/record.ts';
import type { FactsReader } from '../store/record-facts.ts';
import type { EngineDeps } from './deps.ts';
import type { Runner } from './runner.ts';
import { atPath } from './sums.ts';

const partyColumn = /^(supplier|customer|vendor|payee|party)_name$/;
const rejectedAtOnce = 200;

/** True if records of the stream are parties themselves: their own name, and not that of another record they point to, is mapped. */
export function areParties(mapping: StreamMapping): boolean {
  return mapping.header.columns.some((one) => partyColumn.test(one.column) && !one.path.includes('.'));
}

/** Where the mapped header has who a document is with and its date: the first column named or typed that way. */
export function factsReader(mapping: StreamMapping): FactsReader {
  const { columns } = mapping.header;
  const party = columns.find((one) => partyColumn.test(one.column));
  const date = columns.find((one) => one.type.kind === 'date');
  const { names } = shapeOf(mapping.header);
  const placeOf = (column: ColumnMapping | undefined) => (column === undefined ? -1 : names.indexOf(column.column));
  const [partyAt, dateAt] = [placeOf(party), placeOf(date)];
  return {
    fromDocument: (packed) => {
      const cells = packed[5][1];
      return { party: cellText(cells[partyAt]), documentDate: cellText(cells[dateAt]) };
    },
    fromSource: (record) => ({ party: sourceText(record, party), documentDate: sourceText(record, date) }),
  };
}

/**
 * Describes stored records for lists while no run is under way, one batch at a time, so that calls are answered in between.
 * `kick` may be called as often as one likes.
 */
export class RecordDescriber {
  readonly #deps: EngineDeps;
  readonly #runner: Pick<Runner, 'isBusy'>;
  readonly #signal: AbortSignal;
  #working: Promise<void> | null = null;

  constructor(deps: EngineDeps, runner: Pick<Runner, 'isBusy'>, signal: AbortSignal) {
    this.#deps = deps;
    this.#runner = runner;
    this.#signal = signal;
  }

  /** Goes on with what is left; resolves when nothing is, or when a run has begun. Never rejects. */
  kick(): Promise<void> {
    this.#working ??= this.#work().finally(() => {
      this.#working = null;
    });
    return this.#working;
  }

  async #work(): Promise<void> {
    if (this.#deps.store.condition.state === 'read-only') return;
    try {
      let found = false;
      while (!this.#signal.aborted && !this.#runner.isBusy && this.#step()) {
        found = true;
        await nextTurn();
      }
      if (found) this.#deps.publish({ topic: 'changed', subject: 'records' });
    } catch (error) {
      if (!this.#signal.aborted) this.#deps.log.warn('call.failed', { method: 'records.describe' }, error);
    }
  }

  #step(): boolean {
    const { facts, flows } = this.#deps.store;
    const batch = facts.nextBatch();
    if (batch !== null) {
      facts.describeBatch(batch, (target) => factsReader(target.mapping));
      return true;
    }
    const described = facts.describeRejected(rejectedAtOnce, (flowId, stream) => {
      const mapping = flows.get(flowId)?.streams.find((one) => one.id === stream)?.mapping;
      return mapping === undefined ? null : factsReader(mapping);
    });
    return described > 0;
  }
}

function cellText(cell: Cell | undefined): string | null {
  return typeof cell === 'string' && cell !== '' ? cell : null;
}

function sourceText(record: SourceRecord, column: ColumnMapping | undefined): string | null {
  const value = column === undefined ? undefined : atPath(record.fields, column.path);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
