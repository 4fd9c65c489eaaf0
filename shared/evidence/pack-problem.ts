/** What can be wrong with a pack; each has words in both languages. */
export const problemCodes = [
  'archive',
  'seal',
  'missing',
  'added',
  'changed',
  'order',
  'malformed',
  'format',
  'version',
  'table',
  'count',
  'sum',
  'landed',
  'rejected',
  'mapping',
  'entry',
  'chain',
  'slice',
  'batch',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** Ends one check of a pack. */
export class PackProblem extends Error {
  readonly code: ProblemCode;
  /** Fill the words: a file, a run, a number. */
  readonly details: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, details: Readonly<Record<string, string>>) {
    super(code);
    this.code = code;
    this.details = details;
  }
}
