import type { StreamSpec } from '../streams/streams.ts';
import type { SourceRecord, UnreadableRecord } from '../../../../shared/model/record.ts';
import { ResponseReader, type ResponseFacts } from './response-reader.ts';
import { defaultLimits, XmlTokenizer } from './tokenizer.ts';
import { XmlError } from './xml-error.ts';

/** A part of an answer: some of its records, and what is known of the set by then. */
export interface AnswerPart {
  readonly records: readonly SourceRecord[];
  readonly unreadable: readonly UnreadableRecord[];
  readonly facts: ResponseFacts;
  /** Record elements so far, whatever became of them. */
  readonly elements: number;
  /** Bytes of this part. */
  readonly bytes: number;
  readonly isLast: boolean;
}

/** Beyond this many bytes an answer is not read further: a page of finance documents has a few megabytes. */
export const MAX_ANSWER_BYTES = 200 * 1024 * 1024;

export interface ParseOptions {
  /** Calendar day of the read moment, for what depends on today. */
  readonly today: string;
  readonly signal?: AbortSignal;
  readonly maxBytes?: number;
}

/** A part is given when at least this much was read for it: so memory stays flat however large the answer is. */
const PART_BYTES = 512 * 1024;

/**
 * Reads a SOAP answer piece by piece into records, and gives them in parts; the last part comes when the answer was whole. Only
 * the records of one part are held. Throws XmlError for what is not read, the signal's reason when it is aborted, and what the
 * body throws.
 */
export async function* parseAnswer(
  spec: StreamSpec,
  body: AsyncIterable<Uint8Array>,
  options: ParseOptions,
): AsyncGenerator<AnswerPart> {
  let records: SourceRecord[] = [];
  let unreadable: UnreadableRecord[] = [];
  let elements = 0;
  let bytes = 0;
  let given = 0;
  const reader = new ResponseReader(spec.record, spec.plan, (fields) => {
    elements += 1;
    for (const finished of spec.finish(fields, options.today)) {
      if ('record' in finished) records.push(finished.record);
      else unreadable.push(finished.unreadable);
    }
  });
  const part = (isLast: boolean): AnswerPart => {
    const made = { records, unreadable, facts: reader.facts(), elements, bytes: bytes - given, isLast };
    records = [];
    unreadable = [];
    given = bytes;
    return made;
  };
  const tokenizer = new XmlTokenizer(reader, defaultLimits);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of body) {
    options.signal?.throwIfAborted();
    bytes += chunk.byteLength;
    assertSize(bytes, options.maxBytes ?? MAX_ANSWER_BYTES);
    tokenizer.write(decode(decoder, chunk));
    if (bytes - given >= PART_BYTES && records.length + unreadable.length > 0) yield part(false);
  }
  tokenizer.write(decode(decoder, undefined));
  tokenizer.end();
  yield part(true);
}

function assertSize(bytes: number, limit: number): void {
  if (bytes > limit) throw new XmlError('refused', `it is larger than ${String(Math.round(limit / 1024 / 1024))} MB`);
}

function decode(decoder: TextDecoder, chunk: Uint8Array | undefined): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    throw new XmlError(chunk === undefined ? 'truncated' : 'malformed', 'it is not UTF-8');
  }
}
