import { isAppError, type AppError } from '../../shared/errors/app-error.ts';
import { chromiumCode, chromiumError, proxyCodes } from '../http/chromium-errors.ts';
import { cancelledError, httpError } from '../http/network-error.ts';
import type { TransportRequest } from '../http/port.ts';
import type { Clock } from '../ports/time.ts';
import type { CertificateWatch } from './net-certificates.ts';
import type { NetSessions } from './net-session.ts';

export interface ExplainDeps {
  readonly clock: Clock;
  readonly certificates: CertificateWatch;
  readonly sessions: NetSessions;
  readonly quietAfterMs: number;
}

/** The error of a request that got no answer, with what is known of the certificate or the proxy in its way. */
export async function explain(
  error: unknown,
  request: TransportRequest,
  { deps, startedAt }: { readonly deps: ExplainDeps; readonly startedAt: number },
): Promise<AppError> {
  if (isAppError(error)) return error;
  if (request.signal.aborted) return cancelledError(request.signal.reason);
  const message = error instanceof Error ? error.message : '';
  const url = new URL(request.url);
  const code = chromiumCode(message);
  const waitedMs = deps.clock.now() - startedAt;
  const seconds = Math.round(waitedMs / 1000);
  if (code === 'HTTP_CONNECTION_CUT' && waitedMs >= deps.quietAfterMs) {
    return httpError('HTTP_CUT_WHEN_IDLE', { host: url.host, seconds });
  }
  const certificate = code.startsWith('HTTP_TLS_') ? deps.certificates.seen(url.hostname) : null;
  return chromiumError(message, url.host, {
    ...(certificate === null
      ? {}
      : {
          issuer: certificate.issuer,
          names: certificate.names,
          validFrom: certificate.validFrom,
          validTo: certificate.validTo,
        }),
    ...(proxyCodes.has(code) ? await proxyOf(url, deps) : {}),
    seconds,
  });
}

async function proxyOf(url: URL, { clock, sessions }: ExplainDeps): Promise<{ readonly proxy?: string }> {
  const over = new AbortController();
  try {
    // An automatic configuration that does not load must not keep the error back.
    const route = await Promise.race([sessions.route(url), clock.sleep(2_000, over.signal)]);
    const proxy = route?.proxy ?? null;
    return proxy === null ? {} : { proxy };
  } catch {
    return {};
  } finally {
    over.abort();
  }
}
