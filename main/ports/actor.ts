import { AsyncLocalStorage } from 'node:async_hooks';
import { hostname, userInfo } from 'node:os';
import type { CallOrigin } from '../../shared/contract/call-origin.ts';
import type { AuditActor } from '../../shared/model/audit.ts';

/** The account and the computer that this process runs as. */
export interface Identity {
  readonly account: string;
  readonly machine: string;
}

interface CallScope {
  readonly origin: CallOrigin;
  isOver: boolean;
}

const scope = new AsyncLocalStorage<CallScope>();

/**
 * Does the work of a call as whoever asked for it. What goes on after the call was answered (a run that it started, a link that
 * it opened) is the app's own work again, however it came about.
 */
export async function onBehalfOf<T>(origin: CallOrigin | undefined, work: () => Promise<T>): Promise<T> {
  if (origin === undefined) return work();
  const call: CallScope = { origin, isOver: false };
  try {
    return await scope.run(call, work);
  } finally {
    call.isOver = true;
  }
}

/** Who does what is being done now: a person for what a window or the command line asked, else the app itself. */
export function actorNow({ account, machine }: Identity): AuditActor {
  const call = scope.getStore();
  if (call === undefined || call.isOver) return { kind: 'app', account, machine, where: 'background' };
  return { kind: call.origin === 'schedule' ? 'app' : 'person', account, machine, where: call.origin };
}

/** Of this process, as the operating system names them. */
export function systemIdentity(): Identity {
  return { account: accountName(), machine: hostname() };
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // An account without an entry in the system's list, as in some containers.
    return process.env['USER'] ?? process.env['USERNAME'] ?? String(process.getuid?.() ?? '');
  }
}
