import type { AuditActor } from '../model/audit.ts';
import type { ComparedTotals, StreamCounts } from '../model/totals.ts';

export const evidenceFormat = 'ml-connector-evidence';
export const evidenceFormatVersion = 1;

/** Names of a pack's own files, in their order; `SEAL` is always the last. */
export const packFiles = {
  manifest: 'manifest.json',
  summary: 'summary.html',
  counts: 'counts.csv',
  totals: 'totals.csv',
  batches: 'batches.csv',
  rejected: 'rejected.csv',
  mappings: 'mappings.json',
  audit: 'audit.ndjson',
  seal: 'SEAL',
} as const;

/** What a run did with one stream. */
export interface EvidenceStream {
  readonly stream: string;
  readonly label: string;
  /** What was read, in words, with the moment as of which it was read. */
  readonly window: string | null;
  /** The moment by the source's clock to which what was staged is pinned; null where nothing was staged. */
  readonly asOfUtc: string | null;
  readonly announced: number | null;
  readonly counts: StreamCounts;
  readonly excludedBy: readonly { readonly reason: string; readonly count: number }[];
  readonly reconciled: boolean | null;
  /** Control totals of what this run read. */
  readonly windowTotals: readonly ComparedTotals[];
  /** Control totals of all that was read up to then; empty in a period for all but the stream's last run. */
  readonly totals: readonly ComparedTotals[];
  /** When the destination last computed what landed. */
  readonly landedAtUtc: string | null;
  readonly errorCode: string | null;
}

export interface EvidenceRun {
  readonly id: string;
  readonly trigger: string;
  readonly state: string;
  readonly startedAtUtc: string;
  readonly endedAtUtc: string | null;
  readonly errorCode: string | null;
  /** In a period only those with something to show: read, failed or not reconciled. */
  readonly streams: readonly EvidenceStream[];
}

/** Which batch it is, how large, and where it stands. */
export interface BatchIdentity {
  readonly id: string;
  readonly runId: string;
  readonly stream: string;
  readonly sequence: string;
  readonly documents: number;
  readonly rows: number;
  readonly state: string;
  readonly attempts: number;
}

export interface EvidenceBatch extends BatchIdentity {
  /** SHA-256 over the keys and hashes of its documents; the same stands in the audit trail. */
  readonly payloadSha256: string;
  /** Version and hash of the mapping that made it. */
  readonly mappingVersion: number;
  readonly mappingSha256: string;
  /** Head of the audit chain that went out with it. */
  readonly auditHead: string;
  /** The moment by the source's clock that its content is as of. */
  readonly asOfUtc: string;
  readonly stagedAtUtc: string;
  readonly landedAtUtc: string | null;
}

export interface EvidenceManifest {
  readonly format: string;
  readonly formatVersion: number;
  readonly app: { readonly name: string; readonly version: string };
  readonly madeAtUtc: string;
  readonly madeBy: AuditActor;
  readonly language: string;
  readonly scope:
    | { readonly kind: 'run'; readonly runId: string }
    | {
        readonly kind: 'period';
        readonly fromDay: string;
        readonly toDay: string;
        readonly timeZone: string;
        readonly fromUtc: string;
        /** The first moment after it. */
        readonly toUtc: string;
      };
  readonly flow: {
    readonly id: string;
    readonly name: string;
    /** Null for a flow that was removed since: then nothing more is known of it. */
    readonly setup: {
      readonly integration: string;
      readonly schedule: unknown;
      readonly updatedAtUtc: string;
      readonly streams: readonly {
        readonly id: string;
        readonly enabled: boolean;
        readonly exclusions: unknown;
        readonly mappingVersion: number;
        readonly mappingSha256: string;
      }[];
    } | null;
  };
  readonly connections: readonly {
    readonly role: 'source' | 'destination';
    readonly id: string;
    readonly name: string;
    readonly system: string;
    readonly practice: boolean;
    /** Never a secret. */
    readonly settings: Readonly<Record<string, string>>;
  }[];
  readonly runs: readonly EvidenceRun[];
  readonly batches: readonly EvidenceBatch[];
  readonly rejected: {
    readonly records: number;
    readonly byReason: readonly { readonly stream: string; readonly code: string; readonly records: number }[];
  };
  readonly audit: {
    /** Entries shown, and entries of which only the digest stands in for their place in the chain. */
    readonly shown: number;
    readonly digests: number;
    /** Whether the entries follow each other without a gap. */
    readonly gapless: boolean;
    readonly first: number | null;
    readonly last: number | null;
    /** The chain's head when the pack was made. */
    readonly head: { readonly number: number; readonly hash: string };
  };
  readonly extras: readonly { readonly name: string; readonly title: string }[];
  /** Every file but this one and SEAL, in their order. */
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}
