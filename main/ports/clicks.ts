import type { AppError } from '../../shared/errors/app-error.ts';

/** A person clicked a button of a message. All of it is what the system says; nothing of it is to be trusted but by comparison. */
export interface Click {
  /** The system's own name of this report of the click: the same report may come again. */
  readonly envelopeId: string;
  readonly teamId: string;
  readonly appId: string;
  readonly userId: string;
  readonly actionId: string;
  /** What the button carries; null if it carries nothing. */
  readonly value: string | null;
}

/** The workspace and the app that the listener was opened for: a click of any other is none of ours. */
export interface ClickHome {
  readonly teamId: string;
  readonly appId: string;
}

export type ListenerState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'listening'; readonly sinceUtc: string }
  /** Tries again by itself. */
  | { readonly kind: 'waiting'; readonly error: AppError; readonly nextTryUtc: string }
  /** Needs a person: a token was revoked, a switch is off. Nothing more is tried. */
  | { readonly kind: 'stopped'; readonly error: AppError };

export interface ClickHandlers {
  /**
   * Resolves once the click is durably dealt with: only then is it acknowledged. If it rejects, it is not, and the person sees that
   * it did not work.
   */
  onClick(click: Click, home: ClickHome): Promise<void>;
  onState(state: ListenerState): void;
}

/** Hears of clicks over one connection of a system that messages are posted to. Keeps itself connected. */
export interface ClickListener {
  /** Begins to listen, and goes on until `close`. Call once. Never throws: what goes wrong is a state. */
  start(handlers: ClickHandlers): void;
  close(): Promise<void>;
}
