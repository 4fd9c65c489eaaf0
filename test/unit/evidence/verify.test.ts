import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { PackParts } from '../../../shared/evidence/build-pack.ts';
import { sha256Hex } from '../../../shared/evidence/sha256.ts';
import { sealText } from '../../../shared/evidence/seal.ts';
import { verifyPack, type PackVerdict } from '../../../shared/evidence/verify.ts';
import { readZip, writeZip, type ZipFile } from '../../../shared/evidence/zip.ts';
import { smallPack } from '../../support/small-pack.ts';

function failing(verdict: PackVerdict): string[] {
  return verdict.checks.flatMap((check) =>
    check.state === 'failed' ? [`${check.id}: ${check.problem?.code ?? ''}`] : [],
  );
}

/** Writes a file of the pack anew and seals the whole again, as somebody would who knows how packs are made. */
function forged(bytes: Uint8Array, change: (files: ZipFile[]) => ZipFile[]): Uint8Array {
  const files = change(readZip(bytes));
  const manifest = JSON.parse(new TextDecoder().decode(files[0]?.bytes)) as { files: object[] };
  manifest.files = files
    .slice(1, -1)
    .map((file) => ({ name: file.name, bytes: file.bytes.length, sha256: sha256Hex(file.bytes) }));
  const manifestBytes = new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);
  const seal = sealText({ manifestSha256: sha256Hex(manifestBytes), keyId: null, hmac: null });
  return writeZip([
    { name: 'manifest.json', bytes: manifestBytes },
    ...files.slice(1, -1),
    { name: 'SEAL', bytes: new TextEncoder().encode(seal) },
  ]);
}

function edited(file: ZipFile, edit: (text: string) => string): ZipFile {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.bytes);
  if (edit(text) === text) throw new Error(`nothing edited in ${file.name}`);
  return { name: file.name, bytes: new TextEncoder().encode(edit(text)) };
}

function withEdit(name: string, edit: (text: string) => string): (files: ZipFile[]) => ZipFile[] {
  return (files) => files.map((file) => (file.name === name ? edited(file, edit) : file));
}

describe('a pack as it was made', () => {
  test('passes every check, and the same parts give the same bytes', () => {
    const pack = smallPack();
    const verdict = verifyPack(pack.bytes);
    expect(verdict.checks.map((check) => [check.id, check.state])).toEqual(
      ['archive', 'seal', 'files', 'manifest', 'tables', 'sums', 'mappings', 'audit'].map((id) => [id, 'passed']),
    );
    expect(verdict.isWhole).toBe(true);
    expect(verdict.seal?.hmac).toBe('cd'.repeat(32));
    expect(createHash('sha256').update(pack.bytes).digest('hex')).toBe(pack.sha256);
    expect(smallPack().bytes).toEqual(pack.bytes);
  });
});

describe('a pack that was changed', () => {
  test('any one byte shows, wherever it is', () => {
    const { bytes } = smallPack();
    const copy = Uint8Array.from(bytes);
    const unseen: number[] = [];
    for (let at = 0; at < copy.length; at += 1) {
      const before = copy[at] ?? 0;
      copy[at] = before ^ (1 << (at % 8));
      if (verifyPack(copy).isWhole) unseen.push(at);
      copy[at] = before;
    }
    expect(unseen).toEqual([]);
    expect(copy.length).toBeGreaterThan(8_000);
  });

  test('a byte too many or too few, and what is no pack at all', () => {
    const { bytes } = smallPack();
    expect(failing(verifyPack(Uint8Array.from([...bytes, 0])))).toEqual(['archive: archive']);
    expect(failing(verifyPack(Uint8Array.from([0, ...bytes])))).toEqual(['archive: archive']);
    expect(failing(verifyPack(bytes.subarray(0, -1)))).toEqual(['archive: archive']);
    expect(failing(verifyPack(bytes.subarray(0, 40)))).toEqual(['archive: archive']);
    expect(failing(verifyPack(new Uint8Array()))).toEqual(['archive: archive']);
  });

  test('a file taken out, added, put in twice, moved, or from another pack', () => {
    const { bytes } = smallPack();
    const files = readZip(bytes);
    const other = readZip(smallPack((parts) => ({ ...parts, rejected: [] })).bytes);
    const without = files.filter((file) => file.name !== 'rejected.csv');
    expect(failing(verifyPack(writeZip(without)))).toEqual(['files: missing']);
    const added = { name: 'note.txt', bytes: new Uint8Array([1]) };
    expect(failing(verifyPack(writeZip([...files.slice(0, -1), added, ...files.slice(-1)])))).toEqual(['files: added']);
    const twice = files.flatMap((file) => (file.name === 'totals.csv' ? [file, file] : [file]));
    expect(failing(verifyPack(writeZip(twice)))).toEqual(['files: order']);
    const [first, second, third, ...rest] = files;
    if (first === undefined || second === undefined || third === undefined) throw new Error('too few files');
    expect(failing(verifyPack(writeZip([first, third, second, ...rest])))).toEqual(['files: order']);
    const mixed = files.map(
      (file) => other.find((one) => one.name === file.name && file.name === 'rejected.csv') ?? file,
    );
    expect(failing(verifyPack(writeZip(mixed)))).toEqual(['files: changed']);
    const otherManifest = [...other.slice(0, 1), ...files.slice(1)];
    expect(failing(verifyPack(writeZip(otherManifest)))).toEqual(['seal: changed']);
  });
});

describe('a pack that somebody wrote anew with fitting hashes', () => {
  const { bytes } = smallPack();

  test('tables must say what the manifest says', () => {
    const total = forged(
      bytes,
      withEdit('totals.csv', (text) => text.replace('100.050000', '100.060000')),
    );
    expect(failing(verifyPack(total))).toEqual(['tables: table']);
    const batch = forged(
      bytes,
      withEdit('batches.csv', (text) => text.replace('acknowledged', 'staged')),
    );
    expect(failing(verifyPack(batch))).toEqual(['tables: table']);
  });

  test('the rejected list must be as long as is said', () => {
    const gone = forged(
      bytes,
      withEdit('rejected.csv', (text) => text.slice(0, text.indexOf('\r\n') + 2)),
    );
    expect(failing(verifyPack(gone))).toEqual(['sums: rejected']);
  });

  test('entries of the trail must have their hashes, follow each other, and be all there', () => {
    const lines = (text: string): string[] => text.split('\n');
    const reworded = forged(
      bytes,
      withEdit('audit.ndjson', (text) => text.replace('flow-1', 'flow-2')),
    );
    expect(failing(verifyPack(reworded))).toEqual(['audit: entry']);
    const byOther = forged(
      bytes,
      withEdit('audit.ndjson', (text) => text.replace('j.visser', 'a.nother')),
    );
    expect(failing(verifyPack(byOther))).toEqual(['audit: entry']);
    const shorter = forged(
      bytes,
      withEdit('audit.ndjson', (text) => lines(text).toSpliced(2, 1).join('\n')),
    );
    expect(failing(verifyPack(shorter))).toEqual(['audit: slice']);
    const swapped = forged(
      bytes,
      withEdit('audit.ndjson', (text) => {
        const [first = '', second = '', ...rest] = lines(text);
        return [second, first, ...rest].join('\n');
      }),
    );
    expect(failing(verifyPack(swapped))).toEqual(['audit: chain']);
  });

  test('a mapping must have the hash that the batches name', () => {
    const remapped = forged(
      bytes,
      withEdit('mappings.json', (text) => text.replace('"required": true', '"required": false')),
    );
    expect(failing(verifyPack(remapped))).toEqual(['mappings: mapping']);
  });
});

type Manifest = PackParts['manifest'];

function withManifest(change: (manifest: Manifest) => Manifest): string[] {
  return failing(verifyPack(smallPack((parts) => ({ ...parts, manifest: change(parts.manifest) })).bytes));
}

function withStream(change: object): string[] {
  return withManifest((manifest) => ({
    ...manifest,
    runs: manifest.runs.map((run) => ({ ...run, streams: run.streams.map((one) => ({ ...one, ...change })) })),
  }));
}

describe('a pack that claims what is not so', () => {
  test('counts that do not add up, sums that do not, totals that did not land', () => {
    const counts = { read: 3, loaded: 1, unchanged: 0, excluded: 0, rejected: 1, held: 0, waiting: 0 };
    expect(withStream({ counts })).toEqual(['sums: count']);
    const [sums] = smallPack().manifest.runs[0]?.streams[0]?.windowTotals ?? [];
    expect(withStream({ windowTotals: [{ ...sums, source: '120.11' }] })).toEqual(['sums: sum']);
    expect(withStream({ windowTotals: [{ ...sums, landed: '100.04' }] })).toEqual(['sums: landed']);
    expect(withStream({ windowTotals: [{ ...sums, landed: '100.04', agrees: false }] })).toEqual([]);
  });

  test('a batch other than the trail says, another format, a later version', () => {
    const batch = (manifest: Manifest): Manifest => ({
      ...manifest,
      batches: manifest.batches.map((one) => ({ ...one, payloadSha256: 'ef'.repeat(32) })),
    });
    expect(withManifest(batch)).toEqual(['audit: batch']);
    expect(withManifest((manifest) => ({ ...manifest, formatVersion: 2 }))).toEqual(['manifest: version']);
    const head = { number: 4, hash: '0'.repeat(64) };
    expect(withManifest((manifest) => ({ ...manifest, audit: { ...manifest.audit, head } }))).toEqual(['audit: slice']);
  });
});
