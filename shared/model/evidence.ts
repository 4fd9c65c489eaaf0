import { z } from 'zod';
import type { EvidenceManifest } from '../evidence/manifest.ts';
import type { Language } from './settings.ts';

/** What a pack proves: one run, or all runs of a flow that started in a period of whole calendar days. */
export const evidenceScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('run'), runId: z.string() }).strict(),
  z
    .object({
      kind: z.literal('period'),
      flowId: z.string(),
      /** First and last day, both included. */
      fromDay: z.iso.date(),
      toDay: z.iso.date(),
      /** Whose days they are: a name such as `Europe/Amsterdam`. */
      timeZone: z.string().min(1).max(60),
    })
    .strict(),
]);
export type EvidenceScope = z.infer<typeof evidenceScopeSchema>;

/** A pack that was made, as a window is told of it; its bytes come in parts. */
export const madeEvidenceSchema = z.object({
  fileName: z.string(),
  /** Of the whole file; the same stands in the audit trail. */
  sha256: z.string(),
  bytes: z.number().int(),
  parts: z.number().int(),
  runs: z.number().int(),
});
export type MadeEvidence = z.infer<typeof madeEvidenceSchema>;

/** A further file of a pack, such as a tie-out: sealed with the rest, shown in the summary by its title. */
export interface EvidenceExtra {
  /** Name within the pack, such as `tie-out.csv`: lower case letters, digits, `-`, `_` and `.`; not one of the pack's own. */
  readonly name: string;
  /** What it is, in the language of the pack. */
  readonly title: string;
  readonly content: string;
}

export interface EvidenceRequest {
  readonly scope: EvidenceScope;
  readonly language: Language;
  readonly extras?: readonly EvidenceExtra[];
}

/** A pack with its bytes. */
export interface EvidencePack {
  readonly fileName: string;
  /** The whole file: a zip. */
  readonly bytes: Uint8Array;
  /** SHA-256 of `bytes`, lower-case hex. */
  readonly sha256: string;
  readonly manifest: EvidenceManifest;
  /** SHA-256 of the pack's manifest.json, as its file SEAL says it. */
  readonly manifestSha256: string;
}

/**
 * Makes a pack, and appends `evidence.made` with its hash to the audit trail in a transaction of its own (not where the data
 * file is open for reading only). Must not be called inside a transaction. Throws APP_NOT_FOUND for a run or flow that is not
 * there, EVIDENCE_RUN_UNDER_WAY for a run that has not ended, and EVIDENCE_PERIOD for days that are no period. The engine's own
 * is `makeEvidencePack` of main/engine/evidence/make-pack.ts.
 */
export type MakeEvidencePack = (request: EvidenceRequest) => EvidencePack;
