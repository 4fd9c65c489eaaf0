import type { IncomingMessage } from 'node:http';
import { Arguments } from './arguments.ts';
import { SlackError } from './slack-error.ts';

export type Encoding = 'form' | 'json' | 'query';

export interface ReadArguments {
  readonly args: Arguments;
  readonly encoding: Encoding;
  /** What Slack remarks on although it accepts the call. */
  readonly warnings: readonly string[];
}

const LARGEST = 1_048_576;

/** The body as text. Throws `invalid_form_data` beyond a mebibyte. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST) throw new SlackError('invalid_form_data');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function fromJson(body: string): Arguments {
  let value: unknown;
  try {
    value = JSON.parse(body === '' ? '{}' : body);
  } catch {
    throw new SlackError('invalid_json');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new SlackError('json_not_object');
  return new Arguments(value as Record<string, unknown>);
}

/**
 * The arguments of a Web API call: form-urlencoded with JSON inside, a JSON body, or the query of a GET. Throws `invalid_post_type`,
 * `missing_post_type`, `invalid_charset`, `invalid_json`, `json_not_object`.
 */
export async function readArguments(request: IncomingMessage, query: URLSearchParams): Promise<ReadArguments> {
  if (request.method === 'GET') {
    return { args: new Arguments(Object.fromEntries(query)), encoding: 'query', warnings: [] };
  }
  const body = await readBody(request);
  const header = request.headers['content-type'];
  if (header === undefined) {
    if (body !== '') throw new SlackError('missing_post_type');
    return { args: new Arguments({}), encoding: 'form', warnings: [] };
  }
  const [type = '', ...parameters] = header.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((part) => part.startsWith('charset='))?.slice('charset='.length);
  if (charset !== undefined && !/^"?(?:utf-?8|iso-8859-1)"?$/.test(charset)) throw new SlackError('invalid_charset');
  if (type === 'application/json') {
    return { args: fromJson(body), encoding: 'json', warnings: charset === undefined ? ['missing_charset'] : [] };
  }
  if (type !== 'application/x-www-form-urlencoded') throw new SlackError('invalid_post_type');
  return { args: new Arguments(Object.fromEntries(new URLSearchParams(body))), encoding: 'form', warnings: [] };
}
