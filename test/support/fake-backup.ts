import type { InputOf, MethodName, OutputOf } from '../../shared/contract/contract.ts';
import { minutesFromNow } from './fake-data.ts';

type Names = Extract<
  MethodName,
  | 'backup.make'
  | 'backup.places'
  | 'backup.restore'
  | 'installation.get'
  | 'installation.hand-over'
  | 'installation.take-back'
>;
type Answers = { [Name in Names]: (input: InputOf<Name>) => OutputOf<Name> };
type Rest = OutputOf<'installation.get'>['rest'];

const documents = '/home/operator/Documents';
const newest = 'ml-connector-2026-11-20-1730.mlcbackup';

/** An installation that can be backed up, handed over and taken back; two backups lie in its folders. `rests` is told when it stops working. */
export function backupAnswers(rests: (rest: Rest) => void, publishSteps: (checkId: string) => void): Answers {
  let rest: Rest = null;
  let lastBackupAtUtc: string | null = null;
  const made = ({ path, checkId }: { path: string; checkId?: string | undefined }): OutputOf<'backup.make'> => {
    if (checkId !== undefined) publishSteps(checkId);
    lastBackupAtUtc = minutesFromNow(0);
    return { path, bytes: 243_900_000, takenAtUtc: lastBackupAtUtc, secrets: 5 };
  };
  const set = (next: Rest): void => {
    rest = next;
    rests(next);
  };
  return {
    'installation.get': () => ({ line: 'line', id: 'installation', generation: 1, from: null, rest, lastBackupAtUtc }),
    'backup.places': () => ({
      folders: [
        { kind: 'documents', path: documents },
        { kind: 'downloads', path: '/home/operator/Downloads' },
        { kind: 'home', path: '/home/operator' },
      ],
      separator: '/',
      fileName: 'ml-connector-2026-11-22-0930.mlcbackup',
      found: [
        { path: `${documents}/${newest}`, name: newest, bytes: 243_100_000, takenAtUtc: '2026-11-20T16:30:00.000Z' },
        {
          path: '/home/operator/Downloads/old-laptop.mlcbackup',
          name: 'old-laptop.mlcbackup',
          bytes: 81_400_000,
          takenAtUtc: '2026-09-30T15:00:00.000Z',
        },
      ],
    }),
    'backup.make': made,
    'installation.hand-over': ({ reason, ...request }) => {
      set({ kind: 'moved', atUtc: minutesFromNow(0), reason });
      return made(request);
    },
    'installation.take-back': () => {
      set(null);
      return {};
    },
    'backup.restore': () => ({ takenAtUtc: '2026-11-20T16:30:00.000Z', generation: 2, secrets: 5 }),
  };
}
