import type { ErrorText, ErrorTexts } from '../error-text.ts';

/** The same codes in another language: an effect exactly where the English text has one. What the error is does not change. */
export type Translated<English extends ErrorTexts> = {
  readonly [Code in keyof English]: English[Code] extends { readonly effect: string }
    ? Required<Pick<ErrorText, 'text' | 'effect' | 'next'>>
    : Pick<ErrorText, 'text' | 'next'> & { readonly effect?: never };
};
