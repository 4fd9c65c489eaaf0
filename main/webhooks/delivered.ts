import { z } from 'zod';

/** A delivery whose signature was right, as the journal keeps it until the engine has it. */
export const deliveredSchema = z.object({
  receivedAtUtc: z.string(),
  connectionId: z.string(),
  provider: z.string(),
  topic: z.string(),
  division: z.string(),
  key: z.string(),
  action: z.string(),
  eventCreatedOn: z.string(),
  clientId: z.string(),
  /** Sha256 over system, connection and signature: tells one delivery from another without keeping the signature. */
  fingerprint: z.string(),
  contentType: z.string().nullable(),
  /** The body as it came. It carries keys only. */
  body: z.string(),
});
export type Delivered = z.infer<typeof deliveredSchema>;

/** A delivery with its place in the journal. Places only grow, within one run of the receiver. */
export interface Placed {
  readonly place: number;
  readonly delivered: Delivered;
}
