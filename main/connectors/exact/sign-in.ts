import { AppError, isAppError, isRetryable } from '../../../shared/errors/app-error.ts';
import type { SignInBegun, SignInState } from '../../../shared/model/sign-in.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import type { SignIn } from '../../ports/sign-in.ts';
import { readLanding } from './landing.ts';
import { readSettings, type Settings } from './settings.ts';
import { sharedState, type SharedState } from './shared-state.ts';
import { askForTokens, type TokenAnswer } from './token-request.ts';
import { readTokens, saveTokens, signInStateOf } from './tokens.ts';

/** How long a sign-in may take at Exact's site: password, second factor, consent. */
const PENDING_MS = 10 * 60_000;
const STATE_BYTES = 32;

/**
 * Signing in with the system browser (reference page §1.2): Exact insists on a public https redirect, so the person pastes the
 * address at which the browser lands.
 */
export function createExactSignIn(context: ConnectorContext): SignIn {
  const open = (): { settings: Settings; state: SharedState } => {
    const settings = readSettings(context.connection);
    return { settings, state: sharedState(context.clock, `${settings.address}|${context.connection.id}`) };
  };
  return {
    begin: async () => {
      const { settings, state } = open();
      return Promise.resolve(begin(context, settings, state));
    },
    finish: (landed, signal) => finish(context, open(), landed, signal),
    state: async () => signInStateOf(await readTokens(context), context.clock.now()),
  };
}

function begin(context: ConnectorContext, settings: Settings, state: SharedState): SignInBegun {
  const secret = Buffer.from(context.random.bytes(STATE_BYTES)).toString('base64url');
  const { redirectUri } = settings;
  state.pendingSignIn = { state: secret, redirectUri, begunAt: context.clock.now() };
  const query = new URLSearchParams({
    client_id: settings.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    state: secret,
  });
  return {
    address: `${settings.address}/api/oauth2/auth?${query.toString()}`,
    redirectUri,
    validForSeconds: PENDING_MS / 1000,
  };
}

async function finish(
  context: ConnectorContext,
  { settings, state }: { readonly settings: Settings; readonly state: SharedState },
  landed: string,
  signal: AbortSignal,
): Promise<SignInState> {
  const pending = state.pendingSignIn;
  if (pending === undefined || context.clock.now() >= pending.begunAt + PENDING_MS) {
    state.pendingSignIn = undefined;
    throw new AppError('EXACT_SIGN_IN_NOT_BEGUN', 'config', { phase: 'connect' });
  }
  // An address that is none of ours leaves the sign-in open: the right one may still be pasted.
  const landing = readLanding(landed, pending);
  signal.throwIfAborted();
  state.pendingSignIn = undefined;
  if ('refused' in landing) throw failed('EXACT_CONSENT_REFUSED', 'permission', landing.refused);
  const grant = { grant_type: 'authorization_code', code: landing.code, redirect_uri: pending.redirectUri };
  const answer = await exchange(context, settings, grant);
  if (answer.kind !== 'granted') throw refusal(answer);
  const { obtainedAtUtc } = answer.tokens;
  await saveTokens(context, { ...answer.tokens, signedInAtUtc: obtainedAtUtc });
  // What was known of the tokens before says nothing of these.
  Object.assign(state, { unsaved: undefined, refused: undefined, tooEarly: undefined, renewedYoung: undefined });
  return signInStateOf(await readTokens(context), context.clock.now());
}

/** A code works once, so that a lost answer cannot be asked for again. */
async function exchange(
  context: ConnectorContext,
  settings: Settings,
  grant: Readonly<Record<string, string>>,
): Promise<TokenAnswer> {
  try {
    return await askForTokens(context, settings, grant);
  } catch (error) {
    if (!isAppError(error) || !isRetryable(error)) throw error;
    throw new AppError('EXACT_SIGN_IN_UNANSWERED', error.kind, { phase: 'connect', cause: error });
  }
}

function refusal(answer: Exclude<TokenAnswer, { kind: 'granted' }>): AppError {
  switch (answer.kind) {
    case 'client':
      return failed('EXACT_CLIENT_REFUSED', 'auth', answer.reason);
    case 'unclear':
      return new AppError('EXACT_SIGN_IN_UNANSWERED', 'transient', { phase: 'connect' });
    case 'refused':
      return failed('EXACT_CODE_REFUSED', 'auth', answer.reason);
    case 'too-early':
    case 'ended':
      return failed('EXACT_CODE_REFUSED', 'auth', 'Exact Online does not know the code');
  }
}

function failed(code: string, kind: AppError['kind'], reason: string): AppError {
  return new AppError(code, kind, { phase: 'connect', details: { reason } });
}
