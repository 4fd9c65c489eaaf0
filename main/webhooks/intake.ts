import type { WebhookRejection } from '../../shared/webhooks/rejection.ts';
import type { Delivered } from './delivered.ts';
import type { Channel } from './receiver.ts';

export interface IntakeSetting {
  readonly port: number;
  /** The tunnel's name as callers write it in `Host`; null while none is known. */
  readonly publicHost: string | null;
  readonly channels: readonly Channel[];
}

export type IntakeHealth =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'listening'; readonly port: number }
  /** `code`: what the system said (`EADDRINUSE`); it is tried again when the settings change. */
  | { readonly kind: 'failed'; readonly code: string };

/** What an intake tells its owner. */
export interface IntakeListener {
  /**
   * Deliveries that are acknowledged already. Once this returns they are the listener's; if it throws they are given again.
   */
  onEvents(delivered: readonly Delivered[]): void;
  onRejected(counts: readonly RejectionCount[]): void;
  /** A validation was answered, or answers took so long (95th of 100, milliseconds, of the last thousand). */
  onAnswers(told: { readonly validations: number; readonly p95Ms: number | null }): void;
  onHealth(health: IntakeHealth): void;
}

export interface RejectionCount {
  readonly connectionId: string | null;
  readonly rejection: WebhookRejection;
  readonly count: number;
}

/** Where deliveries come in: the receiver of this computer, or one day a relay that keeps them while it sleeps. */
export interface IntakeSource {
  /** Starts, or goes on with another setting. What it has to say it says to the listener. */
  start(setting: IntakeSetting): void;
  /** Takes nothing more; what was acknowledged is kept. */
  stop(): Promise<void>;
  readonly health: IntakeHealth;
}
