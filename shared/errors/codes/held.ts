import type { ErrorTexts } from '../error-text.ts';

/** Errors of what waits for a person's word: records that seem to be gone, and records that are held. */
export const heldErrors = {
  GONE_NOTHING_ASKED: {
    kind: 'config',
    text: 'Nothing is asked about records of this stream that are gone.',
    effect: 'Nothing was changed.',
    next: 'Look at the latest run of the flow: the source may name the records again by now.',
  },
} satisfies ErrorTexts;
