import type { ErrorTexts } from '../error-text.ts';

/** Errors of re-sync: reading a range of days again, and records that are gone. */
export const resyncErrors = {
  RESYNC_OPEN: {
    kind: 'config',
    text: 'A re-sync of {stream} from {from} to {to} has not ended yet.',
    effect: 'Nothing was begun. A flow has one re-sync at a time.',
    next: 'Wait until it has ended, or stop it first.',
  },
  RESYNC_ENDED: {
    kind: 'config',
    text: 'This re-sync has ended.',
    effect: 'Nothing was changed.',
    next: 'Begin a new one for the same days.',
  },
  RESYNC_RANGE_UNSOUND: {
    kind: 'config',
    text: 'These days cannot be read again: {reason}.',
    effect: 'Nothing was begun.',
    next: 'Choose a first and a last day, the last one not before the first, at most ten years apart.',
  },
  RESYNC_NOTHING_ASKED: {
    kind: 'config',
    text: 'This part does not ask for a decision.',
    effect: 'Nothing was changed.',
    next: 'Look at the re-sync again: it may have gone on since.',
  },
  RESYNC_KEYS_NOT_ANSWERED: {
    kind: 'transient',
    text: 'Records of {stream} were asked for by their keys, and the source did not even give one that it had just sent.',
    effect: 'Nobody can say which records are gone, so none was marked as deleted. What was read is delivered.',
    next: 'The part is tried again by itself. If it stays so, check the permissions of the account at the source.',
  },
  RESYNC_NOT_RECONCILED: {
    kind: 'transient',
    text: 'The part of {stream} was read, but its run has not reconciled.',
    effect: 'The part counts as not done. What was delivered stays delivered.',
    next: 'Open its run to see why. The part is tried again by itself.',
  },
} as const satisfies ErrorTexts;
