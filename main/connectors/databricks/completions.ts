import { nowUtc, type Clock } from '../../ports/time.ts';
import type { Place } from './sql/names.ts';
import { mergeCompletions } from './sql/merge.ts';
import type { Statement } from './sql/statement.ts';
import type { StatementRunner } from './statements.ts';
import type { Steps } from './steps.ts';

/** A row of the table of batches, by column, without the moment of its completion. */
export type CompletionRow = Readonly<Record<string, string>>;

interface Waiting {
  readonly row: CompletionRow;
  readonly steps: Steps;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const step = 'completion';
/** Rows in one statement: below what a parameter takes. */
const MOST_BYTES = 450_000;

/**
 * Writes the completion rows of one session. Every stream writes into the same table, and writers of one Delta table at one moment are
 * refused: one statement at a time, and the rows that come meanwhile go together with the next.
 */
export class Completions {
  readonly #runner: Pick<StatementRunner, 'run'>;
  readonly #place: Place;
  readonly #clock: Clock;
  #waiting: Waiting[] = [];
  #isWriting = false;

  constructor(runner: Pick<StatementRunner, 'run'>, place: Place, clock: Clock) {
    this.#runner = runner;
    this.#place = place;
    this.#clock = clock;
  }

  /** Resolves when the row is in place. Throws as statements do. */
  async write(row: CompletionRow, steps: Steps): Promise<void> {
    if (steps.wasUnderWay(step)) {
      await steps.write(step, this.#statement([row]));
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const done = (): void => {
      resolve(undefined);
    };
    this.#waiting.push({ row, steps, resolve: done, reject });
    void this.#work();
    await promise;
  }

  async #work(): Promise<void> {
    if (this.#isWriting) return;
    this.#isWriting = true;
    for (let group = this.#take(); group.length > 0; group = this.#take()) {
      try {
        await this.#writeTogether(group);
        for (const one of group) one.resolve();
      } catch (error) {
        for (const one of group) one.reject(error);
      }
    }
    this.#isWriting = false;
  }

  /** As many of the rows that wait as go in one statement, at least one if there are any. */
  #take(): Waiting[] {
    let bytes = 0;
    const fits = this.#waiting.findIndex(({ row }, at) => {
      bytes += Buffer.byteLength(JSON.stringify(row));
      return at > 0 && bytes > MOST_BYTES;
    });
    return this.#waiting.splice(0, fits < 0 ? this.#waiting.length : fits);
  }

  async #writeTogether(group: readonly Waiting[]): Promise<void> {
    const [first] = group;
    await this.#runner.run(this.#statement(group.map(({ row }) => row)), {
      signal: AbortSignal.any(group.map(({ steps }) => steps.signal)),
      phase: 'deliver',
      ...(group.length === 1 ? { batchId: first?.row['batch_id'] ?? '' } : {}),
      cancelOnAbort: false,
      onSubmitted: async (statementId) => {
        await Promise.all(group.map(({ steps }) => steps.begun(step, statementId)));
      },
    });
    await Promise.all(group.map(({ steps }) => steps.ended(step)));
  }

  #statement(rows: readonly CompletionRow[]): Statement {
    const completed_at = nowUtc(this.#clock);
    return {
      purpose: 'merge completion',
      sql: mergeCompletions(this.#place, { kind: 'parameter', name: 'rows' }),
      parameters: { rows: JSON.stringify(rows.map((row) => ({ ...row, completed_at }))) },
    };
  }
}
