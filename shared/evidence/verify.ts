import { packFiles, evidenceFormat, evidenceFormatVersion, type EvidenceManifest } from './manifest.ts';
import { PackProblem, type ProblemCode } from './pack-problem.ts';
import { readSeal, type PackSeal } from './seal.ts';
import { sha256Hex } from './sha256.ts';
import { checkAudit, checkMappings, checkSums, checkTables } from './verify-content.ts';
import { NotAPack, readZip, type ZipFile } from './zip.ts';

/** What is checked, in this order. */
export const packChecks = ['archive', 'seal', 'files', 'manifest', 'tables', 'sums', 'mappings', 'audit'] as const;
export type PackCheckId = (typeof packChecks)[number];

export interface PackCheck {
  readonly id: PackCheckId;
  /** `not-reached`: an earlier one failed that it builds on. */
  readonly state: 'passed' | 'failed' | 'not-reached';
  readonly problem: { readonly code: ProblemCode; readonly details: Readonly<Record<string, string>> } | null;
}

export interface PackVerdict {
  /** Every check passed: the pack is as it was made. */
  readonly isWhole: boolean;
  readonly checks: readonly PackCheck[];
  /** What the pack says it is; null where that could not be read. Believe it only if `isWhole`. */
  readonly manifest: EvidenceManifest | null;
  readonly seal: PackSeal | null;
}

interface Opened {
  files: ZipFile[];
  seal: PackSeal | null;
  manifest: EvidenceManifest | null;
}

/** Checks a pack by itself: every byte, every hash, every sum, and that its entries of the audit trail chain. Never throws. */
export function verifyPack(bytes: Uint8Array): PackVerdict {
  const opened: Opened = { files: [], seal: null, manifest: null };
  const steps: Readonly<Record<PackCheckId, () => void>> = {
    archive: () => {
      opened.files = openArchive(bytes);
    },
    seal: () => {
      opened.seal = checkSeal(opened.files);
    },
    files: () => {
      opened.manifest = checkFiles(opened.files);
    },
    manifest: () => {
      checkManifest(manifestOf(opened));
    },
    tables: () => {
      checkTables(manifestOf(opened), opened.files);
    },
    sums: () => {
      checkSums(manifestOf(opened), opened.files);
    },
    mappings: () => {
      checkMappings(manifestOf(opened), opened.files);
    },
    audit: () => {
      checkAudit(manifestOf(opened), opened.files);
    },
  };
  const checks: PackCheck[] = [];
  for (const id of packChecks) {
    // Each stands on the ones before it, up to the manifest; the last four are about different things.
    const isReached = checks.slice(0, 4).every((check) => check.state === 'passed');
    checks.push(isReached ? run(id, steps[id]) : { id, state: 'not-reached', problem: null });
  }
  const isWhole = checks.every((check) => check.state === 'passed');
  return { isWhole, checks, manifest: opened.manifest, seal: opened.seal };
}

function run(id: PackCheckId, step: () => void): PackCheck {
  try {
    step();
    return { id, state: 'passed', problem: null };
  } catch (error) {
    // Anything else that goes wrong goes wrong because the content has another form than the app writes.
    const problem = error instanceof PackProblem ? error : new PackProblem('malformed', {});
    return { id, state: 'failed', problem: { code: problem.code, details: problem.details } };
  }
}

function manifestOf({ manifest }: Opened): EvidenceManifest {
  if (manifest === null) throw new PackProblem('malformed', {});
  return manifest;
}

function openArchive(bytes: Uint8Array): ZipFile[] {
  try {
    return readZip(bytes);
  } catch (error) {
    throw new PackProblem(error instanceof NotAPack ? 'archive' : 'malformed', {});
  }
}

function checkSeal(files: readonly ZipFile[]): PackSeal {
  const last = files.at(-1);
  const first = files[0];
  if (last?.name !== packFiles.seal) throw new PackProblem('missing', { file: packFiles.seal });
  if (first?.name !== packFiles.manifest) throw new PackProblem('missing', { file: packFiles.manifest });
  const seal = readSeal(new TextDecoder().decode(last.bytes));
  if (seal === null) throw new PackProblem('seal', {});
  if (sha256Hex(first.bytes) !== seal.manifestSha256) throw new PackProblem('changed', { file: packFiles.manifest });
  return seal;
}

/** Every file that the manifest lists is there as it was, in its place, and no other. */
function checkFiles(files: readonly ZipFile[]): EvidenceManifest {
  const manifest = JSON.parse(new TextDecoder().decode(files[0]?.bytes)) as EvidenceManifest;
  const found = new Map(files.slice(1, -1).map((file) => [file.name, file]));
  for (const listed of manifest.files) {
    const file = found.get(listed.name);
    if (file === undefined) throw new PackProblem('missing', { file: listed.name });
    if (file.bytes.length !== listed.bytes || sha256Hex(file.bytes) !== listed.sha256) {
      throw new PackProblem('changed', { file: listed.name });
    }
    found.delete(listed.name);
  }
  const [added] = found.keys();
  if (added !== undefined) throw new PackProblem('added', { file: added });
  const names = manifest.files.map((file) => file.name).join('\n');
  const order = files.slice(1, -1).map((file) => file.name);
  // A name that is there twice, or files in another order.
  if (order.join('\n') !== names) throw new PackProblem('order', {});
  return manifest;
}

function checkManifest(manifest: EvidenceManifest): void {
  if (manifest.format !== evidenceFormat) throw new PackProblem('format', {});
  if (manifest.formatVersion !== evidenceFormatVersion) {
    throw new PackProblem('version', { found: String(manifest.formatVersion), known: String(evidenceFormatVersion) });
  }
}
