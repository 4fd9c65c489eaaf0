import type { InputOf, OutputOf } from '../../shared/contract/contract.ts';
import type { ErrorDto } from '../../shared/errors/error-dto.ts';
import type { SignInState } from '../../shared/model/sign-in.ts';
import { minutesFromNow } from './fake-data.ts';

const dayMinutes = 24 * 60;
const redirectUri = 'https://www.ledger.example/exact';
const never: SignInState = { kind: 'never', signedInAtUtc: null, endsUnusedAtUtc: null, warns: false };

/** What the fake says when a landing address is not that of the sign-in that was begun. */
export const landingRefused: ErrorDto = {
  code: 'EXACT_LANDING_REFUSED',
  kind: 'config',
  text: 'The address that was pasted cannot be used: it does not belong to the sign-in that was begun last.',
  effect: 'Nobody was signed in.',
  next: 'Begin the sign-in again and paste the whole address at which the browser lands.',
  details: { reason: 'it does not belong to the sign-in that was begun last' },
};

/** What it says of a code that was used before. */
const codeRefused: ErrorDto = {
  ...landingRefused,
  code: 'EXACT_CODE_REFUSED',
  kind: 'auth',
  text: 'Exact Online did not accept the address that was pasted (it was used before).',
  next: 'Begin the sign-in again and paste the address as soon as the browser has landed.',
  details: { reason: 'it was used before' },
};

export interface SignInFake {
  /** Throws what the app would answer as a refusal. */
  refuse(error: ErrorDto): never;
  onChange(): void;
  /** How connections stand before anybody signs in; default: nobody has. */
  stateOf?(id: string): SignInState | undefined;
  /** Whether a connection is of a system that sets budgets. */
  isSource(id: string): boolean;
}

/** Answers about signing in and budgets, in memory. An address with `state=right` finishes a sign-in; any other is refused, and so is a code that was used. */
export function signInAnswers(fake: SignInFake) {
  const states = new Map<string, SignInState>();
  const stateOf = (id: string): SignInState => states.get(id) ?? fake.stateOf?.(id) ?? never;
  return {
    'connections.sign-in.begin': (): OutputOf<'connections.sign-in.begin'> => ({
      address: `https://start.exactonline.nl/api/oauth2/auth?client_id=78c73eec-2882-459d-b3f4-83a21a49591a&redirect_uri=${encodeURIComponent(redirectUri)}&response_type=code&state=right`,
      redirectUri,
      validForSeconds: 600,
    }),
    'connections.sign-in.finish': ({
      id,
      landed,
    }: InputOf<'connections.sign-in.finish'>): OutputOf<'connections.sign-in.finish'> => {
      if (!landed.includes('state=right')) return fake.refuse(landingRefused);
      if (landed.includes('code=used')) return fake.refuse(codeRefused);
      const state: SignInState = {
        kind: 'signed-in',
        signedInAtUtc: minutesFromNow(0),
        endsUnusedAtUtc: minutesFromNow(30 * dayMinutes),
        warns: false,
      };
      states.set(id, state);
      fake.onChange();
      return { state };
    },
    'connections.sign-in.state': ({ id }: InputOf<'connections.sign-in.state'>) => stateOf(id),
    'connections.budgets': ({ id }: InputOf<'connections.budgets'>): OutputOf<'connections.budgets'> =>
      fake.isSource(id) ? budgets() : [],
  };
}

function budgets(): OutputOf<'connections.budgets'> {
  return [
    budget('2256995', 'Ledger & Zonen B.V. (2256995)', { left: 3800, minuteLeft: 52 }),
    budget('2256996', 'Ledger Belgique S.A. (2256996)', { left: 240, minuteLeft: 60 }),
    {
      part: '2256997',
      // Until the companies were listed once.
      label: '2256997',
      left: null,
      perDay: null,
      keptBack: 0,
      resetsAtUtc: null,
      minute: null,
      learnedAtUtc: null,
    },
  ];
}

function budget(
  part: string,
  label: string,
  { left, minuteLeft }: { readonly left: number; readonly minuteLeft: number },
): OutputOf<'connections.budgets'>[number] {
  return {
    part,
    label,
    left,
    perDay: 5000,
    keptBack: 250,
    resetsAtUtc: minutesFromNow(300),
    minute: { left: minuteLeft, limit: 60, resetsAtUtc: minutesFromNow(1) },
    learnedAtUtc: minutesFromNow(-2),
  };
}
