import type { JsonObject } from '../../../shared/model/json.ts';
import type { DeliveryContext } from '../../ports/destination.ts';
import type { Session } from './session.ts';
import type { Statement } from './sql/statement.ts';
import type { ResultRow } from './statements.ts';

/**
 * The statements of one delivery. The id of each is stored before it is polled; after a restart the one that was under way is asked
 * for instead of sent again, and those before it, which are safe to repeat, are repeated.
 */
export class Steps {
  readonly signal: AbortSignal;
  readonly #session: Session;
  readonly #context: DeliveryContext;
  readonly #batchId: string;
  #underWay: { readonly step: string; readonly statementId: string } | undefined;

  constructor(session: Session, batchId: string, context: DeliveryContext) {
    this.#session = session;
    this.#context = context;
    this.#batchId = batchId;
    this.signal = context.signal;
    this.#underWay = readProgress(context.progress);
  }

  /** Runs a statement that writes. `step` is the same whenever the same batch is delivered. Throws as statements do. */
  async write(step: string, statement: Statement): Promise<void> {
    const resumeId = this.#underWay?.step === step ? this.#underWay.statementId : undefined;
    if (resumeId !== undefined) this.#underWay = undefined;
    await this.#session.runner.run(statement, {
      signal: this.signal,
      phase: 'deliver',
      batchId: this.#batchId,
      cancelOnAbort: false,
      resumeId,
      onSubmitted: (statementId) => this.#context.saveProgress({ step, statementId }),
    });
  }

  /** Forgets what was under way: a replay of the batch is to run everything anew. */
  async finish(): Promise<void> {
    await this.#context.saveProgress({});
  }

  /** Runs a statement that reads. */
  async read(statement: Statement): Promise<readonly ResultRow[]> {
    const options = { signal: this.signal, phase: 'deliver', batchId: this.#batchId, cancelOnAbort: true } as const;
    return await this.#session.runner.run(statement, options);
  }
}

function readProgress(progress: JsonObject | null): { step: string; statementId: string } | undefined {
  const step = progress?.['step'];
  const statementId = progress?.['statementId'];
  return typeof step === 'string' && typeof statementId === 'string' ? { step, statementId } : undefined;
}
