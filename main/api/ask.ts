import type { Bridge } from '../../shared/contract/bridge.ts';
import { contract, type InputOf, type MethodName, type OutputOf } from '../../shared/contract/contract.ts';
import { fromErrorDto } from '../../shared/errors/error-dto.ts';

/** Calls one method of the contract and checks its answer. Throws the AppError that came back. */
export async function ask<Name extends MethodName>(
  app: Pick<Bridge, 'call'>,
  method: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  const result = await app.call(method, input);
  if (!result.ok) throw fromErrorDto(result.error);
  return contract[method].output.parse(result.value) as OutputOf<Name>;
}
