import { installationSchema, type InstallationState } from '../../../shared/model/installation.ts';
import type { Clock, Random } from '../../ports/time.ts';
import { nowUtc } from '../../ports/time.ts';
import type { Store } from '../../store/store.ts';

const valueName = 'installation';

export interface IdentityDeps {
  readonly store: Pick<Store, 'values' | 'condition'>;
  readonly clock: Clock;
  readonly random: Random;
}

/** The installation as it is kept; null if it has none yet. */
export function storedInstallation(store: Pick<Store, 'values'>): InstallationState | null {
  return store.values.get(valueName, installationSchema);
}

/** Replaces what is kept. */
export function saveInstallation(store: Pick<Store, 'values'>, state: InstallationState, atUtc: string): void {
  store.values.put(valueName, state, atUtc);
}

/** Who this installation is; made when it is first asked for. A file that is open for reading only gets none that lasts. */
export function ownInstallation(deps: IdentityDeps): InstallationState {
  const stored = storedInstallation(deps.store);
  if (stored !== null) return stored;
  const atUtc = nowUtc(deps.clock);
  const made: InstallationState = {
    line: deps.random.uuid(),
    id: deps.random.uuid(),
    generation: 1,
    // Set up anew: whatever others did since a flow is here is news to it.
    sinceUtc: new Date(0).toISOString(),
    from: null,
    rest: null,
    decided: {},
  };
  if (deps.store.condition.state === 'ready') saveInstallation(deps.store, made, atUtc);
  return made;
}
