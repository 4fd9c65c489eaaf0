import { X509Certificate } from 'node:crypto';
import { createSecureContext, getCACertificates, rootCertificates, type SecureContext } from 'node:tls';
import { pemFileMark, readPemFile } from './pem-file.ts';

/** Whom this machine trusts: Node's root list, the system's store, and the company's extra file. */
export interface Trust {
  /**
   * Made once, and anew when the extra file was written again: reading hundreds of certificates for each connection would take
   * longer than the handshake. Throws HTTP_CA_FILE if the extra file cannot be used, also when it was there before.
   */
  secureContext(): SecureContext;
  /** True for a root that is in the public list that ships with Node. */
  isPublicRoot(fingerprint256: string): boolean;
}

export interface TrustOptions {
  /** PEM file with one or more certificates. */
  readonly extraCaFile?: string;
  /** PEM texts trusted besides; for tests and for hosts that keep certificates elsewhere. */
  readonly extraCertificates?: readonly string[];
}

/** Reads nothing yet; the first connection does. `secureContext` throws HTTP_CA_FILE if the extra file cannot be used. */
export function createTrust(options: TrustOptions = {}): Trust {
  const { extraCaFile } = options;
  let made: { readonly context: SecureContext; readonly mark: string } | undefined;
  let publicRoots: ReadonlySet<string> | undefined;
  return {
    secureContext() {
      const mark = extraCaFile === undefined ? '' : pemFileMark(extraCaFile);
      if (made?.mark !== mark) {
        made = { mark, context: createSecureContext({ ca: [...allCertificates(options)], minVersion: 'TLSv1.2' }) };
      }
      return made.context;
    },
    isPublicRoot(fingerprint256) {
      publicRoots ??= new Set(rootCertificates.map((pem) => new X509Certificate(pem).fingerprint256));
      return publicRoots.has(fingerprint256);
    },
  };
}

function allCertificates(options: TrustOptions): Set<string> {
  const extra = options.extraCaFile === undefined ? [] : readPemFile(options.extraCaFile);
  return new Set([
    ...getCACertificates('default'),
    ...systemCertificates(),
    ...extra,
    ...(options.extraCertificates ?? []),
  ]);
}

function systemCertificates(): readonly string[] {
  try {
    return getCACertificates('system');
  } catch {
    return []; // A store that cannot be opened trusts nobody; the connection then says which issuer is missing.
  }
}
