import { AppError, isAppError } from '../../../shared/errors/app-error.ts';
import type { Connection } from '../../../shared/model/connection.ts';
import type { EngineServices } from '../../engine/services.ts';
import type { SignIn } from '../../ports/sign-in.ts';
import { nowUtc } from '../../ports/time.ts';
import { found, type HandlersOf } from './handler.ts';

type Names =
  | 'connections.sign-in.begin'
  | 'connections.sign-in.finish'
  | 'connections.sign-in.state'
  | 'connections.budgets';

/** Signing in at a system's own site, and what a source permits. */
export function signInHandlers(services: EngineServices): HandlersOf<Names> {
  const { store, clock, publish } = services.deps;
  const connectionOf = (id: string): Connection => found(store.connections.get(id), 'connection', id);
  const signInOf = (connection: Connection): SignIn => {
    const signIn = services.deps.openSignIn?.(connection);
    if (signIn !== undefined) return signIn;
    throw new AppError('APP_NOT_FOUND', 'config', { details: { what: 'sign-in', id: connection.system } });
  };
  return {
    'connections.sign-in.begin': async ({ id }) => {
      const begun = await signInOf(connectionOf(id)).begin();
      store.audit.append(nowUtc(clock), 'connection.sign-in-begun', id, {});
      return begun;
    },
    'connections.sign-in.finish': async ({ id, landed }, { signal }) => {
      const signIn = signInOf(connectionOf(id));
      try {
        const state = await signIn.finish(landed, signal);
        store.audit.append(nowUtc(clock), 'connection.signed-in', id, { until: state.endsUnusedAtUtc });
        publish({ topic: 'changed', subject: 'connections' });
        return { state };
      } catch (error) {
        const code = isAppError(error) ? error.code : 'APP_INTERNAL';
        store.audit.append(nowUtc(clock), 'connection.sign-in-failed', id, { code });
        throw error;
      }
    },
    'connections.sign-in.state': ({ id }) => signInOf(connectionOf(id)).state(),
    'connections.budgets': async ({ id }) => [...((await services.deps.budgetsOf?.(connectionOf(id))) ?? [])],
  };
}
