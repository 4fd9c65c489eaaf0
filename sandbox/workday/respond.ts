import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants, createGzip, type Gzip } from 'node:zlib';

/** Bytes that go through the compressor, a thread of its own, at once. */
const PIECE = 128 * 1024;
const compression = { level: constants.Z_BEST_SPEED, chunkSize: PIECE, highWaterMark: 2 * PIECE };

/** Writes an answer piece by piece, no faster than the reader takes it, compressed where the reader asked for it. */
export class AnswerBody {
  readonly #response: ServerResponse;
  readonly #gzip: Gzip | undefined;
  bytes = 0;

  constructor(request: IncomingMessage, response: ServerResponse, contentType: string) {
    this.#response = response;
    response.setHeader('Content-Type', contentType);
    if (/\bgzip\b/.test(request.headers['accept-encoding']?.toString() ?? '')) {
      response.setHeader('Content-Encoding', 'gzip');
      this.#gzip = createGzip(compression);
      this.#gzip.pipe(response);
    }
  }

  get gone(): boolean {
    return this.#response.destroyed || this.#response.closed;
  }

  async write(piece: string): Promise<void> {
    if (this.gone) return;
    const target = this.#gzip ?? this.#response;
    const bytes = Buffer.from(piece);
    this.bytes += bytes.length;
    if (target.write(bytes)) {
      // Between pieces others get their turn: the practice systems share one thread.
      await new Promise((resolve) => setImmediate(resolve));
      return;
    }
    await this.#drained(target);
  }

  #drained(target: Gzip | ServerResponse): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        target.off('drain', done);
        this.#response.off('close', done);
        resolve();
      };
      target.on('drain', done);
      // A reader that hangs up never drains.
      this.#response.on('close', done);
    });
  }

  end(): void {
    (this.#gzip ?? this.#response).end();
  }

  /** Ends the connection as a broken network does. */
  async breakOff(): Promise<void> {
    if (this.#gzip !== undefined) {
      const gzip = this.#gzip;
      await new Promise<void>((resolve) => {
        gzip.flush(() => {
          resolve();
        });
      });
    }
    this.#response.socket?.destroy();
  }
}

/** A whole answer at once. */
export function sendText(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.statusCode = status;
  response.setHeader('Content-Type', contentType);
  response.end(body);
}

/** The body of a request as text. Throws an Error beyond a mebibyte: no request of this service is that large. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > 1_048_576) throw new Error('the request is too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
