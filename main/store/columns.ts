import type { z } from 'zod';
import { AppError, isAppError } from '../../shared/errors/app-error.ts';

/**
 * Reads what only this store writes. What does not fit was damaged afterwards: SQLite looks after its own pages, not after what is
 * written in them. Throws STORE_CONTENT_DAMAGED.
 */
export function sound<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw isAppError(cause) ? cause : new AppError('STORE_CONTENT_DAMAGED', 'internal', { cause });
  }
}

/** The error for a value that no version of this program writes. */
export function misfit(what: string): AppError {
  return new AppError('STORE_CONTENT_DAMAGED', 'internal', { cause: new TypeError(what) });
}

/** Reads of a column whose type the schema guarantees. Each throws STORE_CONTENT_DAMAGED for a row that does not fit. */
export function text(row: Record<string, unknown>, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw misfit(`column ${column} is not text`);
  return value;
}

export function textOrNull(row: Record<string, unknown>, column: string): string | null {
  return row[column] === null ? null : text(row, column);
}

export function integer(row: Record<string, unknown>, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw misfit(`column ${column} is not a number`);
  return value;
}

export function blob(row: Record<string, unknown>, column: string): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw misfit(`column ${column} is not a blob`);
  return value;
}

/** JSON text of a column, parsed by its schema. */
export function json<T>(row: Record<string, unknown>, column: string, schema: z.ZodType<T>): T {
  return sound(() => schema.parse(JSON.parse(text(row, column))));
}

export function jsonOrNull<T>(row: Record<string, unknown>, column: string, schema: z.ZodType<T>): T | null {
  return row[column] === null ? null : json(row, column, schema);
}

/** JSON text of a column that is not checked again: only this store writes it, and it is read often. */
export function ownJson(row: Record<string, unknown>, column: string): unknown {
  return sound(() => JSON.parse(text(row, column)) as unknown);
}
