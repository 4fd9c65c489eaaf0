import { contentDigest } from '../../../shared/evidence/audit-hash.ts';
import type { EvidenceManifest } from '../../../shared/evidence/manifest.ts';
import type { Pieces } from '../../../shared/evidence/pieces.ts';
import type { EvidenceRows } from '../../store/evidence.ts';
import type { StoredEntry } from '../../store/audit.ts';
import { auditGenesis } from '../../../shared/evidence/audit-hash.ts';
import { sha256 } from '../hash.ts';

/** Whose entries are shown. */
export interface SliceSubjects {
  readonly flowId: string;
  readonly connections: ReadonlySet<string>;
  readonly runs: ReadonlySet<string>;
  readonly batches: ReadonlySet<string>;
  readonly messages: ReadonlySet<string>;
}

export interface AuditSlice {
  /** The file: one entry a line. */
  readonly text: string;
  readonly facts: Omit<EvidenceManifest['audit'], 'head'>;
  /** What the trail says of batches when they were staged. */
  readonly staged: ReadonlyMap<string, { readonly payload: string; readonly auditHead: string }>;
}

/** Entries that are read at a stretch. */
export const entriesAtOnce = 1_000;

/** More digests than this would be most of the pack; then entries of others leave gaps in the slice. */
const mostDigests = 50_000;

/**
 * The entries of the trail from one number to another: those about the subjects whole, all others by the digest of what they say,
 * which is enough to recompute the chain and tells nothing of other flows. A stretch of entries at a time.
 */
export function* sliceOf(
  rows: EvidenceRows,
  range: { readonly first: number; readonly last: number } | null,
  subjects: SliceSubjects,
): Pieces<AuditSlice> {
  const lines: string[] = [];
  const staged = new Map<string, { payload: string; auditHead: string }>();
  const facts = { shown: 0, digests: 0, gapless: true, first: null as number | null, last: null as number | null };
  if (range === null) return { text: '', facts, staged };
  const showsDigests = range.last - range.first < mostDigests;
  let previousHash = rows.hashOf(range.first - 1) ?? auditGenesis;
  for (let from = range.first; from <= range.last; from += entriesAtOnce) {
    for (const entry of rows.entries(from, Math.min(range.last, from + entriesAtOnce - 1))) {
      const line = lineOf(entry, previousHash, isShown(entry, subjects), showsDigests);
      previousHash = entry.hash;
      if (line === null) continue;
      if (line.isShown) facts.shown += 1;
      else facts.digests += 1;
      if (facts.last !== null && entry.number !== facts.last + 1) facts.gapless = false;
      facts.first ??= entry.number;
      facts.last = entry.number;
      lines.push(line.text);
      if (entry.event === 'batch.staged')
        staged.set(entry.subject, { payload: payloadOf(entry), auditHead: entry.hash });
    }
    yield (from - range.first) / (range.last - range.first + 1);
  }
  return { text: lines.join(''), facts, staged };
}

/** An entry as a line; null where it may not be shown and has no digest, as those of earlier versions. */
function lineOf(
  entry: StoredEntry,
  previousHash: string,
  shows: boolean,
  showsDigests: boolean,
): { readonly text: string; readonly isShown: boolean } | null {
  const { number, atUtc, event, subject, details, actor, hash } = entry;
  if (shows) {
    const whole = { number, atUtc, event, subject, details, actor, previousHash, hash };
    return { text: `${JSON.stringify(whole)}\n`, isShown: true };
  }
  const content = showsDigests ? contentDigest(entry, sha256) : null;
  if (content === null) return null;
  return { text: `${JSON.stringify({ number, content, previousHash, hash })}\n`, isShown: false };
}

function isShown({ event, subject, details }: StoredEntry, subjects: SliceSubjects): boolean {
  switch (event.split('.')[0]) {
    case 'run':
    case 'totals':
      return subjects.runs.has(subject);
    case 'batch':
      return subjects.batches.has(subject);
    case 'flow':
      return subject === subjects.flowId;
    case 'connection':
      return subjects.connections.has(subject);
    case 'message':
      return subject === subjects.flowId || subjects.messages.has(subject) || subjects.connections.has(subject);
    case 'schema':
    case 'network':
    case 'retention':
      return true;
    default:
      // Replays, re-syncs, dismissals, tie-outs and packs name their flow; of those of others it is shown only that they happened.
      return subject === subjects.flowId || subjects.runs.has(subject) || namedIn(details, 'flow') === subjects.flowId;
  }
}

function payloadOf({ details }: StoredEntry): string {
  return namedIn(details, 'payload');
}

function namedIn(details: string, name: string): string {
  const value = (JSON.parse(details) as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : '';
}
