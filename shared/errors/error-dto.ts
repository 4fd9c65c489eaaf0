import { z } from 'zod';
import { AppError, isAppError, type ErrorKind } from './app-error.ts';
import { errorText } from './codes.ts';
import { fillText } from './error-text.ts';

export const errorKindSchema = z.enum([
  'config',
  'auth',
  'permission',
  'transient',
  'rate-limited',
  'record',
  'internal',
  'cancelled',
]) satisfies z.ZodType<ErrorKind>;

/** An error as plain data: what crosses ports, IPC and the web host, and what is stored with a run. */
export const errorDtoSchema = z.object({
  code: z.string(),
  kind: errorKindSchema,
  text: z.string(),
  effect: z.string().optional(),
  next: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  retryAfterMs: z.number().optional(),
});
export type ErrorDto = z.infer<typeof errorDtoSchema>;

/** Turns anything thrown into plain data. What is not an AppError becomes APP_INTERNAL, its message left out: it may hold data. */
export function toErrorDto(error: unknown): ErrorDto {
  const known = isAppError(error) ? error : asAppError(error);
  const text = errorText(known.code);
  return {
    code: known.code,
    kind: known.kind,
    text: fillText(text.text, known.details),
    ...(text.effect === undefined ? {} : { effect: fillText(text.effect, known.details) }),
    next: fillText(text.next, known.details),
    details: known.details,
    ...(known.retryAfterMs === undefined ? {} : { retryAfterMs: known.retryAfterMs }),
  };
}

/** The AppError that a DTO describes, for the side that received it. */
export function fromErrorDto(dto: ErrorDto): AppError {
  return new AppError(dto.code, dto.kind, {
    details: dto.details,
    ...(dto.retryAfterMs === undefined ? {} : { retryAfterMs: dto.retryAfterMs }),
  });
}

function asAppError(error: unknown): AppError {
  if (error instanceof Error && error.name === 'AbortError') return new AppError('APP_CANCELLED', 'cancelled');
  return new AppError('APP_INTERNAL', 'internal', { cause: error });
}
