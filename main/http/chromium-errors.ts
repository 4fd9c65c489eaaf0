import type { AppError } from '../../shared/errors/app-error.ts';
import { httpError, type HttpErrorCode } from './network-error.ts';

/** Chromium's names for network failures (net/base/net_error_list.h), as Electron's `net` puts them into a message. */
const codes: readonly (readonly [RegExp, HttpErrorCode])[] = [
  [/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|ERR_NETWORK_IO_SUSPENDED/, 'HTTP_NO_NETWORK'],
  [/ERR_NAME_NOT_RESOLVED|ERR_NAME_RESOLUTION_FAILED/, 'HTTP_NAME_NOT_FOUND'],
  [/ERR_ADDRESS_UNREACHABLE/, 'HTTP_HOST_UNREACHABLE'],
  [/ERR_CONNECTION_REFUSED/, 'HTTP_CONNECTION_REFUSED'],
  [/ERR_CONNECTION_TIMED_OUT|ERR_TIMED_OUT/, 'HTTP_CONNECT_TIMEOUT'],
  [/ERR_CONTENT_LENGTH_MISMATCH|ERR_INCOMPLETE_CHUNKED_ENCODING/, 'HTTP_ANSWER_CUT'],
  [/ERR_CONTENT_DECODING_FAILED|ERR_INVALID_HTTP_RESPONSE/, 'HTTP_ANSWER_UNREADABLE'],
  [/ERR_CONNECTION_(RESET|CLOSED|ABORTED)|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED/, 'HTTP_CONNECTION_CUT'],
  [/ERR_CERT_DATE_INVALID/, 'HTTP_TLS_EXPIRED'],
  [/ERR_CERT_COMMON_NAME_INVALID/, 'HTTP_TLS_WRONG_NAME'],
  [/ERR_PROXY_CERTIFICATE_INVALID/, 'HTTP_PROXY_TLS_UNTRUSTED'],
  [/ERR_CERT_|ERR_CERTIFICATE_TRANSPARENCY_REQUIRED/, 'HTTP_TLS_UNTRUSTED'],
  [/ERR_SSL_|ERR_BAD_SSL/, 'HTTP_TLS_REFUSED'],
  [/ERR_PROXY_AUTH_UNSUPPORTED|ERR_(UNSUPPORTED_AUTH_SCHEME|MISSING_AUTH_CREDENTIALS)/, 'HTTP_PROXY_AUTH_UNSUPPORTED'],
  [/ERR_PROXY_AUTH_REQUESTED/, 'HTTP_PROXY_PASSWORD_NEEDED'],
  [/ERR_PROXY_CONNECTION_FAILED|ERR_MANDATORY_PROXY_CONFIGURATION_FAILED/, 'HTTP_PROXY_UNREACHABLE'],
  [/ERR_TUNNEL_CONNECTION_FAILED/, 'HTTP_PROXY_CANNOT_REACH'],
];

/**
 * The error for a failure of Electron's `net`, for the transport that main/desktop makes of it: the same codes as on Node.
 * The message itself is not kept.
 */
export function chromiumError(message: string, host: string): AppError {
  const code = codes.find(([pattern]) => pattern.test(message))?.[1];
  if (code !== undefined)
    return httpError(code, { host, proxy: 'of the system', reason: netName(message), issuer: 'an unknown issuer' });
  return httpError('HTTP_FAILED', { host, reason: netName(message) });
}

function netName(message: string): string {
  return /ERR_[A-Z0-9_]{2,60}/.exec(message)?.[0] ?? 'an unnamed error';
}
