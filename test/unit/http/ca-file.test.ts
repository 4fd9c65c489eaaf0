import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCaFile } from '../../../main/http/ca-file.ts';
import { errorOf } from '../../support/http-harness.ts';
import { createTestCa } from '../../support/test-ca.ts';

const now = Date.parse('2026-11-21T12:00:00Z');

describe('the extra CA file', () => {
  let folder: string;
  let ca: string;
  let leaf: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mlc-ca-file-'));
    const made = await createTestCa('Company Root');
    ca = made.certificate;
    leaf = (await made.issue(['host.example.test'])).cert;
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function write(text: string): string {
    const file = join(folder, 'company.pem');
    writeFileSync(file, text);
    return file;
  }

  const reasonOf = async (file: string, at = now): Promise<unknown> => {
    const error = await errorOf(Promise.resolve().then(() => readCaFile(file, at)));
    expect(error.code).toBe('HTTP_CA_FILE');
    return error.details['reason'];
  };

  it('names each CA that may be trusted now, and leaves out what is none', () => {
    const root = { name: 'Company Root', issuer: 'Company Root', validToUtc: '2045-01-01T00:00:00.000Z' };
    expect(readCaFile(write(`# the company’s\n${leaf}\n${ca}\n`), now)).toEqual([root]);
  });

  it('says what is wrong with a file that adds no CA', async () => {
    expect(await reasonOf(join(folder, 'missing.pem'))).toBe('there is no such file');
    expect(await reasonOf('company.pem')).toBe('it is not a full path');
    expect(await reasonOf(folder)).toBe('it cannot be read');
    expect(await reasonOf(write('hello'))).toBe('it holds no certificate in PEM form');
    expect(await reasonOf(write(ca.replace(/[A-Za-z]{20}/, 'AAAAAAAAAAAAAAAAAAAA')))).toBe(
      'a certificate in it is damaged',
    );
    expect(await reasonOf(write(leaf))).toBe('“host.example.test” in it is not the certificate of a CA');
    expect(await reasonOf(write(ca), Date.parse('2046-01-01T00:00:00Z'))).toBe(
      '“Company Root” in it expired on 2045-01-01',
    );
    expect(await reasonOf(write(ca), Date.parse('2019-01-01T00:00:00Z'))).toBe(
      '“Company Root” in it is valid from 2020-01-01 on',
    );
  });
});
