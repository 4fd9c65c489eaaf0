import type { z } from 'zod';
import type { CallOrigin } from '../../shared/contract/call-origin.ts';
import type { Result } from '../../shared/contract/bridge.ts';
import {
  contract,
  isMethodName,
  type Contract,
  type MethodName,
  type OutputOf,
} from '../../shared/contract/contract.ts';
import type { Method } from '../../shared/contract/method.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { toErrorDto } from '../../shared/errors/error-dto.ts';
import { onBehalfOf } from '../ports/actor.ts';

export interface CallContext {
  /** Aborted when the caller is gone or the side that answers is closing. */
  readonly signal: AbortSignal;
}

/** The methods that one side answers. */
export type NamesOf<Side extends Method['side']> = {
  [Name in MethodName]: Contract[Name]['side'] extends Side ? Name : never;
}[MethodName];

/** One handler for each of these methods. */
export type Handlers<Name extends MethodName = MethodName> = {
  readonly [Each in Name]: (input: z.output<Contract[Each]['input']>, context: CallContext) => Promise<OutputOf<Each>>;
};

export interface Dispatcher {
  has(method: string): boolean;
  /** Never rejects: what goes wrong comes back as plain data. `origin`: by which way it came; else the app itself asks. */
  call(method: string, input: unknown, signal?: AbortSignal, origin?: CallOrigin): Promise<Result>;
}

type AnyHandler = (input: unknown, context: CallContext) => Promise<unknown>;

/**
 * Answers calls by the contract: unknown methods are refused (APP_UNKNOWN_METHOD), inputs are validated (APP_BAD_REQUEST
 * names the field), outputs are validated too, so that what leaves is what the contract says, and errors become plain data.
 */
export function createDispatcher(
  handlers: Partial<Handlers>,
  onFailure: (method: string, error: unknown) => void = () => undefined,
): Dispatcher {
  const table = handlers as Readonly<Record<string, AnyHandler | undefined>>;
  return {
    has: (method) => Object.hasOwn(table, method),
    call: async (method, input, signal, origin) => {
      try {
        const work = () => callOne(table, method, input, signal ?? new AbortController().signal);
        return { ok: true, value: await onBehalfOf(origin, work) };
      } catch (error) {
        onFailure(method, error);
        return { ok: false, error: toErrorDto(error) };
      }
    },
  };
}

async function callOne(
  table: Readonly<Record<string, AnyHandler | undefined>>,
  method: string,
  input: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  const handler = Object.hasOwn(table, method) ? table[method] : undefined;
  if (handler === undefined || !isMethodName(method)) {
    throw new AppError('APP_UNKNOWN_METHOD', 'internal', { details: { method: method.slice(0, 60) } });
  }
  const parsed = (contract[method].input as z.ZodType).safeParse(input);
  if (!parsed.success) throw badInput(parsed.error);
  const output = await handler(parsed.data, { signal });
  const checked = (contract[method].output as z.ZodType).safeParse(output);
  if (!checked.success) {
    throw new AppError('APP_INTERNAL', 'internal', { details: { method }, cause: checked.error });
  }
  return checked.data;
}

function badInput(error: z.ZodError): AppError {
  const issue = error.issues[0];
  const path = issue?.path.map(String).join('.') ?? '';
  const reason = `${path === '' ? 'the request' : path}: ${issue?.message ?? 'not understood'}`;
  return new AppError('APP_BAD_REQUEST', 'config', { details: { reason } });
}
