import type { ErrorTexts } from '../error-text.ts';

/** Errors of the workday area. */
export const workdayErrors = {} as const satisfies ErrorTexts;
