import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { Certificate, Request as VerifyRequest } from 'electron';
import { pemFileMark, readPemFile } from '../http/pem-file.ts';
import type { Clock } from '../ports/time.ts';

export interface CertificateWatchOptions {
  readonly clock: Clock;
  /** PEM file with one or more certificates of CAs that are trusted besides the system's. */
  readonly extraCaFile?: string;
  readonly extraCertificates?: readonly string[];
}

/** The certificate that a host showed last, trusted or not. */
export interface SeenCertificate {
  readonly subject: string;
  readonly issuer: string;
  readonly names: string;
  readonly validFrom: string;
  readonly validTo: string;
  /** Name of the CA at the end of the chain, if it is in no public list of roots. */
  readonly privateRoot: string | null;
}

export type ChainVerdict = 'trusted' | 'untrusted' | 'expired' | 'wrong-name';

// Answers of a certificate verify proc (https://www.electronjs.org/docs/latest/api/session) and Chromium's net errors.
const useChromiumsVerdict = -3;
const answers: Readonly<Record<ChainVerdict, number>> = {
  trusted: 0,
  untrusted: useChromiumsVerdict,
  expired: -201,
  'wrong-name': -200,
};
const authorityInvalid = -202;
const longestChain = 8;
const mostHosts = 200;
const serverAuthentication = new Set(['1.3.6.1.5.5.7.3.1', '2.5.29.37.0']);

/**
 * Sees each certificate that Chromium judges, and adds the extra CAs: a chain is accepted against Chromium's verdict only if
 * that verdict is “unknown authority” and the chain, checked here again from end to end, ends in one of them.
 */
export class CertificateWatch {
  readonly #options: CertificateWatchOptions;
  readonly #seen = new Map<string, SeenCertificate>();
  #extra: { readonly mark: string; readonly certificates: readonly X509Certificate[] } | null = null;

  constructor(options: CertificateWatchOptions) {
    this.#options = options;
  }

  /** For `session.setCertificateVerifyProc`. Never accepts anything because a check failed to run. */
  readonly verify = (request: VerifyRequest, callback: (verdict: number) => void): void => {
    let answer = useChromiumsVerdict;
    try {
      this.#remember(request);
      if (request.errorCode === authorityInvalid) answer = answers[this.#judge(request)];
    } catch {
      answer = useChromiumsVerdict;
    }
    callback(answer);
  };

  seen(hostname: string): SeenCertificate | null {
    return this.#seen.get(hostname) ?? null;
  }

  /** Reads the extra CA file, and again when it was written again. Throws HTTP_CA_FILE if it cannot be used. */
  loadExtra(): readonly X509Certificate[] {
    const { extraCaFile, extraCertificates = [] } = this.#options;
    const mark = extraCaFile === undefined ? '' : pemFileMark(extraCaFile);
    if (this.#extra?.mark !== mark) {
      const texts = [...(extraCaFile === undefined ? [] : readPemFile(extraCaFile)), ...extraCertificates];
      this.#extra = { mark, certificates: texts.map((pem) => new X509Certificate(pem)) };
    }
    return this.#extra.certificates;
  }

  #judge(request: VerifyRequest): ChainVerdict {
    const [leaf, ...issuers] = chainOf(request.certificate).map((certificate) => new X509Certificate(certificate.data));
    if (leaf === undefined) return 'untrusted';
    return judgeChain({
      leaf,
      issuers,
      trusted: this.loadExtra(),
      hostname: request.hostname,
      now: this.#options.clock.now(),
    });
  }

  #remember(request: VerifyRequest): void {
    const [leaf] = chainOf(request.certificate);
    if (leaf === undefined) return;
    const parsed = new X509Certificate(leaf.data);
    const root = chainOf(request.validatedCertificate).at(-1) ?? leaf;
    // The map keeps its insertion order: the host that was added first goes first.
    if (this.#seen.size >= mostHosts) this.#seen.delete([...this.#seen.keys()][0] ?? '');
    this.#seen.set(request.hostname, {
      subject: leaf.subjectName,
      issuer: leaf.issuerName === '' ? 'an unnamed issuer' : leaf.issuerName.slice(0, 80),
      names: (parsed.subjectAltName ?? leaf.subjectName).replace(/(DNS|IP Address):/g, '').slice(0, 120),
      validFrom: parsed.validFrom,
      validTo: parsed.validTo,
      privateRoot: request.isIssuedByKnownRoot ? null : (root.issuerName || root.subjectName).slice(0, 80),
    });
  }
}

export interface ChainToJudge {
  readonly leaf: X509Certificate;
  /** What the server sent besides, in any order. */
  readonly issuers: readonly X509Certificate[];
  readonly trusted: readonly X509Certificate[];
  readonly hostname: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Whether a chain that Chromium does not know ends in a trusted CA (RFC 5280 §6, as far as names, dates, signatures, CA and
 * server marks go). Path lengths and name constraints are not looked at: the CA is the company's own.
 */
export function judgeChain(chain: ChainToJudge): ChainVerdict {
  const path = pathToTrusted(chain);
  if (path === null || !servesWebSites(chain.leaf)) return 'untrusted';
  if (path.some((certificate) => !isValidAt(certificate, chain.now))) return 'expired';
  return isFor(chain.leaf, chain.hostname) ? 'trusted' : 'wrong-name';
}

function pathToTrusted({ leaf, issuers, trusted }: ChainToJudge): readonly X509Certificate[] | null {
  const path = [leaf];
  for (let current = leaf; path.length <= longestChain;) {
    if (trusted.some((ca) => ca.fingerprint256 === current.fingerprint256)) return path;
    const anchor = trusted.find((ca) => issued(ca, current));
    if (anchor !== undefined) return [...path, anchor];
    const next = issuers.find((issuer) => !path.includes(issuer) && issued(issuer, current));
    if (next === undefined) return null;
    path.push(next);
    current = next;
  }
  return null;
}

function issued(issuer: X509Certificate, certificate: X509Certificate): boolean {
  if (!issuer.ca || !certificate.checkIssued(issuer)) return false;
  const bits = issuer.publicKey.asymmetricKeyDetails?.modulusLength;
  return (bits === undefined || bits >= 2048) && certificate.verify(issuer.publicKey);
}

function servesWebSites(leaf: X509Certificate): boolean {
  const usages = leaf.keyUsage as readonly string[] | undefined;
  return usages === undefined || usages.some((usage) => serverAuthentication.has(usage));
}

function isValidAt(certificate: X509Certificate, now: number): boolean {
  return Date.parse(certificate.validFrom) <= now && now <= Date.parse(certificate.validTo);
}

function isFor(leaf: X509Certificate, hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0) return leaf.checkIP(bare) !== undefined;
  return leaf.checkHost(bare, { subject: 'never' }) !== undefined;
}

/** A certificate and those that Electron hangs behind it. */
function chainOf(certificate: Certificate | undefined): Certificate[] {
  const chain: Certificate[] = [];
  for (let current = certificate; current !== undefined && chain.length <= longestChain;) {
    chain.push(current);
    const issuer = current.issuerCert as Certificate | undefined | null;
    current = issuer ?? undefined;
  }
  return chain;
}
