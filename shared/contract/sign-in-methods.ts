import { z } from 'zod';
import { signInBegunSchema, signInStateSchema } from '../model/sign-in.ts';
import { sourceBudgetSchema } from '../model/source-budget.ts';
import { method } from './method.ts';

const byId = z.object({ id: z.string() }).strict();
const minute = 60_000;

/**
 * Signing in at a system that lets nobody in but a person in a browser, for connections whose system has `signIn` in its descriptor.
 * APP_NOT_FOUND for any other. Tokens never pass here.
 */
export const signInMethods = {
  /** Prepares a sign-in; an earlier one that was not finished is void. Sends nothing. */
  'connections.sign-in.begin': method('engine', byId, signInBegunSchema),
  /** Takes the address at which the browser landed and gets the tokens. Refused with a code that says why, and then begun anew. */
  'connections.sign-in.finish': method(
    'engine',
    z.object({ id: z.string(), landed: z.string().max(20_000) }).strict(),
    z.object({ state: signInStateSchema }),
    2 * minute,
  ),
  'connections.sign-in.state': method('engine', byId, signInStateSchema),
  /** Requests that the source permits and what is left, as it last said; empty where it sets no budget. Sends nothing. */
  'connections.budgets': method('engine', byId, z.array(sourceBudgetSchema)),
} as const;
