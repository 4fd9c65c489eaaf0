import type { Batch, TargetStream } from '../../ports/destination.ts';
import { prepareLoad, type Prepared } from './load.ts';
import { screen, type Screened } from './screen.ts';
import type { Session } from './session.ts';
import { batchFolder } from './stage.ts';

/** A batch checked, encoded and, if it is large, lying in the volume. No table knows of it. */
export interface Readied {
  readonly screened: Screened;
  /** Null if nothing is to be written. */
  readonly prepared: Prepared | null;
}

/** Throws as uploads do, and DATABRICKS_BATCH_INVALID. */
export async function readyBatch(
  session: Session,
  stream: TargetStream,
  batch: Batch,
  signal: AbortSignal,
): Promise<Readied> {
  const screened = screen(stream, batch);
  if (screened.sound.length === 0) return { screened, prepared: null };
  const prepared = await prepareLoad({ session, stream, batch, signal }, screened.sound);
  return { screened, prepared };
}

interface Entry {
  readonly batchId: string;
  readonly session: Session;
  readonly readied: Promise<Readied | null>;
}

/** Readies one batch of a stream while another is delivered. What is readied and never asked for is taken away again. */
export class Ahead {
  readonly #entries = new Map<string, Entry>();
  #tidying: Promise<void> = Promise.resolve();

  /** Begins, unless that was done for this batch. A failure is kept quiet: the delivery itself will meet it and say so. */
  begin(session: Session, stream: TargetStream, batch: Batch, signal: AbortSignal): void {
    if (this.#entries.get(batch.streamId)?.batchId === batch.id) return;
    this.#drop(batch.streamId);
    const readied = readyBatch(session, stream, batch, signal).catch(() => null);
    this.#entries.set(batch.streamId, { batchId: batch.id, session, readied });
  }

  /** What was readied of the batch; null if nothing was, or if it failed. */
  async take(batch: Pick<Batch, 'id' | 'streamId'>): Promise<Readied | null> {
    const entry = this.#entries.get(batch.streamId);
    if (entry?.batchId !== batch.id) return null;
    this.#entries.delete(batch.streamId);
    return await entry.readied;
  }

  /** Takes away what nobody asked for, and waits until that is done: the batch may be delivered by somebody else next. */
  async close(): Promise<void> {
    for (const streamId of [...this.#entries.keys()]) this.#drop(streamId);
    await this.#tidying;
  }

  #drop(streamId: string): void {
    const left = this.#entries.get(streamId);
    this.#entries.delete(streamId);
    if (left !== undefined) this.#tidying = this.#tidying.then(() => tidyUp(left));
  }
}

/** Never rejects. */
async function tidyUp({ batchId, session, readied }: Entry): Promise<void> {
  const found = await readied;
  if (found?.prepared?.isStaged !== true) return;
  try {
    const signal = AbortSignal.timeout(tidyUpMs);
    await session.files.removeFolder(batchFolder(session, batchId), { phase: 'deliver', signal });
  } catch {
    // Files that stay behind cost little and are never read again: no failure to remove them is worth more than they are.
  }
}

const tidyUpMs = 20_000;
