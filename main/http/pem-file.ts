import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { httpError } from './network-error.ts';

/** The certificates of a PEM file, each as PEM text. Throws HTTP_CA_FILE if there is none or one is damaged. */
export function readPemFile(file: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw httpError('HTTP_CA_FILE', { file, reason: 'it cannot be read' }, { cause: error });
  }
  const found = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  if (found.length === 0) throw httpError('HTTP_CA_FILE', { file, reason: 'it holds no certificate in PEM form' });
  for (const pem of found) assertCertificate(pem, file);
  return found;
}

function assertCertificate(pem: string, file: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    throw httpError('HTTP_CA_FILE', { file, reason: 'a certificate in it is damaged' }, { cause: error });
  }
}
