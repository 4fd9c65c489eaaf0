/** What the engine does about an error; decided where the error is understood, never guessed later (design §5.9). */
export type ErrorKind =
  | 'config'
  | 'auth'
  | 'permission'
  | 'transient'
  | 'rate-limited'
  | 'record'
  | 'internal'
  | 'cancelled';

export type ErrorPhase =
  | 'connect'
  | 'check'
  | 'read'
  | 'map'
  | 'stage'
  | 'plan'
  | 'compare'
  | 'deliver'
  | 'totals'
  | 'store';

/** Facts that fill the placeholders of an error's text. Never a secret, never a record's payload. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

export interface AppErrorOptions {
  readonly phase?: ErrorPhase;
  /** Milliseconds the remote system asked us to wait. */
  readonly retryAfterMs?: number;
  readonly details?: ErrorDetails;
  readonly cause?: unknown;
}

/**
 * The one error class. `code` is stable and listed in `codes.ts` with its text and next step; `kind` decides what the
 * engine does. The message is for logs; people read the text of the code.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: string;
  readonly kind: ErrorKind;
  readonly phase: ErrorPhase | undefined;
  readonly retryAfterMs: number | undefined;
  readonly details: ErrorDetails;

  constructor(code: string, kind: ErrorKind, options: AppErrorOptions = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.kind = kind;
    this.phase = options.phase;
    this.retryAfterMs = options.retryAfterMs;
    this.details = options.details ?? {};
  }
}

/** True for an AppError, also one from another realm (a worker, a second copy of this module). */
export function isAppError(value: unknown): value is AppError {
  return value instanceof Error && value.name === 'AppError' && 'code' in value && 'kind' in value;
}

/** Only these two kinds may be tried again without a person (design §5.9). */
export function isRetryable(error: unknown): boolean {
  return isAppError(error) && (error.kind === 'transient' || error.kind === 'rate-limited');
}
