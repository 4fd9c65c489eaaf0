import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backupPlaces } from '../../../main/api/host/backup-places.ts';
import { writeSealedFile } from '../../../main/vault/sealed-file.ts';
import { folderOf, pathOfPlace } from '../../../renderer/features/backup/place.ts';
import { createSeededRandom, createVirtualClock } from '../../support/virtual-clock.ts';

const clock = createVirtualClock({ auto: true });

async function sealAt(path: string, takenAtUtc: string): Promise<void> {
  const one = async function* (): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Uint8Array.of(1));
  };
  await writeSealedFile({
    path,
    passphrase: 'correct horse battery staple',
    about: { takenAtUtc },
    plainBytes: 1,
    content: one(),
    random: createSeededRandom(path),
  });
}

test('finds the folders of a person in their own language, and the backups in them, newest first', async () => {
  const home = mkdtempSync(join(tmpdir(), 'mlc-home-'));
  for (const name of ['Documenten', 'Downloads', '.config']) mkdirSync(join(home, name));
  writeFileSync(join(home, '.config/user-dirs.dirs'), 'XDG_DOCUMENTS_DIR="$HOME/Documenten"\n');
  await sealAt(join(home, 'Documenten', 'old.mlcbackup'), '2026-09-30T15:00:00.000Z');
  await sealAt(join(home, 'Downloads', 'new.mlcbackup'), '2026-11-20T16:30:00.000Z');
  writeFileSync(join(home, 'Downloads', 'other.mlcbackup'), 'something else');
  const places = await backupPlaces({ clock, home, environment: {} });
  expect(places.folders.map(({ kind, path }) => [kind, path])).toEqual([
    ['documents', join(home, 'Documenten')],
    ['downloads', join(home, 'Downloads')],
    ['home', home],
  ]);
  expect(places.found.map(({ name, takenAtUtc }) => [name, takenAtUtc])).toEqual([
    ['new.mlcbackup', '2026-11-20T16:30:00.000Z'],
    ['old.mlcbackup', '2026-09-30T15:00:00.000Z'],
  ]);
  expect(places.fileName).toMatch(/^ml-connector-\d{4}-\d\d-\d\d-\d{4}\.mlcbackup$/);
});

test('makes one whole path of a folder and a name, with the ending that backups are found by', () => {
  const folders = [{ kind: 'documents' as const, path: 'C:\\Users\\a\\Documents' }];
  const places = { folders, separator: '\\', fileName: 'next.mlcbackup', found: [] };
  const none = { folder: null, typedFolder: '', fileName: null };
  expect(pathOfPlace(none, places)).toBe('C:\\Users\\a\\Documents\\next.mlcbackup');
  expect(pathOfPlace({ ...none, fileName: ' month end ' }, places)).toBe(
    'C:\\Users\\a\\Documents\\month end.mlcbackup',
  );
  expect(pathOfPlace({ ...none, folder: 'other', typedFolder: 'E:\\' }, places)).toBe('E:\\next.mlcbackup');
  expect(folderOf({ ...none, folder: 'other' }, places)).toBe('');
  expect(pathOfPlace({ ...none, folder: 'other' }, places)).toBe('');
  expect(pathOfPlace({ ...none, fileName: '  ' }, places)).toBe('');
});
