import { isAscii } from 'node:buffer';
import type { StreamSpec } from '../streams/streams.ts';
import type { SourceRecord, UnreadableRecord } from '../../../../shared/model/record.ts';
import { ResponseReader, type ResponseFacts } from './response-reader.ts';
import { defaultLimits, XmlTokenizer } from './tokenizer.ts';
import { XmlError, type XmlProblem } from './xml-error.ts';

/** A part of an answer: some of its records, and what is known of the set by then. */
export interface AnswerPart {
  readonly records: readonly SourceRecord[];
  readonly unreadable: readonly UnreadableRecord[];
  readonly facts: ResponseFacts;
  /** Record elements so far, whatever became of them. */
  readonly elements: number;
  /** How many of them are not records of the stream (a payment of wages, say) and gave nothing. */
  readonly leftOut: number;
  /** Bytes of this part. */
  readonly bytes: number;
  readonly isLast: boolean;
}

/** Beyond this many bytes an answer is not read further: a page of finance documents has a few megabytes. */
export const MAX_ANSWER_BYTES = 200 * 1024 * 1024;

export interface ParseOptions {
  /** Calendar day of the read moment, for what depends on today. */
  readonly today: string;
  /** Texts of a payment's status, in lower case, with which it counts as paid; none if left out. */
  readonly paidStatuses?: readonly string[];
  readonly signal?: AbortSignal;
  readonly maxBytes?: number;
}

/** A part is given when at least this much was read for it: so memory stays flat however large the answer is. */
const PART_BYTES = 512 * 1024;
const NOT_ASCII = 0x80;

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
  let leftOut = 0;
  const at = { today: options.today, paidStatuses: options.paidStatuses ?? [] };
  let bytes = 0;
  let given = 0;
  const reader = new ResponseReader(spec.record, spec.plan, (fields) => {
    elements += 1;
    const all = spec.finish(fields, at);
    if (all.length === 0) leftOut += 1;
    for (const finished of all) {
      if ('record' in finished) records.push(finished.record);
      else unreadable.push(finished.unreadable);
    }
  });
  const part = (isLast: boolean): AnswerPart => {
    const made = { records, unreadable, facts: reader.facts(), elements, leftOut, bytes: bytes - given, isLast };
    records = [];
    unreadable = [];
    given = bytes;
    return made;
  };
  const tokenizer = new XmlTokenizer(reader, defaultLimits);
  const decoder = new AnswerDecoder();
  for await (const chunk of body) {
    options.signal?.throwIfAborted();
    bytes += chunk.byteLength;
    assertSize(bytes, options.maxBytes ?? MAX_ANSWER_BYTES);
    tokenizer.write(decoder.write(chunk));
    if (bytes - given >= PART_BYTES && records.length + unreadable.length > 0) yield part(false);
  }
  tokenizer.write(decoder.end());
  tokenizer.end();
  yield part(true);
}

function assertSize(bytes: number, limit: number): void {
  if (bytes > limit) throw new XmlError('refused', `it is larger than ${String(Math.round(limit / 1024 / 1024))} MB`);
}

/** UTF-8 in chunks of any length. Throws XmlError for what is not UTF-8. */
class AnswerDecoder {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  /** A character may be cut in two by the end of the last chunk, and only the decoder knows the byte order mark of the first. */
  #mustDecode = true;

  write(chunk: Uint8Array): string {
    if (!this.#mustDecode && isAscii(chunk)) return asBuffer(chunk).toString('latin1');
    this.#mustDecode = (chunk.at(-1) ?? NOT_ASCII) >= NOT_ASCII;
    return this.#decoded('malformed', () => this.#decoder.decode(chunk, { stream: true }));
  }

  end(): string {
    return this.#decoded('truncated', () => this.#decoder.decode());
  }

  #decoded(problem: XmlProblem, decode: () => string): string {
    try {
      return decode();
    } catch {
      throw new XmlError(problem, 'it is not UTF-8');
    }
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
