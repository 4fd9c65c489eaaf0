/** Why a pasted address cannot be the one that a sign-in ended on: it begins otherwise, or nothing of the sign-in is in it. */
export type LandingProblem = 'elsewhere' | 'no-code';

/**
 * Looks at what was pasted before it is sent, because an address that is sent ends the sign-in it belongs to. Null if it may be the
 * right one: whether it is, the app says.
 */
export function landingProblem(landed: string, redirectUri: string): LandingProblem | null {
  const address = landed.trim();
  if (!URL.canParse(address) || !URL.canParse(redirectUri)) return 'elsewhere';
  const [url, wanted] = [new URL(address), new URL(redirectUri)];
  if (url.origin !== wanted.origin || url.pathname !== wanted.pathname) return 'elsewhere';
  return url.searchParams.has('code') || url.searchParams.has('error') ? null : 'no-code';
}

/** Seconds as a clock that runs down: `2:05`. Never below nothing. */
export function timeLeft(seconds: number): string {
  const left = Math.max(0, Math.ceil(seconds));
  return `${String(Math.floor(left / 60))}:${String(left % 60).padStart(2, '0')}`;
}
