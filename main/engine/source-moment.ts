import type { JsonObject } from '../../shared/model/json.ts';
import type { Source } from '../ports/source.ts';

/** The present moment by the source's clock, which records that are read by their keys are pinned to. Throws what the source throws. */
export async function sourceMoment(
  source: Source,
  {
    stream,
    cursor,
    signal,
  }: { readonly stream: string; readonly cursor: JsonObject | null; readonly signal: AbortSignal },
): Promise<string> {
  if (source.moment !== undefined) return source.moment(signal);
  return (await source.openWindow(stream, { kind: 'incremental', cursor }, signal)).asOf;
}
