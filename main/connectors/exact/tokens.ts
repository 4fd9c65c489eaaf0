import { z } from 'zod';
import { AppError, isAppError } from '../../../shared/errors/app-error.ts';
import type { SignInState } from '../../../shared/model/sign-in.ts';
import type { ConnectorContext } from '../../ports/connector.ts';

/** Name of the secret. One for the pair, so that both change at once. */
const SECRET = 'tokens';
const DAY_MS = 86_400_000;
/** A refresh token that is not used for so long is void (reference page §1.5). */
const IDLE_MS = 30 * DAY_MS;
const WARN_AFTER_MS = 23 * DAY_MS;

export const endings = ['used', 'lost', 'unused', 'unknown'] as const;
/** Why a refresh token is worth nothing: used elsewhere; its answer was lost; 30 days idle; not known to Exact. */
export type Ending = (typeof endings)[number];

const tokensSchema = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1),
  /** When the answer that held them had arrived; by this machine's clock, like every moment here. */
  obtainedAtUtc: z.string(),
  /** When they were asked for; left out: when they arrived. */
  askedAtUtc: z.string().optional(),
  /** When a person signed in; left out: when they arrived. */
  signedInAtUtc: z.string().optional(),
  /** A renewal was begun then and no answer to it has been stored. */
  renewingSinceUtc: z.string().optional(),
  /** Exact refused the refresh token: it is never sent again. */
  ended: z.object({ atUtc: z.string(), why: z.enum(endings) }).optional(),
});
export type Tokens = z.infer<typeof tokensSchema>;

/** The stored tokens; null where nobody has signed in. Throws VAULT_LOCKED and what the vault throws. */
export async function readTokens(context: ConnectorContext): Promise<Tokens | null> {
  let text: string;
  try {
    text = await context.readSecret(SECRET);
  } catch (error) {
    if (isAppError(error) && error.code === 'VAULT_SECRET_MISSING') return null;
    throw error;
  }
  const parsed = tokensSchema.safeParse(parseJson(text));
  return parsed.success ? parsed.data : null;
}

/** Stores them durably before it resolves. */
export async function saveTokens(context: ConnectorContext, tokens: Tokens): Promise<void> {
  await context.saveSecret(SECRET, JSON.stringify(tokens));
}

/** How long tokens have been here, in milliseconds; below zero if this machine's clock was set back. */
export function ageOf(tokens: Tokens, now: number): number {
  return now - Date.parse(tokens.obtainedAtUtc);
}

/** Time since they were asked for: Exact cannot have made them earlier. */
export function longestAgeOf(tokens: Tokens, now: number): number {
  return now - Date.parse(tokens.askedAtUtc ?? tokens.obtainedAtUtc);
}

/** How the sign-in stands, as screens show it. */
export function signInStateOf(tokens: Tokens | null, now: number): SignInState {
  if (tokens === null) return { kind: 'never', signedInAtUtc: null, endsUnusedAtUtc: null, warns: false };
  const signedInAtUtc = tokens.signedInAtUtc ?? tokens.obtainedAtUtc;
  const idle = ageOf(tokens, now);
  if (tokens.ended !== undefined || idle >= IDLE_MS)
    return { kind: 'ended', signedInAtUtc, endsUnusedAtUtc: null, warns: false };
  const endsUnusedAtUtc = new Date(Date.parse(tokens.obtainedAtUtc) + IDLE_MS).toISOString();
  return { kind: 'signed-in', signedInAtUtc, endsUnusedAtUtc, warns: idle >= WARN_AFTER_MS };
}

/** Nobody has signed in yet. */
export function neverSignedIn(): AppError {
  return new AppError('EXACT_NOT_SIGNED_IN', 'auth', { phase: 'connect' });
}

const endingWords: Readonly<Record<Ending, string>> = {
  used: 'its token was used elsewhere',
  lost: 'the answer to its last renewal never arrived',
  unused: 'it was not used for 30 days',
  unknown: 'Exact Online does not know its token',
};

/** The one clear end of a sign-in: a person has to sign in again. */
export function signInAgain(why: Ending): AppError {
  return new AppError('EXACT_SIGN_IN_AGAIN', 'auth', { phase: 'connect', details: { reason: endingWords[why] } });
}

/** JSON, or undefined: what is no JSON is judged by the schema. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
