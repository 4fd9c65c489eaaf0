import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { AppError } from '../../shared/errors/app-error.ts';
import { httpError } from './network-error.ts';

/** The certificates of a PEM file, each as PEM text. Throws HTTP_CA_FILE if there is none or one is damaged. */
export function readPemFile(file: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
  const found = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  if (found.length === 0) throw httpError('HTTP_CA_FILE', { file, reason: 'it holds no certificate in PEM form' });
  for (const pem of found) assertCertificate(pem, file);
  return found;
}

/** Differs once the file was written again. Throws HTTP_CA_FILE if it is gone. */
export function pemFileMark(file: string): string {
  try {
    const { mtimeMs, size } = statSync(file);
    return `${String(mtimeMs)} ${String(size)}`;
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, cause: unknown): AppError {
  const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  const reason = isMissing ? 'there is no such file' : 'it cannot be read';
  return httpError('HTTP_CA_FILE', { file, reason }, { cause });
}

function assertCertificate(pem: string, file: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    throw httpError('HTTP_CA_FILE', { file, reason: 'a certificate in it is damaged' }, { cause: error });
  }
}
