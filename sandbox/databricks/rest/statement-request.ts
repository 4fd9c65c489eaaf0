import { z } from 'zod';
import type { ParameterValue } from '../sql/environment.ts';
import { parseTypeText } from '../sql/parse-type.ts';
import { SqlError } from '../sql/sql-error.ts';
import { STRING, type SqlType } from '../sql/types.ts';
import { invalidParameter } from './reply.ts';

export const MAX_STATEMENT_BYTES = 16 * 1024 * 1024;
/** Documented for the drivers; the REST API is taken to have the same limits. */
const MAX_MARKERS = 255;
const MAX_PARAMETER_BYTES = 1024 * 1024;

const bodySchema = z.object({
  warehouse_id: z.string(),
  statement: z.string(),
  catalog: z.string().optional(),
  schema: z.string().optional(),
  parameters: z
    .array(z.object({ name: z.string(), value: z.string().nullish(), type: z.string().optional() }))
    .optional(),
  wait_timeout: z.string().optional(),
  on_wait_timeout: z.enum(['CONTINUE', 'CANCEL']).optional(),
  disposition: z.enum(['INLINE', 'EXTERNAL_LINKS']).optional(),
  format: z.enum(['JSON_ARRAY', 'ARROW_STREAM', 'CSV']).optional(),
  row_limit: z.number().int().positive().optional(),
  byte_limit: z.number().int().positive().optional(),
  query_tags: z
    .array(z.object({ key: z.string(), value: z.string().optional() }))
    .max(20)
    .optional(),
});

/** A submitted statement, checked as the API checks it before anything runs. */
export interface StatementRequest {
  readonly warehouseId: string;
  readonly sql: string;
  readonly catalog: string;
  readonly schema: string;
  readonly parameters: ReadonlyMap<string, ParameterValue>;
  readonly waitMs: number;
  readonly cancelAfterWait: boolean;
  readonly rowLimit: number | null;
  readonly queryTags: Readonly<Record<string, string>>;
}

function waitOf(text: string): number {
  const seconds = /^(\d+)s$/.exec(text)?.[1];
  const value = Number(seconds ?? '-1');
  if (value !== 0 && (value < 5 || value > 50)) {
    throw invalidParameter(`wait_timeout must be 0s or between 5s and 50s, but was ${text}.`);
  }
  return value * 1000;
}

function typeOf(text: string | undefined): SqlType {
  if (text === undefined) return STRING;
  try {
    const type = parseTypeText(text);
    if (type.kind !== 'array' && type.kind !== 'struct') return type;
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
  }
  throw invalidParameter(`The parameter type ${text} is not supported.`);
}

type Body = z.infer<typeof bodySchema>;

function parametersOf(given: NonNullable<Body['parameters']>): ReadonlyMap<string, ParameterValue> {
  if (given.length > MAX_MARKERS)
    throw invalidParameter(`A statement can have at most ${String(MAX_MARKERS)} parameters.`);
  const bytes = given.reduce((sum, parameter) => sum + Buffer.byteLength(parameter.value ?? '', 'utf8'), 0);
  if (bytes > MAX_PARAMETER_BYTES)
    throw invalidParameter('The total size of the parameter values must not exceed 1 MB.');
  const map = new Map(
    given.map((parameter) => [parameter.name, { value: parameter.value ?? null, type: typeOf(parameter.type) }]),
  );
  if (map.size < given.length) throw invalidParameter('Parameter names must be unique.');
  return map;
}

/** Throws HttpError 400 INVALID_PARAMETER_VALUE. */
export function readStatementRequest(body: Readonly<Record<string, unknown>>): StatementRequest {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalidParameter(`${issue?.path.join('.') ?? 'request'}: ${issue?.message ?? 'is not valid'}`);
  }
  const request = parsed.data;
  if (Buffer.byteLength(request.statement, 'utf8') > MAX_STATEMENT_BYTES)
    throw invalidParameter('The statement text must not exceed 16 MiB.');
  if (request.disposition === 'EXTERNAL_LINKS')
    throw invalidParameter('The practice workspace offers disposition INLINE only.');
  if (request.format !== undefined && request.format !== 'JSON_ARRAY')
    throw invalidParameter(`Format ${request.format} needs disposition EXTERNAL_LINKS.`);
  if (request.byte_limit !== undefined) throw invalidParameter('The practice workspace does not offer byte_limit.');
  const waitMs = waitOf(request.wait_timeout ?? '10s');
  if (waitMs === 0 && request.on_wait_timeout === 'CANCEL')
    throw invalidParameter('on_wait_timeout CANCEL needs a wait_timeout above 0s.');
  return {
    warehouseId: request.warehouse_id,
    sql: request.statement,
    catalog: request.catalog ?? 'main',
    schema: request.schema ?? 'default',
    parameters: parametersOf(request.parameters ?? []),
    waitMs,
    cancelAfterWait: request.on_wait_timeout === 'CANCEL',
    rowLimit: request.row_limit ?? null,
    queryTags: Object.fromEntries((request.query_tags ?? []).map((tag) => [tag.key, tag.value ?? ''])),
  };
}
