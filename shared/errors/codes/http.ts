import type { ErrorTexts } from '../error-text.ts';

/** Errors of the http area. */
export const httpErrors = {} as const satisfies ErrorTexts;
