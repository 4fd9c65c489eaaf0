import { Worker } from 'node:worker_threads';
import { fromErrorDto, type ErrorDto } from '../../../shared/errors/error-dto.ts';
import type { BatchLook, DatabaseLook } from './look.ts';

export type LookRequest =
  | { readonly task: 'database'; readonly file: string }
  | { readonly task: 'batches'; readonly file: string; readonly most: number };

export type LookAnswer =
  | { readonly ok: true; readonly value: DatabaseLook | BatchLook }
  | { readonly ok: false; readonly error: ErrorDto };

/** Looks into the data file in a thread of its own, which ends with the signal. Rejects with what SQLite has against the file. */
export function lookInThread(request: LookRequest & { task: 'database' }, signal: AbortSignal): Promise<DatabaseLook>;
export function lookInThread(request: LookRequest & { task: 'batches' }, signal: AbortSignal): Promise<BatchLook>;
export async function lookInThread(request: LookRequest, signal: AbortSignal): Promise<DatabaseLook | BatchLook> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./look-thread.ts', import.meta.url), { workerData: request });
  const { promise, resolve, reject } = Promise.withResolvers<LookAnswer>();
  const stop = (): void => {
    reject(signal.reason as Error);
  };
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', () => {
    reject(new Error('the thread ended without an answer'));
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    const answer = await promise;
    if (answer.ok) return answer.value;
    throw fromErrorDto(answer.error);
  } finally {
    signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
