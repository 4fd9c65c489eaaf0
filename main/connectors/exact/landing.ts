import { timingSafeEqual } from 'node:crypto';
import { AppError } from '../../../shared/errors/app-error.ts';

/** What the browser brought back. */
export type Landing = { readonly code: string } | { readonly refused: string };

/**
 * Reads the address at which the browser landed: that of the app, with the state of the sign-in that was begun (looked at before
 * anything else in it), and a code, decoded exactly once (reference page §1.2: it holds a `!`). Throws EXACT_LANDING_REFUSED.
 */
export function readLanding(
  pasted: string,
  expected: { readonly redirectUri: string; readonly state: string },
): Landing {
  // What people copy comes with blanks, line ends and quotes around it.
  const text = pasted.replace(/[\s<>"'“”‘’]+/g, '');
  if (text === '') throw refused('it is empty');
  if (!URL.canParse(text)) throw refused('it is not an address');
  const landed = new URL(text);
  const own = new URL(expected.redirectUri);
  if (landed.origin !== own.origin || landed.pathname !== own.pathname)
    throw refused('it does not begin with the redirect URI of the app');
  const parameters = parametersOf(landed.search);
  if (!isSame(one(parameters, 'state') ?? '', expected.state))
    throw refused('it does not belong to the sign-in that was begun last');
  const error = one(parameters, 'error');
  if (error !== undefined) return { refused: /^[\w.-]{1,60}$/.test(error) ? error : 'an unnamed error' };
  const code = one(parameters, 'code');
  if (code === undefined || code === '') throw refused('it holds no code');
  return { code };
}

/** Not `URLSearchParams`: that takes a `+` for a blank, and a code may hold one. */
function parametersOf(search: string): Map<string, string[]> {
  const parameters = new Map<string, string[]>();
  for (const part of search.replace(/^\?/, '').split('&')) {
    const [name = '', ...rest] = part.split('=');
    const key = decode(name);
    parameters.set(key, [...(parameters.get(key) ?? []), decode(rest.join('='))]);
  }
  return parameters;
}

function one(parameters: ReadonlyMap<string, readonly string[]>, name: string): string | undefined {
  const values = parameters.get(name) ?? [];
  if (values.length > 1) throw refused(`it holds “${name}” more than once`);
  return values[0];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw refused('it is damaged');
  }
}

/** In constant time. */
function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function refused(reason: string): AppError {
  return new AppError('EXACT_LANDING_REFUSED', 'config', { phase: 'connect', details: { reason } });
}
