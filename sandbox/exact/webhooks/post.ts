import { request, type IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';

const TIMEOUT_MS = 10_000;

/** What came back: a status with its words, or null where nobody answered. */
export type PostAnswer = { readonly status: number; readonly words: string } | null;

/** Public hosts that lead to this machine, as a customer's tunnel does: host name → address. */
export type Tunnels = ReadonlyMap<string, string>;

/**
 * Posts a body as it is. A host with a tunnel is asked at the tunnel's end, by its public name. Never throws.
 */
export function postRaw(callback: string, body: string, tunnels: Tunnels): Promise<PostAnswer> {
  const url = new URL(callback);
  const end = tunnels.get(url.hostname);
  const target = end === undefined ? url : new URL(`${url.pathname}${url.search}`, end);
  const send = target.protocol === 'https:' ? secureRequest : request;
  const bytes = Buffer.from(body);
  const headers = {
    Host: url.host,
    'Content-Length': String(bytes.length),
    ...(bytes.length === 0 ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
  };
  return new Promise((resolve) => {
    const outgoing = send(target, { method: 'POST', headers, timeout: TIMEOUT_MS, agent: false });
    outgoing.once('response', (response: IncomingMessage) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, words: response.statusMessage ?? '' });
    });
    outgoing.once('timeout', () => {
      outgoing.destroy();
    });
    outgoing.once('error', () => {
      resolve(null);
    });
    outgoing.once('close', () => {
      resolve(null);
    });
    outgoing.end(bytes);
  });
}

/** 200 and 201 alone count as accepted. */
export function isAccepted(answer: PostAnswer): boolean {
  return answer?.status === 200 || answer?.status === 201;
}
