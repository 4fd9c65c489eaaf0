import { contract, type InputOf, type MethodName, type OutputOf } from '../../shared/contract/contract.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { toErrorDto, type ErrorDto } from '../../shared/errors/error-dto.ts';
import { bridge } from './bridge.ts';

/** What a call threw: the error as the app described it, ready to be shown. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly dto: ErrorDto;

  constructor(dto: ErrorDto) {
    super(dto.code);
    this.dto = dto;
  }
}

/** Calls one method of the contract. Throws CallError with the app's own words. */
export async function call<Name extends MethodName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
  const result = await bridge().call(name, input);
  if (!result.ok) throw new CallError(result.error);
  const checked = contract[name].output.safeParse(result.value);
  if (!checked.success) throw new CallError(notUnderstood(name));
  return checked.data as OutputOf<Name>;
}

function notUnderstood(method: string): ErrorDto {
  return localError('APP_UNKNOWN_METHOD', { method });
}

/** The error as plain data; what is not a CallError is described without its message, which may hold data. */
export function dtoOf(error: unknown): ErrorDto {
  return error instanceof CallError ? error.dto : localError('APP_INTERNAL', {});
}

function localError(code: 'APP_UNKNOWN_METHOD' | 'APP_INTERNAL', details: Record<string, string>): ErrorDto {
  return toErrorDto(new AppError(code, 'internal', { details }));
}
