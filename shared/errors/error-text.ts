import type { ErrorDetails, ErrorKind } from './app-error.ts';

/** What an operator reads for one code. `{name}` is replaced by the detail of that name. */
export interface ErrorText {
  readonly kind: ErrorKind;
  /** What happened. One sentence. */
  readonly text: string;
  /** What it means for the data. One sentence; omitted where nothing was touched and nothing is waiting. */
  readonly effect?: string;
  /** What to do next. One or two sentences. */
  readonly next: string;
}

export type ErrorTexts = Readonly<Record<string, ErrorText>>;

/** Fills `{name}` placeholders; a missing detail is shown as an en dash, so that a text never shows a brace. */
export function fillText(template: string, details: ErrorDetails): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = details[name];
    return value === undefined || value === null ? '–' : String(value);
  });
}
