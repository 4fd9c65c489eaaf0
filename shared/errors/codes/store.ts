import type { ErrorTexts } from '../error-text.ts';

/** Errors of the local data file. */
export const storeErrors = {
  STORE_CONTENT_DAMAGED: {
    kind: 'internal',
    text: 'Records that were stored on this computer can no longer be read: their bytes have changed.',
    effect: 'They were not sent. The data file itself opens, and other records go on.',
    next: 'Check the disk of this computer, then re-sync the days in question: they are read from the source again.',
  },
  STORE_CORRUPT: {
    kind: 'internal',
    text: 'The data file {file} is damaged ({reason}).',
    effect: 'It was not changed. The app opens it for reading only, and nothing is synced.',
    next: 'Export what is needed, then restore the file from a backup as the runbook describes.',
  },
  STORE_DISK_FAILED: {
    kind: 'transient',
    text: 'The disk did not take or give what belongs to the data file {file} ({reason}).',
    effect: 'What was written before is kept. Nothing is lost: what was under way is read again by the next run.',
    next: 'Check that the disk is connected, not full and not failing, then run the flow again.',
  },
  STORE_FULL: {
    kind: 'transient',
    text: 'The disk is full: the data file {file} cannot grow.',
    effect: 'What was written before is kept. Nothing is lost: what was under way is read again by the next run.',
    next: 'Free some space on the disk, or keep details for a shorter time under Settings, then run the flow again.',
  },
  STORE_LIST_GONE: {
    kind: 'transient',
    text: 'The list that was being read page by page is no longer kept.',
    effect: 'The file or print that it was for was not made. No data was changed.',
    next: 'Start the export or the print again.',
  },
  STORE_NEWER: {
    kind: 'config',
    text: 'The data file was written by a newer version of ml-connector (format {found}, this version knows {known}).',
    effect: 'It was not changed. The app opens it for reading only, and nothing is synced.',
    next: 'Install the newer version of ml-connector.',
  },
  STORE_NOT_WRITABLE: {
    kind: 'config',
    text: 'This user may not write to the data file {file} or its folder ({reason}).',
    effect: 'It was not changed. The app opens it for reading only, and nothing is synced.',
    next: 'Give this user the right to write to the folder and to the files in it, then start the app again.',
  },
  STORE_UNUSABLE: {
    kind: 'config',
    text: 'The data file {file} cannot be opened: {reason}.',
    effect: 'Nothing was changed.',
    next: 'Check that the folder exists, that this user may write to it and that the disk is not full.',
  },
} as const satisfies ErrorTexts;
