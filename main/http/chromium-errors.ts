import type { AppError, ErrorDetails } from '../../shared/errors/app-error.ts';
import { httpError, type HttpErrorCode } from './network-error.ts';

interface Meaning {
  readonly pattern: RegExp;
  readonly code: HttpErrorCode;
  /** What the text of the code says of the reason; default: Chromium's name. */
  readonly reason?: string;
}

/** Chromium's names for network failures (net/base/net_error_list.h), as Electron's `net` puts them into a message. */
const meanings: readonly Meaning[] = [
  { pattern: /ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|ERR_NETWORK_IO_SUSPENDED/, code: 'HTTP_NO_NETWORK' },
  { pattern: /ERR_NAME_NOT_RESOLVED|ERR_NAME_RESOLUTION_FAILED/, code: 'HTTP_NAME_NOT_FOUND' },
  { pattern: /ERR_ADDRESS_UNREACHABLE/, code: 'HTTP_HOST_UNREACHABLE' },
  { pattern: /ERR_CONNECTION_REFUSED/, code: 'HTTP_CONNECTION_REFUSED' },
  { pattern: /ERR_CONNECTION_TIMED_OUT|ERR_TIMED_OUT/, code: 'HTTP_CONNECT_TIMEOUT' },
  { pattern: /ERR_CONTENT_LENGTH_MISMATCH|ERR_INCOMPLETE_CHUNKED_ENCODING/, code: 'HTTP_ANSWER_CUT' },
  { pattern: /ERR_CONTENT_DECODING_FAILED/, code: 'HTTP_ANSWER_UNREADABLE', reason: 'its compression is damaged' },
  {
    pattern: /ERR_INVALID_(HTTP_RESPONSE|CHUNKED_ENCODING)|ERR_RESPONSE_HEADERS_/,
    code: 'HTTP_ANSWER_UNREADABLE',
    reason: 'it is not HTTP',
  },
  {
    pattern: /ERR_CONNECTION_(RESET|CLOSED|ABORTED)|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED|ERR_(HTTP2|QUIC)_/,
    code: 'HTTP_CONNECTION_CUT',
  },
  { pattern: /ERR_CERT_DATE_INVALID/, code: 'HTTP_TLS_EXPIRED' },
  { pattern: /ERR_CERT_COMMON_NAME_INVALID/, code: 'HTTP_TLS_WRONG_NAME' },
  { pattern: /ERR_PROXY_CERTIFICATE_INVALID/, code: 'HTTP_PROXY_TLS_UNTRUSTED' },
  { pattern: /ERR_CERT_|ERR_CERTIFICATE_TRANSPARENCY_REQUIRED/, code: 'HTTP_TLS_UNTRUSTED' },
  {
    pattern: /ERR_SSL_PROTOCOL_ERROR/,
    code: 'HTTP_TLS_REFUSED',
    reason: 'what answers there does not speak https',
  },
  { pattern: /ERR_SSL_VERSION_OR_CIPHER/, code: 'HTTP_TLS_REFUSED', reason: 'no common version or cipher' },
  { pattern: /ERR_SSL_|ERR_BAD_SSL/, code: 'HTTP_TLS_REFUSED' },
  {
    pattern: /ERR_PROXY_AUTH_UNSUPPORTED|ERR_(UNSUPPORTED_AUTH_SCHEME|MISSING_AUTH_CREDENTIALS)/,
    code: 'HTTP_PROXY_SIGN_IN_FAILED',
  },
  { pattern: /ERR_PROXY_AUTH_REQUESTED/, code: 'HTTP_PROXY_PASSWORD_NEEDED' },
  {
    pattern: /ERR_(PROXY_CONNECTION|SOCKS_CONNECTION|MANDATORY_PROXY_CONFIGURATION)_FAILED/,
    code: 'HTTP_PROXY_UNREACHABLE',
    reason: 'it does not accept connections',
  },
  { pattern: /ERR_TUNNEL_CONNECTION_FAILED/, code: 'HTTP_PROXY_NO_WAY' },
  {
    pattern: /ERR_PAC_|ERR_NO_SUPPORTED_PROXIES/,
    code: 'HTTP_PROXY_SETTING',
    reason: 'its automatic configuration (PAC) cannot be followed',
  },
];

/** Codes whose text names the proxy. */
export const proxyCodes: ReadonlySet<string> = new Set(
  meanings.map(({ code }) => code).filter((code) => code.startsWith('HTTP_PROXY_')),
);

/** The code for a failure of Electron's `net`: the same codes as on Node. */
export function chromiumCode(message: string): HttpErrorCode {
  return meaningOf(message)?.code ?? 'HTTP_FAILED';
}

/**
 * The error for a failure of Electron's `net`. The message itself is not kept. `known` are facts of the circumstances that
 * the text of some code wants: `proxy`, `issuer`, `names`, `validFrom`, `validTo`, `seconds`.
 */
export function chromiumError(message: string, host: string, known: ErrorDetails = {}): AppError {
  const meaning = meaningOf(message);
  const details = {
    host,
    proxy: 'of the system',
    issuer: 'an unknown issuer',
    reason: meaning?.reason ?? netName(message),
    ...known,
  };
  return httpError(meaning?.code ?? 'HTTP_FAILED', details);
}

function meaningOf(message: string): Meaning | undefined {
  return meanings.find(({ pattern }) => pattern.test(message));
}

function netName(message: string): string {
  return /ERR_[A-Z0-9_]{2,60}/.exec(message)?.[0] ?? 'an unnamed error';
}
