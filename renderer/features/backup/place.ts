import type { BackupPlaces } from '../../../shared/model/backup-places.ts';

const ending = '.mlcbackup';

/** Where a backup is to go, as the person says it; a folder is one of those that are known, or typed. */
export interface ChosenPlace {
  /** Null before the person chose: the first that is known. */
  readonly folder: string | null;
  readonly typedFolder: string;
  /** Null before the person typed one: the name that is proposed. */
  readonly fileName: string | null;
}

/** Stands for a folder that is typed. */
export const otherFolder = 'other';

/** The folder of a place; empty while it is not typed yet. */
export function folderOf(place: ChosenPlace, places: BackupPlaces): string {
  const folder = place.folder ?? places.folders[0]?.path ?? otherFolder;
  return folder === otherFolder ? place.typedFolder.trim() : folder;
}

/** The whole path of a place; empty while something is missing. The file gets the ending that backups are found by. */
export function pathOfPlace(place: ChosenPlace, places: BackupPlaces): string {
  const folder = folderOf(place, places);
  const name = (place.fileName ?? places.fileName).trim();
  if (folder === '' || name === '') return '';
  const whole = name.toLowerCase().endsWith(ending) ? name : `${name}${ending}`;
  const isClosed = folder.endsWith('/') || folder.endsWith('\\');
  return `${folder}${isClosed ? '' : places.separator}${whole}`;
}
