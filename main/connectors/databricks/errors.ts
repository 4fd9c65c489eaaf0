import { AppError, type ErrorKind, type ErrorPhase } from '../../../shared/errors/app-error.ts';

/** An error answer in whatever form it came: JSON with a text or a number as code, plain text, HTML, nothing. */
export interface RemoteError {
  /** Upper-case word; empty if there is none. Databricks also sends the HTTP status as a number here. */
  readonly code: string;
  readonly message: string;
}

/** Reads an error body. Never throws. */
export function parseErrorBody(text: string): RemoteError {
  const json = parseObject(text);
  if (json !== undefined) {
    const code = firstText(json, ['error_code', 'errorCode', 'error', 'scimType']);
    const message = firstText(json, ['message', 'error_description', 'errorSummary', 'detail', 'error']);
    return { code: /^\d+$/.test(code) ? '' : code, message: oneLine(message) };
  }
  const title = /<title>([^<]*)<\/title>/i.exec(text)?.[1];
  if (title !== undefined) return { code: '', message: oneLine(title) };
  const coded = /^([A-Z][A-Z0-9_]+): ([\s\S]*)$/.exec(text.trim());
  if (coded !== null) return { code: coded[1] ?? '', message: oneLine(coded[2] ?? '') };
  return { code: '', message: /^\s*</.test(text) ? '' : oneLine(text) };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function firstText(json: Readonly<Record<string, unknown>>, names: readonly string[]): string {
  for (const name of names) {
    const value = json[name];
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number') return String(value);
  }
  return '';
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
}

const transientCodes = new Set([
  'RESOURCE_EXHAUSTED',
  'REQUEST_LIMIT_EXCEEDED',
  'TEMPORARILY_UNAVAILABLE',
  'WORKSPACE_TEMPORARILY_UNAVAILABLE',
  'SERVICE_UNDER_MAINTENANCE',
  'DEADLINE_EXCEEDED',
  'INTERNAL_ERROR',
  'IO_ERROR',
  'ABORTED',
]);
const transientTexts = /RPC token bucket limit has been exceeded|Please try again later/i;

function make(
  code: string,
  kind: ErrorKind,
  options: { phase: ErrorPhase; details: Record<string, string> },
): AppError {
  return new AppError(code, kind, options);
}

/** The AppError of a refused request (a status that is not 2xx). `what` names the object asked for, in words. */
export function requestError(
  status: number,
  error: RemoteError,
  options: { phase: ErrorPhase; what: string },
): AppError {
  const said = error.message === '' ? (error.code === '' ? `HTTP ${String(status)}` : error.code) : error.message;
  const reason = said.replace(/\.$/, '');
  const { phase, what } = options;
  if (isTokenRefusal(status, error)) return make('DATABRICKS_TOKEN_REFUSED', 'auth', { phase, details: { reason } });
  if (transientCodes.has(error.code) || transientTexts.test(error.message) || status === 429 || status >= 500)
    return make('DATABRICKS_BUSY', 'transient', { phase, details: { reason } });
  if (status === 403 || error.code === 'PERMISSION_DENIED')
    return make('DATABRICKS_PERMISSION_MISSING', 'permission', { phase, details: { reason: withGrant(reason, what) } });
  if (status === 404) return make('DATABRICKS_NOT_FOUND', 'config', { phase, details: { what, reason } });
  return make('DATABRICKS_STATEMENT_REFUSED', 'internal', { phase, details: { reason, status: String(status) } });
}

/** An administrator is asked for a grant by its name, and the API's own sentence seldom has it. */
function withGrant(reason: string, what: string): string {
  const grant = what.startsWith('the SQL warehouse')
    ? 'CAN USE'
    : what === 'the staging volume'
      ? 'READ VOLUME and WRITE VOLUME'
      : null;
  return grant === null || reason.includes(grant) ? reason : `${reason}; ${grant} on ${what} is needed`;
}

/** 401, and 403 “Invalid access token.”: a 403 is not always about rights. */
export function isTokenRefusal(status: number, error: RemoteError): boolean {
  return status === 401 || (status === 403 && /invalid access token|token (is |has )?expired/i.test(error.message));
}

/** What a failed statement was about; `data` means that single documents may be to blame. */
export type StatementFault = 'data' | 'conflict' | 'transient' | 'missing' | 'permission' | 'exists' | 'refused';

export interface StatementFailure {
  readonly fault: StatementFault;
  /** Name in brackets at the start of the message, `CAST_INVALID_INPUT`; empty if there is none. */
  readonly condition: string;
  readonly sqlState: string;
  readonly message: string;
}

const conflictConditions = /^DELTA_CONCURRENT_|^DELTA_METADATA_CHANGED|^DELTA_PROTOCOL_CHANGED|^CONCURRENT_/;
const missingConditions =
  /^(TABLE_OR_VIEW_NOT_FOUND|SCHEMA_NOT_FOUND|DELTA_TABLE_NOT_FOUND|CATALOG_NOT_FOUND|NO_SUCH_CATALOG|VOLUME_NOT_FOUND|PATH_NOT_FOUND|UC_VOLUME_NOT_FOUND)/;
const dataConditions =
  /^(CAST_INVALID_INPUT|CAST_OVERFLOW|NUMERIC_VALUE_OUT_OF_RANGE|NUMERIC_OUT_OF_SUPPORTED_RANGE|ARITHMETIC_OVERFLOW|DELTA_NOT_NULL_CONSTRAINT_VIOLATED|NOT_NULL_CONSTRAINT_VIOLATION|DELTA_VIOLATE_CONSTRAINT|CHECK_CONSTRAINT_VIOLATION|DELTA_EXCEED_CHAR_VARCHAR_LIMIT|EXCEED_LIMIT_LENGTH|DELTA_MULTIPLE_SOURCE_ROW_MATCHING_TARGET_ROW_IN_MERGE|INVALID_DATETIME)/;

/**
 * Sorts a failed statement by its bracketed condition and SQLSTATE; the API's own code is too coarse (nearly every SQL error is
 * BAD_REQUEST). `sql_state` was absent in older answers, where it stands at the end of the message.
 */
export function classifyStatement(error: { code: string; message: string; sqlState: string }): StatementFailure {
  const condition = /\[([A-Z][A-Z0-9_]*)(?:\.[A-Z0-9_]+)*\]/.exec(error.message)?.[1] ?? '';
  const sqlState =
    error.sqlState === '' ? (/SQLSTATE:? ?\(?([0-9A-Z]{5})/.exec(error.message)?.[1] ?? '') : error.sqlState;
  return { fault: faultOf(condition, sqlState, error), condition, sqlState, message: error.message.trim() };
}

function faultOf(condition: string, sqlState: string, error: { code: string; message: string }): StatementFault {
  if (sqlState === '2D521' || conflictConditions.test(condition)) return 'conflict';
  if (missingConditions.test(condition) || sqlState === '42P01') return 'missing';
  if (/^(FIELDS?|COLUMN)_ALREADY_EXISTS/.test(condition) || sqlState === '42710' || sqlState === '42711')
    return 'exists';
  if (condition.startsWith('INSUFFICIENT_PERMISSIONS') || condition === 'PERMISSION_DENIED' || sqlState === '42501')
    return 'permission';
  if (dataConditions.test(condition) || /^(22|23)/.test(sqlState) || sqlState === '21506') return 'data';
  if (transientCodes.has(error.code) || transientTexts.test(error.message)) return 'transient';
  if (/PERMISSION_DENIED|does not have .* (permission|privilege)/i.test(error.message)) return 'permission';
  return 'refused';
}

/** A failed statement as thrown: the AppError for the engine, with the sorted failure for the connector. */
export class StatementError extends AppError {
  readonly failure: StatementFailure;

  constructor(failure: StatementFailure, phase: ErrorPhase) {
    const { code, kind } = faultCodes[failure.fault];
    // A data error's message quotes values of records; those belong to the rejected record only.
    const named = [failure.condition, failure.sqlState].filter((part) => part !== '').join(' ');
    const reason =
      failure.fault === 'data' || failure.fault === 'refused' ? named || 'unknown reason' : oneLine(failure.message);
    super(code, kind, { phase, details: { reason, condition: failure.condition, sqlState: failure.sqlState } });
    this.failure = failure;
  }
}

const faultCodes: Readonly<Record<StatementFault, { code: string; kind: ErrorKind }>> = {
  data: { code: 'DATABRICKS_DATA_REFUSED', kind: 'record' },
  conflict: { code: 'DATABRICKS_CONFLICT', kind: 'transient' },
  transient: { code: 'DATABRICKS_BUSY', kind: 'transient' },
  missing: { code: 'DATABRICKS_OBJECT_MISSING', kind: 'config' },
  permission: { code: 'DATABRICKS_PERMISSION_MISSING', kind: 'permission' },
  exists: { code: 'DATABRICKS_STATEMENT_REFUSED', kind: 'internal' },
  refused: { code: 'DATABRICKS_STATEMENT_REFUSED', kind: 'internal' },
};
