import type { IncomingMessage, ServerResponse } from 'node:http';

/** What is answered. `null`: the connection breaks without a word. */
export interface Reply {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A request that Exact refuses, with its words (reference page §7). */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

export const JSON_TYPE = 'application/json; charset=utf-8';
export const HTML_TYPE = 'text/html; charset=utf-8';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in HTML and XML, in quoted attributes too. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}

/** An answer without a body. */
export function emptyReply(status: number, headers?: Readonly<Record<string, string>>): Reply {
  return { status, type: null, body: '', headers };
}

export function jsonReply(status: number, body: string, headers?: Readonly<Record<string, string>>): Reply {
  return { status, type: JSON_TYPE, body, headers };
}

export function htmlReply(status: number, body: string, headers?: Readonly<Record<string, string>>): Reply {
  return { status, type: HTML_TYPE, body, headers };
}

/** The error in OData's shape; as XML for who did not ask for JSON. */
export function refusalReply({ status, message, headers }: Refusal, wantsJson: boolean): Reply {
  if (wantsJson) {
    const body = JSON.stringify({ error: { code: '', message: { lang: '', value: message } } });
    return jsonReply(status, body, headers);
  }
  const namespace = 'http://schemas.microsoft.com/ado/2007/08/dataservices/metadata';
  const body = `<?xml version="1.0" encoding="utf-8"?><error xmlns="${namespace}"><code></code><message xml:lang="">${escapeMarkup(message)}</message></error>`;
  return { status, type: 'application/xml;charset=utf-8', body, headers };
}

/** Sends the answer; null breaks the connection. */
export function send(response: ServerResponse, reply: Reply | null): void {
  if (reply === null) {
    response.socket?.destroy();
    return;
  }
  response.statusCode = reply.status;
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  if (reply.type !== null) response.setHeader('Content-Type', reply.type);
  response.end(reply.body);
}

const LARGEST = 10_485_760;

/** The body of a request as text. Refuses more than 10 MB with 413. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST) throw new Refusal(413, 'Request entity too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
