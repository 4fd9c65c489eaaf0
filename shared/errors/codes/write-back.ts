import type { ErrorTexts } from '../error-text.ts';

/** Errors of changes that are proposed to the source. */
export const writeBackErrors = {
  WRITE_BACK_OFF: {
    kind: 'config',
    text: 'Writing back is switched off for this part of the flow “{flow}”.',
    effect: 'Nothing was written to the source.',
    next: 'Switch it on for the flow, then look for changes again.',
  },
  WRITE_BACK_OUTDATED: {
    kind: 'config',
    text: 'This change is not as you saw it any more: it was edited further, taken back, or decided by somebody else.',
    effect: 'Nothing was written to the source.',
    next: 'Look for changes again and decide on what it says then.',
  },
  WRITE_BACK_REFUSED_HERE: {
    kind: 'config',
    text: 'The source would refuse a value of {record}.',
    effect: 'Nothing was written to the source.',
    next: 'Put the value right in the destination, then look for changes again.',
  },
  WRITE_BACK_CONFLICT: {
    kind: 'config',
    text: '{record} ({stream}) is not in the source any more as it was when it was edited.',
    effect: 'The change was not written, so that nobody’s work is overwritten.',
    next: 'Sync the flow to bring what the source has now, then make the change again if it is still wanted.',
  },
  WRITE_BACK_NOT_TAKEN: {
    kind: 'record',
    text: 'The source accepted the change of {record} ({stream}) but still shows the old values.',
    effect: 'The source is as it was.',
    next: 'Check in the source whether the user of the connection may change this record, then make the change again.',
  },
} as const satisfies ErrorTexts;
