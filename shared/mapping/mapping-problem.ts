/** What is wrong with a mapping, in words. `column` is null where the table as a whole is meant. */
export interface MappingProblem {
  readonly table: string;
  readonly column: string | null;
  readonly problem: string;
}
