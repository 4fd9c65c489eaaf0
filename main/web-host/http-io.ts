import type { IncomingMessage, ServerResponse } from 'node:http';

/** What an answer says when a request is refused. Never more than that: a refusal teaches a stranger nothing. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`refused with ${String(status)}`);
    this.status = status;
  }
}

/** A small JSON body. Throws Refused: 415 for another type, 413 beyond `maxBytes`, 400 for anything that is not JSON. */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  if (request.headers['content-type']?.split(';')[0]?.trim() !== 'application/json') throw new Refused(415);
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new Refused(413);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new Refused(413);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    throw new Refused(400);
  }
}

export function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
}

export function headerOf(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}
