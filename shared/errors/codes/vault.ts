import type { ErrorTexts } from '../error-text.ts';

/** Errors of the vault area. */
export const vaultErrors = {} as const satisfies ErrorTexts;
