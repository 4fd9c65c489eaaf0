import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import type { Certificate } from 'electron';

/** Chromium's certificate errors by number (net/base/net_error_list.h). */
export const certificateErrors: Readonly<Record<number, string>> = {
  [-200]: 'net::ERR_CERT_COMMON_NAME_INVALID',
  [-201]: 'net::ERR_CERT_DATE_INVALID',
  [-202]: 'net::ERR_CERT_AUTHORITY_INVALID',
};

const codes: Readonly<Record<string, string>> = {
  ECONNRESET: 'net::ERR_EMPTY_RESPONSE',
  ECONNREFUSED: 'net::ERR_CONNECTION_REFUSED',
  HPE_INVALID_CONSTANT: 'net::ERR_INVALID_HTTP_RESPONSE',
};

/** Chromium's name for a failure of Node's. */
export function nameOf(error: NodeJS.ErrnoException): string {
  return codes[error.code ?? ''] ?? 'net::ERR_FAILED';
}

/** What Chromium says of a certificate by itself; of several faults an unknown authority is the one it names. */
export function ownVerdict(socket: TLSSocket): number {
  if (socket.authorized) return 0;
  const code = String(socket.authorizationError);
  if (code === 'CERT_HAS_EXPIRED') return -201;
  return code === 'ERR_TLS_CERT_ALTNAME_INVALID' ? -200 : -202;
}

/** A certificate and its issuers as Electron hands them out. */
export function toCertificate(peer: DetailedPeerCertificate, depth = 0): Certificate {
  const issuer = peer.issuerCertificate as DetailedPeerCertificate | undefined;
  const isEnd = issuer === undefined || issuer.fingerprint256 === peer.fingerprint256 || depth > 5;
  const text = (value: string | string[] | undefined): string =>
    Array.isArray(value) ? value.join(' ') : (value ?? '');
  return {
    data: `-----BEGIN CERTIFICATE-----\n${peer.raw.toString('base64')}\n-----END CERTIFICATE-----\n`,
    subjectName: text(peer.subject.CN),
    issuerName: text(peer.issuer.CN),
    ...(isEnd ? {} : { issuerCert: toCertificate(issuer, depth + 1) }),
  } as Certificate;
}
