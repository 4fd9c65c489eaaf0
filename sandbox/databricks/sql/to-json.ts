import type { Expression } from './ast.ts';
import { cast } from './casts.ts';
import { duckText, type Typed } from './environment.ts';
import { notPractised } from './sql-error.ts';
import { STRING, isNumeric, typeText } from './types.ts';

function jsonText(value: Typed): string {
  if (isNumeric(value.type) || value.type.kind === 'boolean') return `CAST(${value.sql} AS VARCHAR)`;
  if (value.type.kind === 'string') return `CAST(to_json(${value.sql}) AS VARCHAR)`;
  if (value.type.kind === 'date') return `'"' || CAST(${value.sql} AS VARCHAR) || '"'`;
  if (value.type.kind === 'timestamp') return `strftime(${value.sql}, '"%Y-%m-%dT%H:%M:%S.%gZ"')`;
  if (value.type.kind === 'null') return `CAST(NULL AS VARCHAR)`;
  throw notPractised(`to_json of ${typeText(value.type)}`);
}

/** `to_json(named_struct('a', x, …))`; fields that are null are left out, and decimals keep their digits, as in Spark. */
export function toJson(args: readonly Expression[], translate: (expression: Expression) => Typed): Typed {
  const [source] = args;
  if (args.length !== 1 || source?.kind !== 'call' || source.name !== 'named_struct' || source.args.length % 2 !== 0) {
    throw notPractised('to_json of anything but a named_struct');
  }
  const fields: string[] = [];
  for (let index = 0; index < source.args.length; index += 2) {
    const key = source.args[index];
    const value = source.args[index + 1];
    if (key?.kind !== 'text' || value === undefined) throw notPractised('names of a named_struct that are not texts');
    fields.push(`${duckText(`${JSON.stringify(key.value)}:`)} || ${jsonText(translate(value))}`);
  }
  return cast({ sql: `('{' || concat_ws(',', ${fields.join(', ')}) || '}')`, type: STRING }, STRING);
}
