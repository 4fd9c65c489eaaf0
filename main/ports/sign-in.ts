import type { SignInBegun, SignInState } from '../../shared/model/sign-in.ts';

/** Signing in for one connection of a system that wants a person in a browser. Tokens stay behind this port. */
export interface SignIn {
  /** The address to open. A pending sign-in of the same connection is void from then on. Throws for settings that are missing. */
  begin(): Promise<SignInBegun>;
  /** Checks the landing address, exchanges its code and stores the tokens. Each begun sign-in can be finished once. */
  finish(landed: string, signal: AbortSignal): Promise<SignInState>;
  state(): Promise<SignInState>;
}
