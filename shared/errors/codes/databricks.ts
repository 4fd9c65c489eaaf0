import type { ErrorTexts } from '../error-text.ts';

/** Errors of the databricks area. */
export const databricksErrors = {} as const satisfies ErrorTexts;
