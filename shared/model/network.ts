import { z } from 'zod';
import { errorDtoSchema } from '../errors/error-dto.ts';

const address = z.string().trim().min(1).max(2000);

/** Which way requests take out of this computer. Never holds a password. */
export const proxyChoiceSchema = z.discriminatedUnion('kind', [
  /** What the system says, in the desktop app; what the environment variables say, without it. */
  z.object({ kind: z.literal('automatic') }).strict(),
  z.object({ kind: z.literal('none') }).strict(),
  z
    .object({
      kind: z.literal('address'),
      /** `http://host:port` or `https://host:port`. */
      address,
      /** Empty: the proxy asks nobody who they are. */
      username: z.string().max(500),
    })
    .strict(),
  /** The address of an automatic configuration file, which only the desktop app can follow. */
  z.object({ kind: z.literal('pac'), address }).strict(),
]);
export type ProxyChoice = z.infer<typeof proxyChoiceSchema>;

/** How this installation reaches the network. The part that is not secret; it may be exported. */
export const networkSettingsSchema = z
  .object({
    proxy: proxyChoiceSchema,
    /** Full path of a PEM file with CAs that are trusted besides the system's; empty for none. */
    extraCaFile: z.string().trim().max(2000),
  })
  .strict();
export type NetworkSettings = z.infer<typeof networkSettingsSchema>;

export const defaultNetworkSettings: NetworkSettings = { proxy: { kind: 'automatic' }, extraCaFile: '' };

/** What a person changes. The password is write-only: left out keeps the stored one, null removes it. */
export const networkChangesSchema = networkSettingsSchema
  .extend({ proxyPassword: z.string().nullable().optional() })
  .strict();
export type NetworkChanges = z.infer<typeof networkChangesSchema>;

/** A CA that the extra file adds. */
export const extraCaSchema = z.object({
  name: z.string(),
  issuer: z.string(),
  validToUtc: z.string(),
});
export type ExtraCa = z.infer<typeof extraCaSchema>;

export const networkStateSchema = networkSettingsSchema.extend({
  /** Whether a password is stored for this proxy address and user name. */
  hasPassword: z.boolean(),
  passwordReplacedAtUtc: z.string().nullable(),
  /** Whether this engine can follow an automatic configuration file. */
  followsPac: z.boolean(),
  /** The CAs of the extra file as they are now; empty without a file, and where it cannot be used. */
  extraCas: z.array(extraCaSchema),
  /** Why the extra file cannot be used now; nothing is sent over https until it can. */
  extraCaError: errorDtoSchema.nullable(),
  /** Where the way really goes now. */
  way: z.object({
    /** Whose address was looked at: that of the first connection; null if there is none yet. */
    host: z.string().nullable(),
    /** `host:port`, null where the way is direct or unknown. */
    proxy: z.string().nullable(),
    /** In words. */
    text: z.string(),
    /** Why there is no way. */
    error: errorDtoSchema.nullable(),
  }),
});
export type NetworkState = z.infer<typeof networkStateSchema>;
