import { AppError, type ErrorDetails } from '../../shared/errors/app-error.ts';
import { httpErrors } from '../../shared/errors/codes/http.ts';

export type HttpErrorCode = keyof typeof httpErrors;

/**
 * An AppError of the HTTP layer, its kind as listed with its text. Transports throw these (and nothing else), so that one
 * sentence stands for one cause whichever stack found it. `details` must be free of secrets; use hosts, never addresses.
 */
export function httpError(
  code: HttpErrorCode,
  details: ErrorDetails,
  options: { readonly cause?: unknown; readonly retryAfterMs?: number } = {},
): AppError {
  return new AppError(code, httpErrors[code].kind, {
    details,
    ...(options.cause === undefined ? {} : { cause: options.cause }),
    ...(options.retryAfterMs === undefined ? {} : { retryAfterMs: options.retryAfterMs }),
  });
}

/** The error of a request that its caller gave up. */
export function cancelledError(cause?: unknown): AppError {
  return new AppError('APP_CANCELLED', 'cancelled', cause === undefined ? {} : { cause });
}

/** `host` or `host:port` for messages: never the path, the query or credentials. An unreadable address stays unnamed. */
export function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return 'the address';
  }
}
