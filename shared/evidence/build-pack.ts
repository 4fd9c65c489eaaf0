import type { StreamMapping } from '../mapping/mapping.ts';
import type { EvidenceExtra } from '../model/evidence.ts';
import { packFiles, type EvidenceManifest } from './manifest.ts';
import { allAtOnce, between, type Pieces } from './pieces.ts';
import { sealText } from './seal.ts';
import { sha256Pieces } from './sha256.ts';
import { summaryHtml } from './summary.ts';
import { batchesCsv, countsCsv, rejectedPieces, totalsCsv, type RejectedLine } from './tables.ts';
import { zipPieces, type ZipFile } from './zip.ts';

export interface PackParts {
  /** The manifest without the list of files. */
  readonly manifest: Omit<EvidenceManifest, 'files'>;
  readonly rejected: readonly RejectedLine[];
  readonly mappings: readonly { readonly sha256: string; readonly stream: string; readonly mapping: StreamMapping }[];
  /** Entries of the trail, one JSON object a line. */
  readonly audit: string;
  readonly extras: readonly EvidenceExtra[];
  /** The installation's seal over the hash of the manifest; null while it cannot make one. */
  sealOf(manifestSha256: string): { readonly keyId: string; readonly hmac: string } | null;
}

export interface BuiltPack {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly manifest: EvidenceManifest;
  readonly manifestSha256: string;
}

/** Writes the files of a pack and their archive. The same parts give the same bytes. */
export function buildPack(parts: PackParts): BuiltPack {
  return allAtOnce(packPieces(parts));
}

/** The same in pieces. */
export function* packPieces(parts: PackParts): Pieces<BuiltPack> {
  const { manifest: facts } = parts;
  const contents: [string, string][] = [
    [packFiles.summary, summaryHtml(facts)],
    [packFiles.counts, countsCsv(facts)],
    [packFiles.totals, totalsCsv(facts)],
    [packFiles.batches, batchesCsv(facts)],
    [packFiles.rejected, yield* between(0, 0.2, rejectedPieces(parts.rejected))],
    [packFiles.mappings, jsonText(parts.mappings)],
    [packFiles.audit, parts.audit],
    ...parts.extras.map((extra): [string, string] => [extra.name, extra.content]),
  ];
  assertNames(parts.extras);
  const files: ZipFile[] = [];
  const listed: { name: string; bytes: number; sha256: string }[] = [];
  for (const [name, content] of contents) {
    const file = fileOf(name, content);
    files.push(file);
    const sha256 = yield* between(0.2, 0.5, sha256Pieces(file.bytes));
    listed.push({ name, bytes: file.bytes.length, sha256 });
    yield 0.2;
  }
  const manifest: EvidenceManifest = { ...facts, files: listed };
  const manifestFile = fileOf(packFiles.manifest, jsonText(manifest));
  const manifestSha256 = yield* between(0.5, 0.5, sha256Pieces(manifestFile.bytes));
  const made = parts.sealOf(manifestSha256);
  const seal = fileOf(
    packFiles.seal,
    sealText({ manifestSha256, keyId: made?.keyId ?? null, hmac: made?.hmac ?? null }),
  );
  const bytes = yield* between(0.5, 0.75, zipPieces([manifestFile, ...files, seal]));
  const sha256 = yield* between(0.75, 1, sha256Pieces(bytes));
  return { bytes, sha256, manifest, manifestSha256 };
}

/** A further file must not pass for one of the pack's own. */
function assertNames(extras: readonly EvidenceExtra[]): void {
  const taken = new Set<string>(Object.values(packFiles));
  for (const { name } of extras) {
    if (!/^[a-z0-9][a-z0-9._-]{0,99}$/.test(name) || taken.has(name))
      throw new RangeError(`not a name for a file of a pack: ${name}`);
    taken.add(name);
  }
}

function fileOf(name: string, content: string): ZipFile {
  return { name, bytes: new TextEncoder().encode(content) };
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
