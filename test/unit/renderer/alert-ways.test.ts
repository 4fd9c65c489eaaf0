import { describe, expect, it, test } from 'vitest';
import { alertKinds, type Alert, type AlertKind } from '../../../shared/alerts/alert.ts';
import { waysOf } from '../../../renderer/features/alerts/alert-ways.ts';
import type { Overview } from '../../../renderer/features/home/cause.ts';
import { overviewOf, runOf } from '../../support/fake-data.ts';
import { connectionsOf } from '../../support/fake-systems.ts';

const connections = connectionsOf();

const shownByRun: readonly AlertKind[] = ['run-failed', 'totals-differ', 'volume-deviates', 'gone-asks'];

function alertOf(kind: AlertKind): Alert {
  const isOfFlow = kind !== 'audit-broken' && kind !== 'disk-full';
  return {
    id: 'alert-1',
    flowId: isOfFlow ? 'flow-1' : null,
    flowName: isOfFlow ? 'Workday → Databricks' : null,
    kind,
    state: 'open',
    sinceUtc: '2026-11-21T10:00:00.000Z',
    raisedAtUtc: '2026-11-21T10:00:00.000Z',
    untilUtc: null,
    acknowledged: null,
    details: shownByRun.includes(kind) ? { runId: 'run-7' } : {},
  };
}

const stuck = overviewOf(runOf('run-1', { state: 'incomplete' }), { waitingBatches: 3 });
const paused = { atUtc: '2026-11-21T10:00:00.000Z', reason: 'sign-in', error: null };
const pausedRow: Overview = { ...stuck, state: 'paused', flow: { ...stuck.flow, paused } };

function waysFor(kind: AlertKind, row: Overview = kind === 'flow-paused' ? pausedRow : stuck) {
  return waysOf(alertOf(kind), row, connections);
}

/** Clicks from the card to a replay that has begun; null where the card leads to none. */
function clicksToReplay(kind: AlertKind): number | null {
  const { links, replay } = waysFor(kind);
  // The button, and the confirmation of what it says it will do.
  if (replay?.kind === 'waiting' && replay.flowId === 'flow-1') return 2;
  // The link to the records of this very flow, “Replay…” there, and the confirmation.
  return links.some(({ to }) => to === '/rejected?flowId=flow-1') ? 3 : null;
}

describe('from an alert', () => {
  /** Why a replay is no help with the others: nothing is wrong with what was staged. */
  const otherWays: Partial<Record<AlertKind, string>> = {
    'flow-paused': 'resume',
    'channel-stopped': '/flows/flow-1/rules',
    'volume-deviates': '/runs/run-7',
    'gone-asks': '/runs/run-7',
    'held-long': '/held?flowId=flow-1',
    'messages-undecided': '/messages?flowId=flow-1&state=needs',
    'audit-broken': '/audit',
    'disk-full': '/settings',
  };

  it.each(alertKinds.filter((kind) => otherWays[kind] === undefined))(
    'of “%s” a replay is three clicks away at most',
    (kind) => {
      expect(clicksToReplay(kind)).toBeLessThanOrEqual(3);
    },
  );

  it.each(Object.entries(otherWays))('of “%s”, which a replay does not help, the way is %s', (kind, way) => {
    const found = alertKinds.find((one) => one === kind);
    if (found === undefined) throw new Error(`no such alert: ${kind}`);
    const { links, again, replay } = waysFor(found);
    expect(replay).toBeNull();
    if (way === 'resume') expect(again).toBe('resume');
    else expect(links.map(({ to }) => to)).toContain(way);
  });

  test('nothing is offered to be sent where nothing waits', () => {
    expect(waysFor('run-failed', overviewOf(runOf('run-1'), { waitingBatches: 0 })).replay).toBeNull();
  });

  test('of a failed run it leads to that run, and of a flow without runs to the flow', () => {
    expect(waysFor('run-failed').links.map(({ to }) => to)).toContain('/runs/run-7');
    const never = waysFor('falling-behind', { ...stuck, lastRun: null });
    expect(never.links.map(({ to }) => to)).toContain('/flows/flow-1');
  });
});
