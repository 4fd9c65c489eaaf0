/**
 * Why a document was not read. `malformed`: not well-formed XML. `truncated`: it ends too early. `refused`: well-formed
 * perhaps, but with what is never accepted (a document type, entities, too deep, too large).
 */
export type XmlProblem = 'malformed' | 'truncated' | 'refused';

/** Thrown by the tokenizer. The reason is for people and holds nothing of the document. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
  readonly problem: XmlProblem;
  readonly reason: string;

  constructor(problem: XmlProblem, reason: string) {
    super(`${problem}: ${reason}`);
    this.problem = problem;
    this.reason = reason;
  }
}
