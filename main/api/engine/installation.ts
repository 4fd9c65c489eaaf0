import type { CheckStep } from '../../../shared/model/check.ts';
import type { BackupPhase, BackupProgress } from '../../engine/backup/make-backup.ts';
import type { EngineServices } from '../../engine/services.ts';
import type { HandlersOf } from './handler.ts';

type Names =
  | 'backup.make'
  | 'engine.prepare-restore'
  | 'engine.rest'
  | 'engine.wake'
  | 'installation.decide'
  | 'installation.get';

/** Backup, restore, rest and the choice between two installations. */
export function installationHandlers({ installations, deps, postOffice }: EngineServices): HandlersOf<Names> {
  return {
    'installation.get': () => {
      const { line, id, generation, from, rest } = installations.state();
      return Promise.resolve({ line, id, generation, from, rest, lastBackupAtUtc: installations.lastBackupAtUtc() });
    },
    'backup.make': async ({ checkId, ...request }) => {
      const steps = new BackupSteps((all) => {
        if (checkId !== undefined) deps.publish({ topic: 'check', subject: checkId, steps: all, ok: null });
      });
      return installations.backUp(request, steps.onProgress);
    },
    'engine.prepare-restore': (request) => installations.prepareRestore(request),
    'engine.rest': async (request) => {
      await installations.rest(request);
      return {};
    },
    'engine.wake': ({ reason }) => {
      installations.wake(reason);
      return Promise.resolve({});
    },
    'installation.decide': (decision) => {
      installations.decide(decision);
      // Messages may have waited for it.
      postOffice.ring();
      return Promise.resolve({});
    },
  };
}

const phases: readonly (readonly [BackupPhase, string])[] = [
  ['copy', 'Copy the data file'],
  ['seal', 'Seal it under the passphrase'],
  ['verify', 'Read back what was written'],
];

/** Progress as the steps of a check: told when a whole percent is new. */
class BackupSteps {
  readonly #tell: (steps: CheckStep[]) => void;
  #told = '';

  constructor(tell: (steps: CheckStep[]) => void) {
    this.#tell = tell;
  }

  readonly onProgress: BackupProgress = (phase, share) => {
    const at = phases.findIndex(([name]) => name === phase);
    const percent = `${String(Math.floor(share * 100))} %`;
    if (this.#told === `${phase} ${percent}`) return;
    this.#told = `${phase} ${percent}`;
    this.#tell(
      phases.slice(0, at + 1).map(([id, label], index) => ({
        id,
        label,
        state: index < at ? 'passed' : 'running',
        durationMs: null,
        detail: index < at ? null : percent,
        error: null,
      })),
    );
  };
}
