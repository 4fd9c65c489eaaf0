import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import { migrations } from '../../store/migrations/index.ts';
import { diskReason } from '../disk-reason.ts';
import type { CheckScope, Finding, SelfCheck } from './check.ts';
import { failed, notKnown, ok, warning } from './finding.ts';
import { say, sizeText } from './say.ts';

const GB = 1_000_000_000;
const leastFree = { warning: GB, failed: 100_000_000 } as const;
/** The journal is brought into the file at 32 MB; far beyond that something keeps it from being. */
const largestJournal = 256_000_000;

const inMemory: Finding = notKnown(say('The data is kept in memory: there is no folder to look at.'));

/** Whether the data folder can be written, and how much space is left. */
export const folderCheck: SelfCheck = {
  id: 'D1',
  label: 'Data folder',
  description: 'Writes, reads back and removes a small trial file, and asks how much space is free.',
  limitSeconds: 30,
  look: async ({ host: { folder } }) => {
    if (folder === null) return inMemory;
    const place = { folder: { here: folder.folder, elsewhere: '[data folder]' } };
    try {
      folder.tryWriting();
    } catch (error) {
      return failed(
        say('Nothing can be written into {folder} ({reason}).', { ...place, reason: diskReason(error) }),
        say('Give this account the right to write there, or free space on that disk; then restart the app.'),
      );
    }
    const free = await folder.freeBytes();
    if (free === null) return ok(say('The folder {folder} can be written; the disk does not say its space.', place));
    const size = sizeText(free);
    if (free >= leastFree.warning)
      return ok(say('The folder {folder} can be written; {size} are free.', { ...place, size }));
    return {
      result: free < leastFree.failed ? 'failed' : 'warning',
      found: say('Only {size} are free where the data folder is: {folder}.', { ...place, size }),
      next: say('Free at least 1 GB on that disk: with a full one nothing can be stored, and runs end.'),
    };
  },
};

/** Whether SQLite finds the data file sound. */
export const integrityCheck: SelfCheck = {
  id: 'D2',
  label: 'Data file: damage',
  description: 'SQLite goes through the whole data file (quick_check).',
  limitSeconds: 600,
  look: async (scope) => {
    const { condition } = scope.services.deps.store;
    const code = condition.error?.code ?? '';
    const look = await looked(scope);
    const { damage } = look ?? { damage: [] };
    if (damage.length > 0 || code === 'STORE_CORRUPT') {
      return failed(
        say('The data file is damaged: {problem}', { problem: damage[0] ?? 'it was found when it was opened' }),
        say('Stop syncing, keep a copy of the data folder as it is, and restore the last backup.'),
      );
    }
    if (look === null) return inMemory;
    if (condition.error !== null && !code.startsWith('INSTALLATION_')) {
      return failed(
        say('The data file is sound, but open for reading only: {reason}', {
          reason: { here: toErrorDto(condition.error).text, elsewhere: code },
        }),
        say('Do what the notice at the top of the window says, then restart the app.'),
      );
    }
    return ok(say('The data file ({size}) shows no damage.', { size: sizeText(look.bytes) }));
  },
};

/** Whether the data file has the format of this version, and a journal of the usual size. */
export const formatCheck: SelfCheck = {
  id: 'D3',
  label: 'Data file: format and journal',
  description: 'Compares the format of the data file with that of this version, and looks at the size of its journal.',
  limitSeconds: 600,
  look: async (scope) => {
    const look = await looked(scope);
    if (look === null) return inMemory;
    if (look.damage.length > 0) {
      return notKnown(say('The data file is damaged (D2): its format cannot be relied upon.'));
    }
    const facts = { found: look.format, needed: migrations.length, size: sizeText(look.journalBytes) };
    if (look.format < migrations.length) {
      return failed(
        say('The data file has format {found}; this version needs {needed}.', facts),
        say('Restart the app: it brings the file to the newest format. If that fails, restore the last backup.'),
      );
    }
    if (look.format > migrations.length) {
      return failed(
        say('The data file has format {found}, of a newer version; this one knows {needed}.', facts),
        say('Install the newest version of ml-connector. This one only reads the file.'),
      );
    }
    if (look.journalBytes > largestJournal) {
      return warning(
        say('The journal beside the data file has grown to {size}.', facts),
        say('Quit and start the app: the journal is brought into the data file.'),
      );
    }
    return ok(say('Format {found}, the newest; the journal takes {size}.', facts));
  },
};

/** Whether this process, and no other, has the data folder. */
export const lockCheck: SelfCheck = {
  id: 'D11',
  label: 'One app for the data folder',
  description: 'Looks whether the folder’s lock is held, and which process has announced itself there.',
  limitSeconds: 30,
  look: ({ host: { folder, process } }) => Promise.resolve(folder === null ? inMemory : lockFinding(folder, process)),
};

function lockFinding(folder: NonNullable<CheckScope['host']['folder']>, process: number): Finding {
  const { isHeld, announced } = folder.lock();
  const next = say(
    'Quit every ml-connector of this account, on every computer that can reach the folder; start one again.',
  );
  if (!isHeld) return failed(say('The lock of the data folder is not held.'), next);
  if (announced !== null && announced !== process) {
    return failed(
      say('Process {other} has announced itself for the data folder that process {own} works in.', {
        other: announced,
        own: process,
      }),
      next,
    );
  }
  return ok(say('This app alone has the data folder (process {own}).', { own: process }));
}

/** The look into the file; its damage may keep even that from being made, which is then thrown as STORE_CORRUPT. */
async function looked(scope: CheckScope) {
  return (await scope.lookIntoDatabase()) ?? null;
}
