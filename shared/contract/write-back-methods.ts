import { z } from 'zod';
import { proposalSchema, proposalStateSchema, writeBackStateSchema } from '../model/write-back.ts';
import { method } from './method.ts';

const minute = 60_000;
const ofFlow = z.object({ flowId: z.string() }).strict();
const reason = z.string().trim().min(3).max(500);

/** What may be asked about changes that were made at the destination and are proposed to the source. Only a person writes. */
export const writeBackMethods = {
  /** What may be written back; null for a flow whose source takes nothing. */
  'write-back.state': method('engine', ofFlow, writeBackStateSchema.nullable()),
  /** Switches it on for these streams and off for the others. APP_BAD_REQUEST for a stream that takes nothing. */
  'write-back.set': method(
    'engine',
    z.object({ flowId: z.string(), streams: z.array(z.string()), reason }).strict(),
    writeBackStateSchema,
  ),
  /** Looks at the destination for changed rows. Writes nothing there and nothing at the source. */
  'write-back.look': method('engine', ofFlow, writeBackStateSchema, 5 * minute),
  /** The newest first, at most 500. */
  'write-back.list': method(
    'engine',
    z.object({ flowId: z.string(), states: z.array(proposalStateSchema).optional() }).strict(),
    z.array(proposalSchema),
  ),
  /**
   * Writes the change to the source, if it still has the version that was edited, and reads it back. WRITE_BACK_OUTDATED if the proposal
   * is another than the one that was seen; otherwise the proposal says what became of it.
   */
  'write-back.approve': method(
    'engine',
    z.object({ id: z.string(), fingerprint: z.string(), reason }).strict(),
    proposalSchema,
    5 * minute,
  ),
  'write-back.dismiss': method(
    'engine',
    z.object({ id: z.string(), fingerprint: z.string(), reason }).strict(),
    proposalSchema,
  ),
} as const;
