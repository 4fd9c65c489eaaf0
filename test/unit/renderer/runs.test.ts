import { describe, expect, test } from 'vitest';
import { addressOf, filterIn } from '../../../renderer/features/lists/filters-in-address.ts';
import { runPath, runsPath } from '../../../renderer/lib/paths.ts';
import { streamsToRetry } from '../../../renderer/features/runs/sums.ts';
import { barOf, scaleOf } from '../../../renderer/features/runs/timeline-scale.ts';
import { partsOf } from '../../../renderer/lib/router.tsx';
import {
  rejectedFilterSchema,
  runFilterSchema,
  type RejectedFilter,
  type RunTimeline,
} from '../../../shared/model/record-view.ts';
import { authError, runOf } from '../../support/fake-data.ts';

const empty: RunTimeline = {
  startedAtUtc: '2026-11-21T10:00:00.000Z',
  endedAtUtc: '2026-11-21T10:01:40.000Z',
  streams: [],
  pauses: [],
};

describe('the scale of a timeline', () => {
  test('reaches from the start of the run to its end', () => {
    const scale = scaleOf(empty, 0);
    expect(barOf(scale, '2026-11-21T10:00:10.000Z', '2026-11-21T10:00:30.000Z')).toEqual({ x: 100, width: 200 });
  });

  test('follows the clock while the run goes on', () => {
    const scale = scaleOf({ ...empty, endedAtUtc: null }, Date.parse('2026-11-21T10:00:20.000Z'));
    expect(barOf(scale, '2026-11-21T10:00:10.000Z', null)).toEqual({ x: 500, width: 500 });
  });

  test('shows what took no time, and keeps what ended days later inside', () => {
    const scale = scaleOf(empty, 0);
    expect(barOf(scale, '2026-11-21T10:01:40.000Z', '2026-11-21T10:01:40.000Z')).toEqual({ x: 997, width: 3 });
    expect(barOf(scale, '2026-11-21T10:00:50.000Z', '2026-11-23T08:00:00.000Z')).toEqual({ x: 500, width: 500 });
  });

  test('is never without length', () => {
    const scale = scaleOf({ ...empty, endedAtUtc: empty.startedAtUtc }, 0);
    expect(scale.to - scale.from).toBe(1_000);
  });
});

describe('what a retry runs again', () => {
  const run = runOf('run-1', { state: 'failed' });
  const [first, ...others] = run.streams;
  if (first === undefined) throw new Error('the run has streams');

  test('is the streams that failed, did not reconcile or have records that wait', () => {
    const streams = [
      { ...first, reconciled: false, error: authError },
      ...others.map((one, index) => (index === 0 ? { ...one, counts: { ...one.counts, waiting: 3 } } : one)),
    ];
    expect(streamsToRetry({ ...run, streams }).map((one) => one.stream)).toEqual([first.stream, others[0]?.stream]);
  });

  test('is everything where the run stopped as a whole, and nothing where all went well or is under way', () => {
    expect(streamsToRetry({ ...run, error: authError })).toHaveLength(run.streams.length);
    expect(streamsToRetry(runOf('run-2'))).toEqual([]);
    expect(streamsToRetry({ ...run, state: 'running', error: authError })).toEqual([]);
  });
});

test('a link to the runs of an hour keeps its parts whatever is in them', () => {
  const of = { flowId: 'a/b&c', fromUtc: '2026-11-21T10:00:00Z', toUtc: '2026-11-21T11:00:00Z' };
  const path = runsPath(of);
  expect(partsOf(path)).toEqual(['runs']);
  const list = { place: '/runs', initial: {}, schema: runFilterSchema };
  expect(filterIn(list, path.slice(path.indexOf('?') + 1))).toEqual(of);
  expect(partsOf(runPath('x y?z'))).toEqual(['runs', 'x y?z']);
});

test('an address says only what differs from what a list shows at first, and nothing that the list does not have', () => {
  const list = { place: '/rejected', initial: { state: 'open' } as const, schema: rejectedFilterSchema };
  expect(addressOf<RejectedFilter>(list, { state: 'open', flowId: 'a' })).toBe('flowId=a');
  expect(filterIn<RejectedFilter>(list, 'flowId=a')).toEqual({ state: 'open', flowId: 'a' });
  expect(filterIn<RejectedFilter>(list, 'state=lost')).toBeNull();
  expect(filterIn<RejectedFilter>(list, 'other=1')).toBeNull();
});
