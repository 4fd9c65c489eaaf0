import { networkInterfaces } from 'node:os';
import type { AppError } from '../../shared/errors/app-error.ts';
import { hostOf, httpError } from './network-error.ts';

/** What was being tried when Node reported an error. */
export interface NodeErrorContext {
  readonly url: string;
  readonly hasNetwork: () => boolean;
}

/** OpenSSL's verdicts on a chain that ends nowhere trusted (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
export const untrustedCodes: ReadonlySet<string> = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  // A CA of the same name as a trusted one, with another key.
  'CERT_SIGNATURE_FAILURE',
]);

export const expiredCodes: ReadonlySet<string> = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);
export const wrongNameCodes: ReadonlySet<string> = new Set(['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH']);

const cutCodes = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'UND_ERR_SOCKET', 'ERR_STREAM_PREMATURE_CLOSE']);
const noNetworkCodes = new Set(['ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL']);

/** True if this machine has an address beyond loopback. */
export function machineHasNetwork(): boolean {
  return Object.values(networkInterfaces()).some((list) => list?.some((address) => !address.internal) === true);
}

/** The error that says why no connection could be made (before TLS). Answers from several addresses count as the first. */
export function connectError(error: unknown, context: NodeErrorContext): AppError {
  const code = codeOf(error);
  const details = { host: hostOf(context.url) };
  const options = { cause: error };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_NODATA' || code === 'ENODATA') {
    // Some systems answer “not found” and some “try again” when there is no network at all.
    if (!context.hasNetwork()) return httpError('HTTP_NO_NETWORK', details, options);
    return httpError(code === 'EAI_AGAIN' ? 'HTTP_NO_NETWORK' : 'HTTP_NAME_NOT_FOUND', details, options);
  }
  if (noNetworkCodes.has(code)) {
    return httpError(context.hasNetwork() ? 'HTTP_HOST_UNREACHABLE' : 'HTTP_NO_NETWORK', details, options);
  }
  if (code === 'ECONNREFUSED') return httpError('HTTP_CONNECTION_REFUSED', details, options);
  if (code === 'EHOSTUNREACH' || code === 'EHOSTDOWN') return httpError('HTTP_HOST_UNREACHABLE', details, options);
  if (code === 'ETIMEDOUT') return httpError('HTTP_CONNECT_TIMEOUT', { ...details, seconds: null }, options);
  if (cutCodes.has(code)) return httpError('HTTP_CONNECTION_CUT', details, options);
  return httpError('HTTP_FAILED', { ...details, reason: code }, options);
}

/** True for the ways in which Node says that the other side went away. */
export function isCut(error: unknown): boolean {
  return (
    cutCodes.has(codeOf(error)) ||
    (error instanceof Error && /premature close|other side closed|terminated/i.test(error.message))
  );
}

/** Node's error code, looked for in causes and in the parts of an AggregateError; `UNKNOWN` if there is none. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN';
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && code !== '') return code;
  return error.cause === undefined ? 'UNKNOWN' : codeOf(error.cause);
}
