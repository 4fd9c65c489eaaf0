import type { CheckStep } from '../../../shared/model/check.ts';
import type { BackupPhase } from '../../engine/backup/make-backup.ts';
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
      const steps = new Steps(backupPhases, tellerOf(deps, checkId));
      return installations.backUp(request, steps.onProgress);
    },
    'engine.prepare-restore': ({ checkId, ...request }) => {
      const steps = new Steps(restorePhases, tellerOf(deps, checkId));
      return installations.prepareRestore(request, steps.onProgress);
    },
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

const backupPhases: readonly (readonly [BackupPhase, string])[] = [
  ['copy', 'Copy the data file'],
  ['seal', 'Seal it under the passphrase'],
  ['verify', 'Read back what was written'],
];
const restorePhases = [
  ['open', 'Open the backup with its passphrase'],
  ['check', 'Check what is in it'],
] as const;

type Tell = (steps: CheckStep[]) => void;

/** Tells windows the steps under the name that the asker gave them. */
function tellerOf({ publish }: EngineServices['deps'], checkId: string | undefined): Tell {
  return (steps) => {
    if (checkId !== undefined) publish({ topic: 'check', subject: checkId, steps, ok: null });
  };
}

/** Progress as the steps of a check: told when a whole percent is new. */
class Steps<Phase extends string> {
  readonly #phases: readonly (readonly [Phase, string])[];
  readonly #tell: Tell;
  #told = '';

  constructor(phases: readonly (readonly [Phase, string])[], tell: Tell) {
    this.#phases = phases;
    this.#tell = tell;
  }

  readonly onProgress = (phase: Phase, share: number): void => {
    const at = this.#phases.findIndex(([name]) => name === phase);
    const percent = `${String(Math.floor(share * 100))} %`;
    if (this.#told === `${phase} ${percent}`) return;
    this.#told = `${phase} ${percent}`;
    this.#tell(
      this.#phases.slice(0, at + 1).map(([id, label], index) => ({
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
