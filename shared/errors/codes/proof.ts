import type { ErrorTexts } from '../error-text.ts';

/** Errors of tie-outs and sign-offs. */
export const proofErrors = {
  TIE_OUT_NOT_OFFERED: {
    kind: 'config',
    text: '{flow} cannot be compared with a report of this kind: it does not load the records that the report is about, or its destination cannot sum them.',
    effect: 'Nothing was asked and nothing was stored.',
    next: 'Choose another kind of report, or switch on the streams that it is about.',
  },
  TIE_OUT_COLUMN_MISSING: {
    kind: 'config',
    text: 'The mapping of {stream} has no column {column} in {table}, which this comparison needs.',
    effect: 'Nothing was asked and nothing was stored.',
    next: 'Add the column to the mapping again and let a run load it, or choose another kind of report.',
  },
  TIE_OUT_NOT_UNDERSTOOD: {
    kind: 'config',
    text: 'Line {line} of the pasted report was not understood: {text}',
    effect: 'Nothing was compared and nothing was stored.',
    next: 'Correct or remove the line. If figures could mean two things, choose how they are written.',
  },
  TIE_OUT_EMPTY: {
    kind: 'config',
    text: 'The pasted report has no line with a figure.',
    effect: 'Nothing was compared and nothing was stored.',
    next: 'Paste the lines of the report, each with its key and its figures.',
  },
  SIGN_OFF_REFUSED: {
    kind: 'config',
    text: '{period} cannot be signed off yet: {reasons}.',
    effect: 'Nothing was signed and no evidence was made.',
    next: 'Settle what is named, or override each by name with a reason.',
  },
  SIGN_OFF_EXISTS: {
    kind: 'config',
    text: '{period} is signed off already.',
    effect: 'The sign-off stands as it was.',
    next: 'Take that sign-off back with a reason before the period is signed off again.',
  },
  SIGN_OFF_TAKEN_BACK: {
    kind: 'config',
    text: 'This sign-off of {period} was taken back already.',
    effect: 'Nothing was changed.',
    next: 'Look at the history of the period. Sign it off again where that is right.',
  },
} as const satisfies ErrorTexts;
