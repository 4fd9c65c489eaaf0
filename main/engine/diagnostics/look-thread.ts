import { parentPort, workerData } from 'node:worker_threads';
import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import { asStoreError } from '../../store/sqlite-errors.ts';
import { lookIntoBatches, lookIntoDatabase } from './look.ts';
import type { LookAnswer, LookRequest } from './look-into.ts';

/** Entry of the thread that looks into the data file: SQLite reads without a break, which the engine's thread must not. */
function main(): LookAnswer {
  const request = workerData as LookRequest;
  try {
    if (request.task === 'database') return { ok: true, value: lookIntoDatabase(request.file) };
    return { ok: true, value: lookIntoBatches(request.file, request.most) };
  } catch (error) {
    return { ok: false, error: toErrorDto(asStoreError(error, request.file)) };
  }
}

parentPort?.postMessage(main());
