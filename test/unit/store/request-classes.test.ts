import { expect, test } from 'vitest';
import { noteRequests } from '../../../main/engine/note-requests.ts';
import { createHarness } from '../../support/engine-harness.ts';

test('a run ends with its requests by operation and outcome, and one entry for each host that asked to slow down', () => {
  const { store } = createHarness();
  const { classes } = store.requests;
  const request = { connectionId: 'workday', purpose: 'Get_Journals', host: 'wd.example', status: 200, error: null };
  const limited = { ...request, status: 429, error: 'HTTP_RATE_LIMITED' };
  for (const one of [request, request, limited, limited, request]) classes.add('run-1', one);
  classes.add('run-1', {
    ...request,
    connectionId: 'databricks',
    purpose: 'statement',
    host: 'db.example',
    status: 200,
  });
  classes.add('run-2', request);
  classes.notePause('run-1', 'wd.example', '2026-01-01T00:00:30.000Z');
  classes.notePause('run-1', 'wd.example', '2026-01-01T00:00:20.000Z');
  store.transaction(() => {
    noteRequests(store, 'run-1', '2026-01-01T00:01:00.000Z');
  });
  expect(store.audit.of('run-1', 'run.rate-limited').map((one) => one.details)).toEqual([
    { host: 'wd.example', system: 'workday', limited: 2, waitedUntil: '2026-01-01T00:00:30.000Z' },
  ]);
  expect(store.audit.of('run-1', 'run.requests').map((one) => one.details)).toEqual([
    {
      requests: 6,
      operations: [
        { system: 'databricks', operation: 'statement', outcomes: { ok: 1 } },
        { system: 'workday', operation: 'Get_Journals', outcomes: { ok: 3, HTTP_RATE_LIMITED: 2 } },
      ],
    },
  ]);
  store.transaction(() => {
    noteRequests(store, 'run-1', '2026-01-01T00:02:00.000Z');
  });
  expect(store.audit.of('run-1', 'run.requests')).toHaveLength(1);
});
