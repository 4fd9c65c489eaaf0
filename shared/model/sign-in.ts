import { z } from 'zod';

/** How a connection stands whose system lets nobody in but a person who signs in at the system's own site. */
export const signInStateSchema = z.object({
  kind: z.enum(['never', 'signed-in', 'ended']),
  /** When a person last signed in; null where nobody has. */
  signedInAtUtc: z.string().nullable(),
  /** The person, as the system names them; left out where that is not known. */
  signedInAs: z.string().nullable().optional(),
  /** When the sign-in ends if nothing is read until then; null where there is none. */
  endsUnusedAtUtc: z.string().nullable(),
  /** Whether that day is near. */
  warns: z.boolean(),
});
export type SignInState = z.infer<typeof signInStateSchema>;

export const signInBegunSchema = z.object({
  /** Where the person signs in; to be opened in the system browser. */
  address: z.string(),
  /** Where the browser lands afterwards: the beginning of the address that is to be pasted. */
  redirectUri: z.string(),
  /** For how long the landing address can be pasted. */
  validForSeconds: z.number().int(),
});
export type SignInBegun = z.infer<typeof signInBegunSchema>;
