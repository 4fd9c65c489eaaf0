import { AppError } from '../../../shared/errors/app-error.ts';

/** Errors that arise only while a connection is being made: not one byte of the request was sent. */
const beforeBytes = new Set([
  'HTTP_ADDRESS_INVALID',
  'HTTP_NAME_NOT_FOUND',
  'HTTP_CONNECTION_REFUSED',
  'HTTP_TLS_UNTRUSTED',
  'HTTP_TLS_EXPIRED',
  'HTTP_TLS_WRONG_NAME',
  'HTTP_CA_FILE',
  'HTTP_PROXY_SETTING',
  'HTTP_PROXY_UNREACHABLE',
  'HTTP_PROXY_TLS_UNTRUSTED',
  'HTTP_PROXY_PASSWORD_NEEDED',
  'HTTP_PROXY_PASSWORD_WRONG',
  'HTTP_PROXY_PASSWORD_UNREADABLE',
  'HTTP_PROXY_AUTH_UNSUPPORTED',
  'HTTP_PROXY_SIGN_IN_FAILED',
  'HTTP_PROXY_REFUSED',
  'HTTP_PROXY_CANNOT_REACH',
  'HTTP_PROXY_NO_WAY',
  // From our own budgets only: a 429 comes back as an answer.
  'HTTP_BUDGET_SPENT',
  'HTTP_RATE_LIMITED',
]);
/** These also come from a connection that stood, unless Node says that it was still being made. */
const maybeBefore = new Set(['HTTP_NO_NETWORK', 'HTTP_HOST_UNREACHABLE']);
const connecting = new Set(['connect', 'getaddrinfo']);

/** True if the request certainly never left this machine. Whatever is not certain may have arrived. */
export function neverLeft(error: AppError): boolean {
  if (beforeBytes.has(error.code)) return true;
  return maybeBefore.has(error.code) && wasConnecting(error.cause);
}

function wasConnecting(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  if (cause instanceof AggregateError) return cause.errors.length > 0 && cause.errors.every(wasConnecting);
  const { syscall } = cause as { syscall?: unknown };
  if (typeof syscall === 'string') return connecting.has(syscall);
  return wasConnecting(cause.cause);
}

/** What stands between a laptop and Slack changes with the network it is in, so it is tried again (reference page §6). */
export function passing(error: AppError): AppError {
  if (error.kind !== 'config' || !/^HTTP_(NAME|TLS|PROXY_TLS|BLOCK|REDIRECTED)/.test(error.code)) return error;
  return new AppError(error.code, 'transient', { details: error.details, cause: error });
}
