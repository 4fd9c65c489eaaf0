import type { ErrorTexts } from '../error-text.ts';

/** Errors of backup, restore, moving and of several installations. */
export const installationErrors = {
  BACKUP_CUT_OFF: {
    kind: 'config',
    text: 'The backup file is shorter than it was written: it was cut off.',
    effect: 'Nothing was restored.',
    next: 'Copy the whole file again from where it was made, or use another backup.',
  },
  BACKUP_DAMAGED: {
    kind: 'config',
    text: 'The backup file was changed after it was written.',
    effect: 'Nothing was restored.',
    next: 'Copy the file again from where it was made, or use another backup.',
  },
  BACKUP_EXISTS: {
    kind: 'config',
    text: 'There is already a file {file}.',
    effect: 'It was not changed, and no backup was made.',
    next: 'Name another file.',
  },
  BACKUP_NEWER: {
    kind: 'config',
    text: 'The backup was made by a newer version of ml-connector (format {found}, this version knows {known}).',
    effect: 'Nothing was restored.',
    next: 'Install the newer version of ml-connector here, then restore.',
  },
  BACKUP_NOT_ONE: {
    kind: 'config',
    text: 'The file is not a backup of ml-connector.',
    effect: 'Nothing was restored.',
    next: 'Choose the file that “Make the backup” made; its name ends with .mlcbackup.',
  },
  BACKUP_NOT_WRITTEN: {
    kind: 'config',
    text: 'The backup could not be written: {reason}.',
    effect: 'No backup was made, and nothing else was changed.',
    next: 'Check that the folder exists, that you may write to it and that there is room on the disk.',
  },
  BACKUP_PASSPHRASE_WEAK: {
    kind: 'config',
    text: 'The passphrase is too weak: at least {least} characters, six of them different.',
    effect: 'No backup was made.',
    next: 'Choose four or more words that do not belong together, and keep them where you keep passwords.',
  },
  BACKUP_PASSPHRASE_WRONG: {
    kind: 'auth',
    text: 'The passphrase does not open the backup.',
    effect: 'Nothing was restored.',
    next: 'Type the passphrase that was chosen when the backup was made. Nobody can open the file without it.',
  },
  BACKUP_UNREADABLE: {
    kind: 'config',
    text: 'The backup file cannot be read ({reason}).',
    effect: 'Nothing was restored.',
    next: 'Check the path, and that you may read the file.',
  },
  INSTALLATION_OTHER: {
    kind: 'config',
    text: 'Another installation delivers the same flow; it last did at {at}.',
    effect: 'The flow is paused before anything further is delivered. What was read is kept.',
    next: 'Open the flow and choose which of the two goes on.',
  },
  INSTALLATION_NOT_AT_REST: {
    kind: 'config',
    text: 'This installation is at work; there is nothing to take back.',
    effect: 'Nothing was changed.',
    next: 'No step is needed.',
  },
  INSTALLATION_AT_REST: {
    kind: 'config',
    text: 'This installation was handed over to another computer and only looks.',
    effect: 'Nothing is synced and nothing is changed here.',
    next: 'Work on the other computer. If it never took over, take this one back: Settings, “Backup and moving”.',
  },
  INSTALLATION_BUSY: {
    kind: 'config',
    text: 'A run is under way.',
    effect: 'Nothing was handed over, and nothing was changed.',
    next: 'Wait until the run has ended, or cancel it, then try again.',
  },
  INSTALLATION_OTHER_GOES_ON: {
    kind: 'config',
    text: 'The other installation goes on with this flow.',
    effect: 'Nothing is delivered from here.',
    next: 'Remove the flow here, or resume it once the other one has stopped.',
  },
  INSTALLATION_COPY: {
    kind: 'config',
    text: 'This is a copy, restored to look into; it does not replace the installation it came from.',
    effect: 'Nothing is synced and nothing is changed here.',
    next: 'To work here instead of there, take over: Settings, “Backup and moving”.',
  },
  RESTORE_NOT_EMPTY: {
    kind: 'config',
    text: 'There are connections or flows here already.',
    effect: 'Nothing was restored, and nothing here was changed.',
    next: 'Restore on a computer where ml-connector was not set up yet, or into an empty data folder (--data).',
  },
} as const satisfies ErrorTexts;
