import { SqlError } from '../sql/sql-error.ts';

/** A DuckDB error as the statement error that Databricks gives for it. What is not known stays an error, said openly. */
export function toSqlError(error: unknown): SqlError {
  if (error instanceof SqlError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const own = /\[([A-Z0-9_.]+)\] ([\s\S]*?) SQLSTATE: ([0-9A-Z]{5})/.exec(message);
  if (own !== null) return new SqlError(own[1] ?? '', own[3] ?? '', own[2] ?? '');
  const missing = /NOT NULL constraint failed: (?:.*\.)?([^.\s]+)/.exec(message);
  if (missing !== null) {
    const text = `NOT NULL constraint violated for column: ${missing[1] ?? ''}.`;
    return new SqlError('DELTA_NOT_NULL_CONSTRAINT_VIOLATED', '23502', text);
  }
  if (/Malformed JSON|JSON transform error|gzip|GZIP/i.test(message)) {
    return new SqlError(
      'MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION',
      '22023',
      'Malformed records are detected in record parsing. Parse Mode: FAILFAST.',
    );
  }
  if (/must appear in the GROUP BY/.test(message)) {
    return new SqlError('MISSING_AGGREGATION', '42803', 'A selected expression is neither grouped nor aggregated.');
  }
  if (/More than one row returned by a subquery/i.test(message)) {
    return new SqlError(
      'SCALAR_SUBQUERY_TOO_MANY_ROWS',
      '21000',
      'More than one row returned by a subquery used as an expression.',
    );
  }
  if (/overflow|out of range/i.test(message))
    return new SqlError('ARITHMETIC_OVERFLOW', '22003', 'A value overflows its type.');
  if (/INTERRUPT/.test(message))
    return new SqlError('OPERATION_CANCELED', 'HY008', 'The statement was cancelled.', 'CANCELLED');
  return new SqlError(
    'INTERNAL_ERROR',
    'XX000',
    `The practice warehouse could not run the statement: ${message.split('\n')[0] ?? ''}`,
  );
}
