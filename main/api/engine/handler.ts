import { AppError } from '../../../shared/errors/app-error.ts';
import type { MethodName } from '../../../shared/contract/contract.ts';
import type { Handlers } from '../dispatch.ts';

/** Handlers of some methods. */
export type HandlersOf<Name extends MethodName> = Handlers<Name>;

/** The value, or APP_NOT_FOUND naming what was asked for. */
export function found<T>(value: T | null | undefined, what: string, id: string): T {
  if (value === null || value === undefined) throw new AppError('APP_NOT_FOUND', 'config', { details: { what, id } });
  return value;
}

/** APP_BAD_REQUEST with its reason in words. */
export function badRequest(reason: string): AppError {
  return new AppError('APP_BAD_REQUEST', 'config', { details: { reason } });
}
