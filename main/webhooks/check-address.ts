import { AppError, isAppError } from '../../shared/errors/app-error.ts';
import { toErrorDto, type ErrorDto } from '../../shared/errors/error-dto.ts';
import type { Webhooks } from './webhooks.ts';

const patienceMs = 3_000;
const lookMs = 50;

/**
 * Calls the public address of a connection with an empty body, as its system does, and sees whether that arrives here. Nothing but the
 * address is sent. Throws APP_NOT_FOUND; everything else is the answer.
 */
export async function checkAddress(
  webhooks: Webhooks,
  connectionId: string,
  signal: AbortSignal,
): Promise<{ ok: boolean; error: ErrorDto | null }> {
  const ringing = webhooks.ringingOf(connectionId);
  const address = webhooks.callbackUrlOf(ringing);
  if (address === null) return failed(new AppError('WEBHOOK_NO_ADDRESS', 'config'));
  // The path is the unguessable part; people know the address by its name.
  const details = { address: new URL(address).origin };
  const before = webhooks.validations;
  try {
    const status = await webhooks.knock(ringing, address, signal);
    const isOurs = status === 200 && (await arrives(webhooks, before, signal));
    if (isOurs) return { ok: true, error: null };
    if (status === 200) return failed(new AppError('WEBHOOK_TUNNEL_ELSEWHERE', 'config', { details }));
    return failed(silent(details, `HTTP ${String(status)}`));
  } catch (error) {
    signal.throwIfAborted();
    return failed(silent(details, isAppError(error) ? error.code : 'no connection'));
  }
}

async function arrives(webhooks: Webhooks, before: number, signal: AbortSignal): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += lookMs) {
    if (webhooks.validations > before) return true;
    await webhooks.clock.sleep(lookMs, signal);
  }
  return false;
}

function silent(details: { readonly address: string }, reason: string): AppError {
  return new AppError('WEBHOOK_TUNNEL_SILENT', 'config', { details: { ...details, reason } });
}

function failed(error: AppError): { ok: false; error: ErrorDto } {
  return { ok: false, error: toErrorDto(error) };
}
