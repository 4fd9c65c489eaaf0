import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { HttpError, failure, type Call, type Reply } from './reply.ts';

/** What becomes of an answer on its way out. */
export type Delivery = 'whole' | 'truncated' | 'dropped';

export interface Answer {
  readonly reply: Reply;
  readonly delivery: Delivery;
}

const WORKSPACE_ID = '1234567890123456';

async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) throw failure(413, 'REQUEST_TOO_LARGE', 'The request is too large.');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function toCall(request: IncomingMessage): Call {
  const url = new URL(request.url ?? '/', 'http://localhost');
  let bytes = 0;
  return {
    method: request.method ?? 'GET',
    segments: url.pathname
      .split('/')
      .filter((part) => part !== '')
      .map((part) => decodeURIComponent(part)),
    query: url.searchParams,
    headers: request.headers,
    body: (limit) => readBody(request, limit),
    saveBody: async (path) => {
      request.on('data', (part: Buffer) => (bytes += part.length));
      await pipeline(request, createWriteStream(path));
      return bytes;
    },
  };
}

async function send(response: ServerResponse, { reply, delivery }: Answer): Promise<void> {
  if (delivery === 'dropped') {
    response.socket?.destroy();
    return;
  }
  const content = reply.json === undefined ? reply.html : JSON.stringify(reply.json);
  const text = content === undefined ? undefined : Buffer.from(content, 'utf8');
  const type =
    text === undefined ? {} : { 'content-type': reply.html === undefined ? 'application/json' : 'text/html' };
  const length = reply.file?.size ?? text?.length ?? 0;
  const headers = {
    'x-request-id': randomUUID(),
    'x-databricks-org-id': WORKSPACE_ID,
    'content-length': String(length),
    ...type,
    ...reply.headers,
  };
  response.writeHead(reply.status, reply.status === 204 ? { ...headers, 'content-length': '0' } : headers);
  if (reply.file !== undefined) {
    await pipeline(createReadStream(reply.file.path), response);
  } else if (delivery === 'truncated' && text !== undefined) {
    await new Promise<void>((resolve) =>
      response.write(text.subarray(0, Math.floor(text.length / 2)), () => {
        resolve();
      }),
    );
    response.socket?.destroy();
  } else response.end(text);
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  handle: (call: Call) => Promise<Answer>,
): Promise<void> {
  let answer: Answer;
  try {
    answer = await handle(toCall(request));
  } catch (error) {
    const known =
      error instanceof HttpError
        ? error
        : failure(500, 'INTERNAL_ERROR', error instanceof Error ? error.message : String(error));
    answer = { reply: known.reply, delivery: 'whole' };
  }
  // What was not read would be taken for the next request on the connection.
  request.resume();
  await send(response, answer);
}

/** Listens on loopback and answers each request with what `handle` says. */
export async function listen(port: number, handle: (call: Call) => Promise<Answer>): Promise<Server> {
  const server = createServer((request, response) => {
    respond(request, response, handle).catch(() => {
      response.socket?.destroy();
    });
  });
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return server;
}
