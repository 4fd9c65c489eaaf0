import type { Bridge } from '../../shared/contract/bridge.ts';
import type { InputOf, MethodName, OutputOf } from '../../shared/contract/contract.ts';
import { fromErrorDto } from '../../shared/errors/error-dto.ts';

/** Calls a method of the contract with its types. Throws the AppError that came back. */
export async function ask<Name extends MethodName>(
  app: Pick<Bridge, 'call'>,
  method: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  const result = await app.call(method, input);
  if (!result.ok) throw fromErrorDto(result.error);
  return result.value as OutputOf<Name>;
}
