import type { ErrorTexts } from '../error-text.ts';

/** Errors of the local data file. */
export const storeErrors = {
  STORE_CORRUPT: {
    kind: 'internal',
    text: 'The data file {file} is damaged ({reason}).',
    effect: 'It was not changed. The app opens it for reading only, and nothing is synced.',
    next: 'Export what is needed, then restore the file from a backup as the runbook describes.',
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
  STORE_UNUSABLE: {
    kind: 'config',
    text: 'The data file {file} cannot be opened: {reason}.',
    effect: 'Nothing was changed.',
    next: 'Check that the folder exists, that this user may write to it and that the disk is not full.',
  },
} as const satisfies ErrorTexts;
