import type { Connection } from '../../../shared/model/connection.ts';

/** Where a renewal is struck. The first five end the process; the last two lose an answer and leave it alive. */
export const renewalPoints = [
  'before it is noted',
  'before it is asked for',
  'asked for, not yet given',
  'given, not answered',
  'given, half answered',
  'answered, not yet stored',
  'stored, not yet used',
  'at random',
  'answer lost before it was given',
  'answer lost after it was given',
] as const;
export type RenewalPoint = (typeof renewalPoints)[number];

/** What the process is started with. */
export interface ChildSetup {
  readonly file: string;
  readonly key: string;
  readonly connection: Connection;
}

export type ChildOrder =
  /** Reads one page. `point` says where it kills itself; others are struck from outside. */
  | { readonly kind: 'read'; readonly aheadMs: number; readonly point: RenewalPoint | null }
  | { readonly kind: 'begin' }
  | { readonly kind: 'finish'; readonly landed: string }
  | { readonly kind: 'clock'; readonly aheadMs: number };

export type ChildAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly value: string }
  | { readonly kind: 'failed'; readonly code: string; readonly reason: string };

export const setupVariable = 'MLC_TEST_SIGN_IN';
