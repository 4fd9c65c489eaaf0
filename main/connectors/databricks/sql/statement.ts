/** One statement as it is sent. All parameters are texts; the statement itself casts them. */
export interface Statement {
  /** Closed word for the request log and the statement's query tag. */
  readonly purpose: string;
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Joins list items one to a line, so that a person can read the statement in the preview and in the query history. */
export function lines(items: readonly string[], indent: string, separator = ','): string {
  return items.join(`${separator}\n${indent}`);
}
