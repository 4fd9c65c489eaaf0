import { contract, type InputOf, type MethodName, type OutputOf } from '../../shared/contract/contract.ts';
import { fromErrorDto, type ErrorDto } from '../../shared/errors/error-dto.ts';
import type { AppPort } from '../app-port.ts';

/** An error that the app answered with, as it answered it. */
export class AnsweredError extends Error {
  readonly dto: ErrorDto;

  constructor(dto: ErrorDto) {
    super(dto.code, { cause: fromErrorDto(dto) });
    this.dto = dto;
  }
}

/** Calls one method of the contract and checks its answer. Throws AnsweredError with the app's own words. */
export async function ask<Name extends MethodName>(
  app: AppPort,
  method: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  const result = await app.call(method, input);
  if (!result.ok) throw new AnsweredError(result.error);
  return contract[method].output.parse(result.value) as OutputOf<Name>;
}
