import type { z } from 'zod';

/** One method of the contract. */
export interface Method<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Side extends 'engine' | 'host' = 'engine' | 'host',
> {
  readonly input: Input;
  readonly output: Output;
  /** Which side answers: the engine, which owns the store, or the host, which owns windows, settings, vault and practice systems. */
  readonly side: Side;
  /** Milliseconds after which the caller gives up waiting (the work may go on). */
  readonly timeoutMs: number;
}

/** Declares a method and keeps its schema types. */
export function method<Input extends z.ZodType, Output extends z.ZodType, Side extends 'engine' | 'host'>(
  side: Side,
  input: Input,
  output: Output,
  timeoutMs = 30_000,
): Method<Input, Output, Side> {
  return { side, input, output, timeoutMs };
}
