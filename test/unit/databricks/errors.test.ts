import { describe, expect, it } from 'vitest';
import {
  classifyStatement,
  isTokenRefusal,
  parseErrorBody,
  requestError,
  StatementError,
} from '../../../main/connectors/databricks/errors.ts';

describe('error answers of Databricks', () => {
  it.each([
    ['{"error_code":403,"message":"Invalid access token."}', '', 'Invalid access token.'],
    ['{"error_code":"NOT_FOUND","message":"Volume does not exist."}', 'NOT_FOUND', 'Volume does not exist.'],
    [
      '{"error":"invalid_client","error_description":"Client authentication failed"}',
      'invalid_client',
      'Client authentication failed',
    ],
    ['{"schemas":[],"detail":"no such user","status":"404","scimType":"noTarget"}', 'noTarget', 'no such user'],
    ['TEMPORARILY_UNAVAILABLE: try later', 'TEMPORARILY_UNAVAILABLE', 'try later'],
    ['<html><head><title>502 Bad Gateway</title></head></html>', '', '502 Bad Gateway'],
    ['', '', ''],
    ['[1]', '', '[1]'],
  ])('reads %s', (text, code, message) => {
    expect(parseErrorBody(text)).toEqual({ code, message });
  });

  it.each([
    [401, '{"error_code":401,"message":"Credential was not sent"}', 'DATABRICKS_TOKEN_REFUSED', 'auth'],
    [403, '{"error_code":403,"message":"Invalid access token."}', 'DATABRICKS_TOKEN_REFUSED', 'auth'],
    [403, '{"error_code":"PERMISSION_DENIED","message":"no CAN USE"}', 'DATABRICKS_PERMISSION_MISSING', 'permission'],
    [404, '{"error_code":"RESOURCE_DOES_NOT_EXIST","message":"x"}', 'DATABRICKS_NOT_FOUND', 'config'],
    [400, '{"error_code":"REQUEST_LIMIT_EXCEEDED","message":"x"}', 'DATABRICKS_BUSY', 'transient'],
    [400, '{"error_code":"INVALID_PARAMETER_VALUE","message":"x"}', 'DATABRICKS_STATEMENT_REFUSED', 'internal'],
  ])('sorts HTTP %i %s', (status, body, code, kind) => {
    expect(requestError(status, parseErrorBody(body), { phase: 'deliver', what: 'the warehouse' })).toMatchObject({
      code,
      kind,
    });
  });

  it('does not take every 403 for a bad token', () => {
    expect(isTokenRefusal(403, { code: 'PERMISSION_DENIED', message: 'User does not have USE SCHEMA' })).toBe(false);
  });

  it.each([
    ['[CAST_INVALID_INPUT] The value … SQLSTATE: 22018', '', 'data', 'CAST_INVALID_INPUT', '22018'],
    [
      '[DELTA_MULTIPLE_SOURCE_ROW_MATCHING_TARGET_ROW_IN_MERGE] …',
      '21506',
      'data',
      'DELTA_MULTIPLE_SOURCE_ROW_MATCHING_TARGET_ROW_IN_MERGE',
      '21506',
    ],
    ['[DELTA_NOT_NULL_CONSTRAINT_VIOLATED] …', '23502', 'data', 'DELTA_NOT_NULL_CONSTRAINT_VIOLATED', '23502'],
    ['[DELTA_CONCURRENT_APPEND.WITHOUT_HINT] …', '2D521', 'conflict', 'DELTA_CONCURRENT_APPEND', '2D521'],
    ['[DELTA_METADATA_CHANGED] …', '', 'conflict', 'DELTA_METADATA_CHANGED', ''],
    ['[TABLE_OR_VIEW_NOT_FOUND] … SQLSTATE: 42P01', '', 'missing', 'TABLE_OR_VIEW_NOT_FOUND', '42P01'],
    ['[FIELD_ALREADY_EXISTS] …', '', 'exists', 'FIELD_ALREADY_EXISTS', ''],
    ['[INSUFFICIENT_PERMISSIONS] …', '42501', 'permission', 'INSUFFICIENT_PERMISSIONS', '42501'],
    [
      '\n[PARSE_SYNTAX_ERROR] Syntax error at or near …. SQLSTATE: 42601 (line 1, pos 0)',
      '',
      'refused',
      'PARSE_SYNTAX_ERROR',
      '42601',
    ],
  ])('sorts the failed statement %s', (message, sqlState, fault, condition, state) => {
    expect(classifyStatement({ code: 'BAD_REQUEST', message, sqlState })).toMatchObject({
      fault,
      condition,
      sqlState: state,
    });
  });

  it('keeps values of records out of the error', () => {
    const failure = classifyStatement({
      code: 'BAD_REQUEST',
      message: "[CAST_INVALID_INPUT] The value 'Jane 1200' of …",
      sqlState: '22018',
    });
    const error = new StatementError(failure, 'deliver');
    expect(error).toMatchObject({ code: 'DATABRICKS_DATA_REFUSED', kind: 'record' });
    expect(JSON.stringify(error.details)).not.toContain('Jane');
  });
});
