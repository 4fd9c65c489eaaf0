import type { StreamSpec } from '../streams/streams.ts';
import type { SourceRecord, UnreadableRecord } from '../../../../shared/model/record.ts';
import { ResponseReader, type ResponseFacts } from './response-reader.ts';
import { defaultLimits, XmlTokenizer } from './tokenizer.ts';
import { XmlError } from './xml-error.ts';

/** What one answer held. */
export interface ParsedAnswer {
  readonly records: readonly SourceRecord[];
  readonly unreadable: readonly UnreadableRecord[];
  readonly facts: ResponseFacts;
  /** Record elements, whatever became of them. */
  readonly elements: number;
  readonly bytes: number;
}

/** Beyond this many bytes an answer is not read further: a page of finance documents has a few megabytes. */
export const MAX_ANSWER_BYTES = 200 * 1024 * 1024;

export interface ParseOptions {
  /** Calendar day of the read moment, for what depends on today. */
  readonly today: string;
  readonly signal?: AbortSignal;
  readonly maxBytes?: number;
}

/**
 * Reads a SOAP answer piece by piece into records; nothing but the records is held. Throws XmlError for what is not read, the
 * signal's reason when it is aborted, and what the body throws.
 */
export async function parseAnswer(
  spec: StreamSpec,
  body: AsyncIterable<Uint8Array>,
  options: ParseOptions,
): Promise<ParsedAnswer> {
  const records: SourceRecord[] = [];
  const unreadable: UnreadableRecord[] = [];
  let elements = 0;
  const reader = new ResponseReader(spec.record, spec.plan, (fields) => {
    elements += 1;
    for (const finished of spec.finish(fields, options.today)) {
      if ('record' in finished) records.push(finished.record);
      else unreadable.push(finished.unreadable);
    }
  });
  const bytes = await feed(new XmlTokenizer(reader, defaultLimits), body, options);
  return { records, unreadable, facts: reader.facts(), elements, bytes };
}

async function feed(tokenizer: XmlTokenizer, body: AsyncIterable<Uint8Array>, options: ParseOptions): Promise<number> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const limit = options.maxBytes ?? MAX_ANSWER_BYTES;
  let bytes = 0;
  for await (const chunk of body) {
    options.signal?.throwIfAborted();
    bytes += chunk.byteLength;
    if (bytes > limit) throw new XmlError('refused', `it is larger than ${String(Math.round(limit / 1024 / 1024))} MB`);
    tokenizer.write(decode(decoder, chunk));
  }
  tokenizer.write(decode(decoder, undefined));
  tokenizer.end();
  return bytes;
}

function decode(decoder: TextDecoder, chunk: Uint8Array | undefined): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    throw new XmlError(chunk === undefined ? 'truncated' : 'malformed', 'it is not UTF-8');
  }
}
