import { describe, expect, it } from 'vitest';
import { routeOfFix, troubleOf, type Overview } from '../../../renderer/features/home/cause.ts';
import { slotsOf } from '../../../renderer/features/home/slots.ts';
import { summaryOf } from '../../../renderer/features/home/summary.ts';
import type { ErrorDto } from '../../../shared/errors/error-dto.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import { flowOf, invoiceTotals, overviewOf, runOf, streamOf } from '../../support/fake-data.ts';
import { connectionsOf } from '../../support/fake-systems.ts';

const connections = connectionsOf();

function errorOf(code: string, kind: ErrorDto['kind'], details: Record<string, string> = {}): ErrorDto {
  return toErrorDto(new AppError(code, kind, { details }));
}

/** A flow without rejected records whose last run ended as given. */
function failedBy(error: ErrorDto): Overview {
  return overviewOf(runOf('run-1', { state: 'failed', error }), { state: 'failed', openRejections: 0 });
}

function routeFor(row: Overview): string | null | undefined {
  const trouble = troubleOf(row, connections);
  return trouble === null ? undefined : routeOfFix(trouble.fix, row.flow.id);
}

describe('the fix of a flow', () => {
  it.each([
    ['a wrong password', errorOf('WORKDAY_AUTH_INVALID', 'auth'), '/connections/con-1/credentials'],
    ['an expired secret', errorOf('DATABRICKS_TOKEN_REFUSED', 'auth'), '/connections/con-2/credentials'],
    ['a missing grant', errorOf('DATABRICKS_PERMISSION_MISSING', 'permission'), '/connections/con-2/check'],
    ['a setting', errorOf('WORKDAY_SETTING_INVALID', 'config'), '/connections/con-1/credentials'],
    [
      'no network',
      errorOf('HTTP_NO_NETWORK', 'transient', { host: 'wd5-services1.workday.com' }),
      '/connections/con-1/check',
    ],
    ['totals that differ', errorOf('ENGINE_TOTALS_DIFFER', 'record'), '/runs/run-1/totals'],
    ['an internal error', errorOf('APP_INTERNAL', 'internal'), '/runs/run-1'],
    ['a mapping that does not fit', errorOf('ENGINE_MAPPING_INVALID', 'config'), '/flows/flow-1'],
    ['another installation', errorOf('INSTALLATION_OTHER', 'config'), '/flows/flow-1'],
    ['a token that was used elsewhere', errorOf('SLACK_ROTATION_LOST', 'auth'), '/flows/flow-1'],
    ['a locked vault', errorOf('VAULT_LOCKED', 'config'), null],
  ])('of %s is where it is put right', (_name, error, route) => {
    expect(routeFor(failedBy(error))).toBe(route);
  });

  it('of a stream without permission is the check of its system', () => {
    const paused = errorOf('WORKDAY_NOT_AUTHORIZED', 'permission');
    const row = overviewOf(runOf('run-1'), {
      openRejections: 0,
      streams: [{ id: 'suppliers', nextRunAtUtc: null, paused }],
    });
    expect(routeFor(row)).toBe('/connections/con-1/check');
  });

  it('of rejected records is the list of those of the flow', () => {
    expect(routeFor(overviewOf(runOf('run-1')))).toBe('/rejected?flowId=flow-1');
  });

  it('is nothing for a flow that is well, never ran, or was paused by a person', () => {
    expect(routeFor(overviewOf(runOf('run-1'), { openRejections: 0 }))).toBeUndefined();
    expect(routeFor(overviewOf(null))).toBeUndefined();
    const paused = { reason: 'month end', error: null, atUtc: '2026-11-20T10:00:00Z' };
    const row = overviewOf(null, { state: 'paused', flow: { ...flowOf(), paused } });
    expect(routeFor(row)).toBeUndefined();
  });

  it('does not name the error of an earlier run while the next one is under way', () => {
    const row = overviewOf(runOf('run-2', { state: 'running' }), { state: 'running', openRejections: 0 });
    expect(routeFor(row)).toBeUndefined();
  });

  it('of totals that differ without an error is the totals of the run', () => {
    const differing = invoiceTotals.map((total) => ({ ...total, agrees: false }));
    const run = runOf('run-1', { streams: [streamOf('suppliers', 'Suppliers', { totals: differing })] });
    expect(routeFor(overviewOf(run, { openRejections: 0 }))).toBe('/runs/run-1/totals');
  });
});

describe('the answer of Home', () => {
  const well = overviewOf(runOf('run-1'), { state: 'healthy', openRejections: 0 });

  it('says that all is in with the success that is longest ago and every total', () => {
    const earlier = { ...well, lastSuccessAtUtc: '2026-11-20T08:00:00.000Z' };
    expect(summaryOf([well, earlier], connections)).toEqual({
      kind: 'in',
      lastSuccessAtUtc: '2026-11-20T08:00:00.000Z',
      agreeing: 8,
      notCompared: 0,
    });
  });

  it('puts what needs a person before what goes on by itself, and both before a run', () => {
    const waits = overviewOf(
      runOf('run-1', {
        state: 'incomplete',
        error: errorOf('HTTP_NO_NETWORK', 'transient', { host: 'wd5-services1.workday.com' }),
      }),
      { state: 'incomplete', openRejections: 0 },
    );
    const running = overviewOf(runOf('run-2', { state: 'running' }), { state: 'running', openRejections: 0 });
    const needs = failedBy(errorOf('WORKDAY_AUTH_INVALID', 'auth'));
    expect(summaryOf([well, running, waits, needs], connections)).toMatchObject({ kind: 'needs', total: 4 });
    expect(summaryOf([well, running, waits], connections)).toMatchObject({ kind: 'waits', total: 3 });
    expect(summaryOf([well, running], connections)).toEqual({ kind: 'running', running: 1, total: 2 });
    expect(summaryOf([well, overviewOf(null)], connections)).toEqual({ kind: 'never', never: 1, total: 2 });
  });
});

describe('the strip of a day', () => {
  const now = Date.parse('2026-11-21T10:20:00Z');

  it('has 24 hours, the present one last, and the worst state of each', () => {
    const slots = slotsOf(
      [
        { fromUtc: '2026-11-20T10:00:00.000Z', states: [{ state: 'failed', runs: 1 }] },
        { fromUtc: '2026-11-20T11:00:00.000Z', states: [{ state: 'succeeded', runs: 2 }] },
        {
          fromUtc: '2026-11-21T10:00:00.000Z',
          states: [
            { state: 'succeeded', runs: 1 },
            { state: 'failed', runs: 2 },
          ],
        },
      ],
      now,
    );
    expect(slots).toHaveLength(24);
    expect(slots[0]).toMatchObject({ fromUtc: '2026-11-20T11:00:00.000Z', state: 'succeeded', runs: 2 });
    expect(slots[1]).toMatchObject({ state: null, runs: 0 });
    expect(slots.at(-1)).toMatchObject({ toUtc: '2026-11-21T11:00:00.000Z', state: 'failed', runs: 3 });
  });
});
