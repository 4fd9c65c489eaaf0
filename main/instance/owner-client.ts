import { request } from 'node:http';

export interface OwnerPlace {
  readonly address: string;
  readonly token: string;
}

/** Whoever answers on this port is not the app that wrote the file, or knows another token. */
export class NotTheOwner extends Error {
  /** It refused the request for what it is, and did nothing. */
  readonly isRefusal: boolean;

  constructor(message: string, isRefusal: boolean) {
    super(message);
    this.isRefusal = isRefusal;
  }
}

/** What the app's own server answers before it looks at a request. */
const refusals: ReadonlySet<number> = new Set([401, 403, 404, 421]);
const largestAnswer = 64 * 1024 * 1024;

/**
 * Asks the app that owns the folder (protocol: main/web-host/server.ts). Node's own client: fetch gives up on an answer after
 * five minutes, and a preview may take ten. Rejects with NotTheOwner, or with Node's error if nobody listens.
 */
export function ownerPost(place: OwnerPlace, path: string, body: unknown, idleMs?: number): Promise<unknown> {
  const text = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, place.address), {
      method: 'POST',
      agent: false,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
        'x-mlc-owner': place.token,
      },
    });
    sent.on('error', reject);
    if (idleMs !== undefined) sent.setTimeout(idleMs, () => sent.destroy(new Error('no answer')));
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('error', reject);
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > largestAnswer) sent.destroy(new Error('answer too large'));
        else chunks.push(chunk);
      });
      response.on('end', () => {
        if (response.statusCode !== 200) {
          reject(new NotTheOwner(`status ${String(response.statusCode)}`, refusals.has(response.statusCode ?? 0)));
          return;
        }
        try {
          resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')));
        } catch {
          reject(new NotTheOwner('not JSON', false));
        }
      });
    });
    sent.end(text);
  });
}
