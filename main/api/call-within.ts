import type { CallOrigin } from '../../shared/contract/call-origin.ts';
import type { Bridge, Result } from '../../shared/contract/bridge.ts';
import { contract, isMethodName } from '../../shared/contract/contract.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { toErrorDto } from '../../shared/errors/error-dto.ts';
import type { Clock } from '../ports/time.ts';

/**
 * Asks the app and gives up after the method's own time (the work may go on): APP_TIMEOUT. Never rejects; a method that is not
 * in the contract is refused here already (APP_UNKNOWN_METHOD).
 */
export async function callWithin(
  app: Pick<Bridge, 'call'>,
  method: string,
  input: unknown,
  clock: Clock,
  origin?: CallOrigin,
): Promise<Result> {
  if (!isMethodName(method)) {
    return failed(new AppError('APP_UNKNOWN_METHOD', 'internal', { details: { method: method.slice(0, 60) } }));
  }
  const { timeoutMs } = contract[method];
  const answered = new AbortController();
  const late = clock
    .sleep(timeoutMs, answered.signal)
    .then(() => failed(new AppError('APP_TIMEOUT', 'transient', { details: { seconds: timeoutMs / 1000 } })));
  // Whoever loses the race must not become an unhandled rejection.
  late.catch(() => undefined);
  try {
    return await Promise.race([app.call(method, input, origin).catch(failed), late]);
  } finally {
    answered.abort();
  }
}

function failed(error: unknown): Result {
  return { ok: false, error: toErrorDto(error) };
}
