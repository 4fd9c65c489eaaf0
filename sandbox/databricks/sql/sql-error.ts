/** A statement that the warehouse refuses: becomes HTTP 200 with state FAILED, never an HTTP error. */
export class SqlError extends Error {
  readonly condition: string;
  readonly sqlState: string;
  /** `status.error.error_code`; coarse on the real system too. */
  readonly errorCode: string;

  constructor(condition: string, sqlState: string, text: string, errorCode = 'BAD_REQUEST') {
    super(`[${condition}] ${text} SQLSTATE: ${sqlState}`);
    this.name = 'SqlError';
    this.condition = condition;
    this.sqlState = sqlState;
    this.errorCode = errorCode;
  }
}

/** The answer to everything that the practice warehouse does not understand. */
export function syntaxError(near: string, line: number, column: number): SqlError {
  const at = near === '' ? 'end of input' : `'${near}'`;
  return new SqlError(
    'PARSE_SYNTAX_ERROR',
    '42601',
    `Syntax error at or near ${at} (line ${String(line)}, pos ${String(column)}).`,
  );
}

/** Understood, but outside the subset that is practised here: said openly, with the same class as a syntax error. */
export function notPractised(what: string): SqlError {
  return new SqlError('PARSE_SYNTAX_ERROR', '42601', `The practice warehouse does not support ${what}.`);
}

export function unknownTable(name: string): SqlError {
  return new SqlError(
    'TABLE_OR_VIEW_NOT_FOUND',
    '42P01',
    `The table or view ${name} cannot be found. Verify the spelling and correctness of the schema and catalog.`,
  );
}

export function unknownColumn(name: string, known: readonly string[]): SqlError {
  const hint = known
    .slice(0, 5)
    .map((column) => `\`${column}\``)
    .join(', ');
  const condition = known.length === 0 ? 'UNRESOLVED_COLUMN.WITHOUT_SUGGESTION' : 'UNRESOLVED_COLUMN.WITH_SUGGESTION';
  const suggestion = known.length === 0 ? '' : ` Did you mean one of the following? [${hint}].`;
  return new SqlError(
    condition,
    '42703',
    `A column, variable, or function parameter with name ${name} cannot be resolved.${suggestion}`,
  );
}

export function typeMismatch(text: string): SqlError {
  return new SqlError('DATATYPE_MISMATCH.DATA_DIFF_TYPES', '42K09', text);
}
