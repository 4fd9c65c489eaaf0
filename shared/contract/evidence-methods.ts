import { z } from 'zod';
import { evidenceScopeSchema, madeEvidenceSchema } from '../model/evidence.ts';
import { languages } from '../model/settings.ts';
import { method } from './method.ts';

const minute = 60_000;

/** Evidence packs: made whole, then fetched in parts, so that no answer is large. */
export const evidenceMethods = {
  /** Makes the pack and writes that down in the audit trail. Its parts can be fetched until two more were made. */
  'evidence.make': method(
    'engine',
    z.object({ scope: evidenceScopeSchema, language: z.enum(languages) }).strict(),
    madeEvidenceSchema,
    10 * minute,
  ),
  /** How much of the pack that is being made is done, from 0 to 1; null while none is. */
  'evidence.progress': method('engine', z.object({}).strict(), z.object({ share: z.number().nullable() })),
  /** One part of a pack that was made, counted from 0. APP_NOT_FOUND once it is no longer held. */
  'evidence.part': method(
    'engine',
    z.object({ sha256: z.string(), part: z.number().int().nonnegative() }).strict(),
    z.object({ base64: z.string() }),
  ),
  /** Whether this installation made the pack, by its key and by its audit trail. Takes what its file SEAL says. */
  'evidence.own-seal': method(
    'engine',
    z.object({ manifestSha256: z.string(), keyId: z.string(), hmac: z.string(), packSha256: z.string() }).strict(),
    z.object({
      /** `other-key`: another installation's. `locked`: the vault is. `unsealed`: it was locked when the pack was made. */
      seal: z.enum(['own', 'forged', 'other-key', 'locked', 'unsealed']),
      /** When the trail says that a pack with just these bytes was made; null if it says nothing of it. */
      madeAtUtc: z.string().nullable(),
    }),
  ),
} as const;
