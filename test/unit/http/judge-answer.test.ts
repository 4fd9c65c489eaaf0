import { describe, expect, it } from 'vitest';
import { judgeAnswer } from '../../../main/http/judge-answer.ts';
import { ask } from '../../support/http-harness.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const clock = createVirtualClock();
const page = '<!DOCTYPE html><html><head><title>Blocked</title></head></html>';
const judge = (
  status: number,
  changes: {
    headers?: Record<string, string>;
    start?: string;
    accept?: number[];
    expects?: 'xml' | 'json' | 'any';
  } = {},
) => {
  const { headers = {}, start = '{}', ...request } = changes;
  return judgeAnswer(ask('https://h.example.test/p?token=planted', request), { status, headers, start }, clock);
};

describe('judging an answer', () => {
  it.each([
    [200, null, undefined],
    [204, null, undefined],
    [301, 'HTTP_REDIRECTED', 'config'],
    [400, 'HTTP_STATUS', 'config'],
    [401, 'HTTP_STATUS', 'auth'],
    [403, 'HTTP_STATUS', 'permission'],
    [407, 'HTTP_PROXY_PASSWORD_NEEDED', 'auth'],
    [408, 'HTTP_UNAVAILABLE', 'transient'],
    [429, 'HTTP_RATE_LIMITED', 'rate-limited'],
    [500, 'HTTP_SERVER_ERROR', 'transient'],
    [501, 'HTTP_STATUS', 'config'],
    [502, 'HTTP_UNAVAILABLE', 'transient'],
    [503, 'HTTP_UNAVAILABLE', 'transient'],
    [504, 'HTTP_UNAVAILABLE', 'transient'],
  ])('status %i is %s', (status, code, kind) => {
    const error = judge(status);
    expect(error?.code ?? null).toBe(code);
    expect(error?.kind).toBe(kind);
    expect(JSON.stringify(error?.details ?? {})).not.toContain('planted');
  });

  it('takes 503 with Retry-After as asked to wait', () => {
    expect(judge(503, { headers: { 'retry-after': '7' } })).toMatchObject({
      code: 'HTTP_ASKED_TO_WAIT',
      kind: 'rate-limited',
      retryAfterMs: 7000,
    });
  });

  it('gives the caller what it accepts', () => {
    expect(judge(500, { accept: [500], expects: 'xml', start: '<?xml version="1.0"?><SOAP-ENV:Envelope>' })).toBeNull();
    expect(judge(404, { accept: [404] })).toBeNull();
  });

  it.each([200, 403, 404, 451])(
    'a page with status %i where data was due is a block page, whatever is accepted',
    (status) => {
      expect(judge(status, { accept: [403, 404], start: page })).toMatchObject({
        code: 'HTTP_BLOCK_PAGE',
        details: { title: 'Blocked', status },
      });
    },
  );

  it('takes a page with an accepted 500 as the server being down', () => {
    expect(judge(500, { accept: [500], expects: 'xml', start: page })?.code).toBe('HTTP_SERVER_ERROR');
    expect(judge(503, { start: page })?.code).toBe('HTTP_UNAVAILABLE');
  });

  it('does not take data for a page, even under a wrong content type', () => {
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    expect(judge(200, { headers, start: '{"a":1}' })).toBeNull();
    expect(judge(200, { headers, expects: 'xml', start: '<wd:Get_X>' })).toBeNull();
    expect(judge(200, { headers, start: 'Sign in please' })?.code).toBe('HTTP_BLOCK_PAGE');
    expect(judge(200, { expects: 'any', start: page })).toBeNull();
  });
});
