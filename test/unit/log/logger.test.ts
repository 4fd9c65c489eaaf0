import { describe, expect, it } from 'vitest';
import { createLogger, logRequests } from '../../../main/log/logger.ts';
import { httpError } from '../../../main/http/network-error.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const make = () => {
  const lines: string[] = [];
  const logger = createLogger({ clock: createVirtualClock(), destination: { write: (line) => void lines.push(line) } });
  return { logger, lines, read: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
};

describe('the log', () => {
  it('writes one JSON line for each event, with its facts and time', () => {
    const { logger, read } = make();
    logger.with({ runId: 'r1' }).info('run.started', { flowId: 'f1' });
    expect(read()).toEqual([
      { level: 'info', at: '2026-11-21T12:00:00.000Z', runId: 'r1', flowId: 'f1', event: 'run.started' },
    ]);
  });

  it('keeps secrets and foreign messages out', () => {
    const { logger, lines, read } = make();
    logger.error('run.ended', { note: 'Bearer planted-token', password: 'planted' }, new Error('planted'));
    logger.warn(
      'batch.failed',
      {},
      httpError('HTTP_STATUS', { host: 'h', status: 400 }, { cause: new Error('planted') }),
    );
    expect(lines.join('')).not.toContain('planted');
    expect(read()[0]?.['cause']).toMatchObject({ code: 'APP_INTERNAL', name: 'Error' });
    expect(read()[1]?.['cause']).toEqual({ code: 'HTTP_STATUS', kind: 'config', details: { host: 'h', status: 400 } });
  });

  it('takes the entries of a request log', () => {
    const { logger, read } = make();
    logRequests(logger)({
      atUtc: 'x',
      connectionId: 'c1',
      purpose: 'p',
      method: 'GET',
      host: 'h',
      attempt: 1,
      status: 200,
      ms: 5,
      bytesSent: 0,
      bytesReceived: 9,
      error: null,
    });
    expect(read()[0]).toMatchObject({
      event: 'http.request',
      level: 'info',
      connectionId: 'c1',
      purpose: 'p',
      status: 200,
      bytesReceived: 9,
    });
  });
});
