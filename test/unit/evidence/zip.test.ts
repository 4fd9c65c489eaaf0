import { createHash, randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCsv, csvLine } from '../../../shared/csv.ts';
import { sha256Hex } from '../../../shared/evidence/sha256.ts';
import { readZip, writeZip } from '../../../shared/evidence/zip.ts';

test('hashes are SHA-256 at every length around a block', () => {
  for (const length of [0, 1, 3, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000, 70_001]) {
    const bytes = randomBytes(length);
    expect(sha256Hex(bytes), String(length)).toBe(createHash('sha256').update(bytes).digest('hex'));
  }
  expect(sha256Hex('grüße €')).toBe(createHash('sha256').update('grüße €').digest('hex'));
});

test('an archive is one that other tools read and find whole', () => {
  const files = [
    { name: 'a.txt', bytes: new TextEncoder().encode('hello') },
    { name: 'leeg.csv', bytes: new Uint8Array() },
    { name: 'één.bin', bytes: Uint8Array.from(randomBytes(5000)) },
  ];
  const bytes = writeZip(files);
  expect(readZip(bytes).map((file) => [file.name, [...file.bytes]])).toEqual(
    files.map((file) => [file.name, [...file.bytes]]),
  );
  const folder = mkdtempSync(join(tmpdir(), 'mlc-zip-'));
  try {
    const path = join(folder, 'pack.zip');
    writeFileSync(path, bytes);
    expect(independently(path)).toBe(files.map((file) => `${file.name} ${sha256Hex(file.bytes)}`).join('\n'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Names and hashes by Python's own reader, which also checks each CRC; by the command unzip where there is no Python. */
function independently(path: string): string {
  const script =
    'import zipfile,hashlib,sys\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\n' +
    'sys.stdout.buffer.write("\\n".join(f"{n} {hashlib.sha256(z.read(n)).hexdigest()}" for n in z.namelist()).encode())';
  try {
    return execFileSync('python3', ['-c', script, path], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ENOENT') throw error;
  }
  execFileSync('unzip', ['-tq', path]);
  const names = execFileSync('unzip', ['-Z1', path], { encoding: 'utf8' }).trimEnd().split('\n');
  return names
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(execFileSync('unzip', ['-p', path, name]))
          .digest('hex')}`,
    )
    .join('\n');
}

test('a table is read back as it was written', () => {
  const rows = [
    ['a', 'b', ''],
    ['x "y"', 'two\r\nlines', ',;'],
    ['', '', ''],
  ];
  expect(readCsv(`\uFEFF${rows.map(csvLine).join('')}`)).toEqual(rows);
});
