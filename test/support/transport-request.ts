import type { TransportRequest } from '../../main/http/port.ts';

/** A request with time-outs that a healthy case never meets. */
export function requestTo(url: string, changes: Partial<TransportRequest> = {}): TransportRequest {
  return {
    method: 'GET',
    url,
    headers: {},
    headersTimeoutMs: 20_000,
    idleTimeoutMs: 20_000,
    signal: new AbortController().signal,
    ...changes,
  };
}
