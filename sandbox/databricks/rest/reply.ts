import { randomUUID } from 'node:crypto';

/** What a handler answers; `file` is sent from disk as it is. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** Sent as HTML. */
  readonly html?: string;
  readonly file?: { readonly path: string; readonly size: number };
}

/** A request as handlers see it. `segments` are percent-decoded. */
export interface Call {
  readonly method: string;
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body, refused with 413 above `limit` bytes. */
  body(limit: number): Promise<Buffer>;
  /** Writes the body to a file, byte for byte, and returns its length. */
  saveBody(path: string): Promise<number>;
}

/** Thrown by handlers; becomes an answer with an error body. */
export class HttpError extends Error {
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(`HTTP ${String(reply.status)}`);
    this.reply = reply;
  }
}

/** The error shape of most REST APIs of the workspace. */
export function failure(
  status: number,
  errorCode: string | number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): HttpError {
  const details = [
    { '@type': 'type.googleapis.com/google.rpc.RequestInfo', request_id: randomUUID(), serving_data: '' },
  ];
  const body =
    typeof errorCode === 'number' ? { error_code: errorCode, message } : { error_code: errorCode, message, details };
  return new HttpError({ status, headers, json: body });
}

export function invalidParameter(message: string): HttpError {
  return failure(400, 'INVALID_PARAMETER_VALUE', message);
}

/** The body as a JSON object. Throws 400 MALFORMED_REQUEST. */
export async function jsonBody(call: Call, limit: number): Promise<Readonly<Record<string, unknown>>> {
  const text = (await call.body(limit)).toString('utf8');
  try {
    const value = JSON.parse(text === '' ? '{}' : text) as unknown;
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Readonly<Record<string, unknown>>;
  } catch {
    // answered below, like every other body that is not an object
  }
  throw failure(400, 'MALFORMED_REQUEST', 'Invalid JSON given in the body of the request - expected a map');
}
