import { AppError } from '../../shared/errors/app-error.ts';
import { toErrorDto, type ErrorDto } from '../../shared/errors/error-dto.ts';

/** The error of words that do not make sense; the process ends with 2. */
export function usageError(reason: string): AppError {
  return new AppError('CLI_USAGE', 'config', { details: { reason } });
}

/** Whatever was thrown, as plain data in the app's own words. */
export function asDto(error: unknown): ErrorDto {
  return toErrorDto(error);
}

/** What happened, what it means, what to do next; the code last, for the runbook. */
export function errorLines(dto: ErrorDto): string {
  return [dto.text, ...(dto.effect === undefined ? [] : [dto.effect]), `Next: ${dto.next} [${dto.code}]`].join('\n');
}

/** A whole number from 1 to `max`. Throws CLI_USAGE for anything else. */
export function countOption(name: string, text: string | undefined, fallback: number, max: number): number {
  if (text === undefined) return fallback;
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > max) throw usageError(`--${name} must be a whole number from 1 to ${String(max)}`);
  return count;
}
