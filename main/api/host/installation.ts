import type { Bridge } from '../../../shared/contract/bridge.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import type { Clock } from '../../ports/time.ts';
import { ask } from '../ask.ts';
import type { Handlers } from '../dispatch.ts';
import { backupPlaces } from './backup-places.ts';

export interface InstallationHost {
  readonly engine: Pick<Bridge, 'call'>;
  readonly clock: Clock;
  /** Closes the engine's thread and starts it on what the data folder holds then. */
  restart(): Promise<void>;
  saveSettings(settings: Settings): Promise<unknown>;
  /** Everything may be different now: windows ask again. */
  onChanged(): void;
}

type Names = 'backup.places' | 'backup.restore' | 'installation.hand-over' | 'installation.take-back';

/** What of the installation needs its engine started anew. */
export function createInstallationHandlers(host: InstallationHost): Handlers<Names> {
  const startAnew = async (): Promise<void> => {
    await host.restart();
    host.onChanged();
  };
  const takeBack = async (reason: string): Promise<void> => {
    await ask(host.engine, 'engine.wake', { reason });
    await startAnew();
  };
  return {
    'backup.places': () => backupPlaces({ clock: host.clock }),
    'backup.restore': async (request) => {
      const { settings, ...restored } = await ask(host.engine, 'engine.prepare-restore', request);
      await startAnew();
      await host.saveSettings(settings);
      return restored;
    },
    'installation.hand-over': async ({ reason, checkId, ...request }) => {
      await ask(host.engine, 'engine.rest', { ...request, reason });
      // At rest before the copy is made: nothing is sent from here that the other would send again.
      await startAnew();
      try {
        return await ask(host.engine, 'backup.make', { ...request, checkId });
      } catch (error) {
        await takeBack('the backup could not be made');
        throw error;
      }
    },
    'installation.take-back': async ({ reason }) => {
      await takeBack(reason);
      return {};
    },
  };
}
