import type { ErrorTexts } from '../error-text.ts';

/** Errors of evidence packs and of their verification. */
export const evidenceErrors = {
  EVIDENCE_RUN_UNDER_WAY: {
    kind: 'config',
    text: 'This run has not ended yet, so there is nothing to prove of it.',
    effect: 'No evidence pack was made.',
    next: 'Wait until the run has ended, or cancel it, and make the pack then.',
  },
  EVIDENCE_PERIOD: {
    kind: 'config',
    text: 'From {from} up to and including {to} ({timeZone}) is not a period of at most 366 days.',
    effect: 'No evidence pack was made.',
    next: 'Give the first and the last day of the period in the order of the calendar.',
  },
  EVIDENCE_FILE_UNWRITABLE: {
    kind: 'config',
    text: 'The file {file} cannot be written ({reason}).',
    effect: 'The evidence pack was made, and that stands in the audit trail, but no file was saved.',
    next: 'Choose a name that is not taken, in a folder that you may write to, and make the pack again.',
  },
} as const satisfies ErrorTexts;
