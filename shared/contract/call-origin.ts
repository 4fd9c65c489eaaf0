import { z } from 'zod';

/** By which way a call came in: a window or the command line (then a person asks), or the schedule. */
export const callOrigins = ['window', 'command-line', 'schedule'] as const;
export const callOriginSchema = z.enum(callOrigins);
export type CallOrigin = z.infer<typeof callOriginSchema>;
