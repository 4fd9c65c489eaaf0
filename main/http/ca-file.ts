import { X509Certificate } from 'node:crypto';
import { isAbsolute } from 'node:path';
import type { ExtraCa } from '../../shared/model/network.ts';
import { httpError } from './network-error.ts';
import { readPemFile } from './pem-file.ts';

/**
 * The CAs of a PEM file that may be trusted now: certificates with the mark of a CA, within their dates. Throws HTTP_CA_FILE for
 * a file that cannot be read, and for one in which there is no such certificate, with what is wrong with its first.
 */
export function readCaFile(file: string, nowMs: number): readonly ExtraCa[] {
  if (!isAbsolute(file)) throw httpError('HTTP_CA_FILE', { file, reason: 'it is not a full path' });
  const certificates = readPemFile(file).map((pem) => new X509Certificate(pem));
  const problems = certificates.map((certificate) => problemOf(certificate, nowMs));
  const sound = certificates.filter((_, index) => problems[index] === null);
  if (sound.length === 0) throw httpError('HTTP_CA_FILE', { file, reason: problems[0] ?? 'it holds no certificate' });
  return sound.map((certificate) => ({
    name: commonName(certificate.subject),
    issuer: commonName(certificate.issuer),
    validToUtc: new Date(certificate.validTo).toISOString(),
  }));
}

function problemOf(certificate: X509Certificate, nowMs: number): string | null {
  const name = commonName(certificate.subject);
  const day = (date: string): string => new Date(date).toISOString().slice(0, 10);
  if (!certificate.ca) return `“${name}” in it is not the certificate of a CA`;
  if (nowMs > Date.parse(certificate.validTo)) return `“${name}” in it expired on ${day(certificate.validTo)}`;
  if (nowMs < Date.parse(certificate.validFrom))
    return `“${name}” in it is valid from ${day(certificate.validFrom)} on`;
  return null;
}

/** Node writes a name with one part on each line: `C=NL\nO=Acme\nCN=Acme Root`. */
function commonName(name: string): string {
  const part = (key: string): string | undefined =>
    name
      .split('\n')
      .find((line) => line.startsWith(`${key}=`))
      ?.slice(key.length + 1);
  return (part('CN') ?? part('O') ?? 'an unnamed issuer').slice(0, 80);
}
