import { AppError } from '../../../../shared/errors/app-error.ts';
import { documentStreams } from './documents.ts';
import { ledgerStreams } from './ledger.ts';
import { referenceStreams } from './reference-data.ts';
import type { StreamSpec } from './spec.ts';

/** The streams in the order in which they run. */
export const streamSpecs: readonly StreamSpec[] = [...referenceStreams, ...documentStreams, ...ledgerStreams];

/** Throws EXACT_STREAM_UNKNOWN. */
export function specOf(streamId: string): StreamSpec {
  const spec = streamSpecs.find(({ id }) => id === streamId);
  if (spec === undefined) {
    throw new AppError('EXACT_STREAM_UNKNOWN', 'config', { phase: 'read', details: { stream: streamId } });
  }
  return spec;
}
