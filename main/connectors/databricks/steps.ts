import type { JsonObject } from '../../../shared/model/json.ts';
import type { DeliveryContext } from '../../ports/destination.ts';
import type { Session } from './session.ts';
import type { Statement } from './sql/statement.ts';
import type { ResultRow } from './statements.ts';

/**
 * The statements of one delivery. The ids of those under way are stored before they are polled; after a restart these are asked
 * for instead of sent again, and those before them, which are safe to repeat, are repeated.
 */
export class Steps {
  readonly signal: AbortSignal;
  readonly #session: Session;
  readonly #context: DeliveryContext;
  readonly #batchId: string;
  /** Statements of an earlier try, by step. */
  readonly #earlier: Map<string, string>;
  /** Statements that this try waits for, by step. */
  readonly #underWay = new Map<string, string>();

  constructor(session: Session, batchId: string, context: DeliveryContext) {
    this.#session = session;
    this.#context = context;
    this.#batchId = batchId;
    this.signal = context.signal;
    this.#earlier = readProgress(context.progress);
  }

  /** Runs a statement that writes. `step` is the same whenever the same batch is delivered. Throws as statements do. */
  async write(step: string, statement: Statement): Promise<void> {
    const resumeId = this.#earlier.get(step);
    this.#earlier.delete(step);
    await this.#session.runner.run(statement, {
      signal: this.signal,
      phase: 'deliver',
      batchId: this.#batchId,
      cancelOnAbort: false,
      resumeId,
      onSubmitted: (statementId) => this.begun(step, statementId),
    });
    await this.ended(step);
  }

  /** True if an earlier try was left waiting for the step's statement, which `write` then asks for. */
  wasUnderWay(step: string): boolean {
    return this.#earlier.has(step);
  }

  /** Stores that the step waits for a statement, which may be of several batches. */
  begun(step: string, statementId: string): Promise<void> {
    this.#underWay.set(step, statementId);
    return this.#save();
  }

  /** What has ended is repeated by a later try: only then is it certain that it met the tables as they are by then. */
  async ended(step: string): Promise<void> {
    if (this.#underWay.delete(step)) await this.#save();
  }

  /** Forgets what was under way: a replay of the batch is to run everything anew. */
  async finish(): Promise<void> {
    await this.#context.saveProgress({});
  }

  #save(): Promise<void> {
    return this.#context.saveProgress({ underWay: Object.fromEntries(this.#underWay) });
  }

  /** Runs a statement that reads. */
  async read(statement: Statement): Promise<readonly ResultRow[]> {
    const options = { signal: this.signal, phase: 'deliver', batchId: this.#batchId, cancelOnAbort: true } as const;
    return await this.#session.runner.run(statement, options);
  }
}

function readProgress(progress: JsonObject | null): Map<string, string> {
  const underWay = progress?.['underWay'];
  if (typeof underWay !== 'object' || underWay === null || Array.isArray(underWay)) return new Map();
  return new Map(
    Object.entries(underWay).flatMap(([step, statementId]) =>
      typeof statementId === 'string' ? [[step, statementId] as const] : [],
    ),
  );
}

/**
 * Waits for statements that do not need each other and that are under way together, until each of them has ended: what one of them
 * failed with is thrown when nothing of them is under way any more.
 */
export async function together<const Works extends readonly Promise<unknown>[]>(
  ...works: Works
): Promise<{ -readonly [At in keyof Works]: Awaited<Works[At]> }> {
  await Promise.allSettled(works);
  return await Promise.all(works);
}
