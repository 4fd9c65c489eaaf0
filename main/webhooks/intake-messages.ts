import type { Placed } from './delivered.ts';
import type { IntakeSetting, RejectionCount } from './intake.ts';

/** What the engine's thread tells the receiver's. */
export type ToIntake =
  | { readonly kind: 'configure'; readonly setting: IntakeSetting }
  /** The store has everything up to this place. */
  | { readonly kind: 'stored'; readonly place: number }
  | { readonly kind: 'close' };

/** What the receiver's thread tells the engine's. */
export type FromIntake =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'failed'; readonly code: string }
  /** At most one of these is on its way: the next one follows `stored`. */
  | { readonly kind: 'events'; readonly placed: readonly Placed[] }
  | {
      readonly kind: 'counts';
      readonly counts: readonly RejectionCount[];
      readonly validations: number;
      readonly p95Ms: number | null;
    }
  | { readonly kind: 'closed' };
