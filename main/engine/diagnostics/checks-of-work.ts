import type { Connection } from '../../../shared/model/connection.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import { absentUntil } from '../../../shared/schedule/promised.ts';
import type { CheckScope, Finding, SelfCheck } from './check.ts';
import { failed, notKnown, ok, warning } from './finding.ts';
import { momentText, say } from './say.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Schedules are looked at every quarter of a minute; what is due this long has been left lying. */
const lateMs = 15 * minuteMs;
/** What a check found says little of today after this. */
const staleDays = 30;
/** Entries carry the clock of their moment; a later one than now means that the clock was set back. */
const setBackMs = 2 * minuteMs;

/** Whether this computer's clock can be relied upon, by what servers last said. Asks none. */
export const clockCheck: SelfCheck = {
  id: 'D7',
  label: 'Clock',
  description:
    'Compares this computer’s clock with what servers said at the last connection checks, and with the audit trail.',
  limitSeconds: 30,
  look: (scope) => Promise.resolve(clockFinding(scope)),
};

function clockFinding({ services: { deps }, nameOf }: CheckScope): Finding {
  const { store, clock } = deps;
  const newestUtc = store.audit.newestUtc();
  const set = say('Set the clock of this computer, best by the network’s time, and check again.');
  if (newestUtc !== null && Date.parse(newestUtc) - clock.now() > setBackMs) {
    return failed(
      say('This computer says that it is {now} UTC, but the newest entry of the audit trail is of {moment} UTC.', {
        now: momentText(new Date(clock.now()).toISOString()),
        moment: momentText(newestUtc),
      }),
      set,
    );
  }
  const told = store.connections
    .list()
    .flatMap(toldTime)
    .sort((a, b) => (a.atUtc < b.atUtc ? 1 : -1));
  const wrong = told.find(({ isOff }) => isOff);
  const [last] = told;
  if (last === undefined) {
    return notKnown(
      say('No server has told its time yet.'),
      say('Check a connection: one of its lines compares the clocks.'),
    );
  }
  const { connection, atUtc, detail, isOff } = wrong ?? last;
  const seconds = /\b\d{1,9} s\b/.exec(detail)?.[0] ?? 'compared';
  const facts = {
    name: nameOf(connection.id),
    moment: momentText(atUtc),
    detail: { here: detail, elsewhere: seconds },
  };
  const found = say('At the check of “{name}” on {moment} UTC: {detail}.', facts);
  if (isOff) return warning(found, set);
  const isOld = clock.now() - Date.parse(atUtc) > staleDays * dayMs;
  return { result: isOld ? 'not-known' : 'ok', found };
}

function toldTime(connection: Connection) {
  const { lastCheck } = connection;
  const step = lastCheck?.steps.find(({ id, state }) => id === 'clock' && (state === 'passed' || state === 'warning'));
  if (lastCheck === null || step === undefined || step.detail === null) return [];
  return [{ connection, atUtc: lastCheck.atUtc, detail: step.detail, isOff: step.state === 'warning' }];
}

/** Whether what runs by a schedule has a next run, and none lies there. */
export const scheduleCheck: SelfCheck = {
  id: 'D8',
  label: 'Schedules',
  description: 'Looks whether every stream with a schedule has a next run, and whether one is overdue.',
  limitSeconds: 30,
  look: (scope) => Promise.resolve(scheduleFinding(scope)),
};

interface Due {
  readonly flow: Flow;
  /** Null: there is none. */
  readonly nextUtc: string | null;
}

function scheduleFinding(scope: CheckScope): Finding {
  const { nameOf, services } = scope;
  const { store, clock } = services.deps;
  const scheduled = store.flows.list().filter(({ schedule, paused }) => schedule.kind !== 'manual' && paused === null);
  const due = scheduled.flatMap((flow) => dueOf(scope, flow));
  const without = due.find(({ nextUtc }) => nextUtc === null);
  if (without !== undefined) {
    return failed(
      say('“{name}” has a schedule, but no next run.', { name: nameOf(without.flow.id) }),
      say('Open the flow and save it once more; then check again.'),
    );
  }
  const nowUtc = new Date(clock.now() - lateMs).toISOString();
  const late = due.filter(({ flow, nextUtc }) => (nextUtc ?? '') < nowUtc && !isHeld(scope, flow));
  const [first] = late.sort((a, b) => ((a.nextUtc ?? '') < (b.nextUtc ?? '') ? -1 : 1));
  if (first !== undefined) {
    return warning(
      say('“{name}” was due on {moment} UTC and has not run.', {
        name: nameOf(first.flow.id),
        moment: momentText(first.nextUtc ?? ''),
      }),
      say('Leave the app open: it catches up by itself. If it does not within minutes, start a run by hand.'),
    );
  }
  if (scheduled.length === 0) return ok(say('No flow runs by a schedule.'));
  return ok(
    say('{count} flows run by a schedule; each has a next run and none is overdue.', {
      count: scheduled.length,
    }),
  );
}

function dueOf({ services: { deps } }: CheckScope, flow: Flow): Due[] {
  return flow.streams.flatMap(({ id, enabled }) => {
    const state = deps.store.streams.get(flow.id, id);
    return enabled && state.paused === null ? [{ flow, nextUtc: state.nextRunAtUtc }] : [];
  });
}

/** Runs now, waits for the network, or is not to run: it is not left lying. */
function isHeld({ services }: CheckScope, flow: Flow): boolean {
  const { runner, networkWaits, deps } = services;
  if (runner.runningOf(flow.id) !== null || networkWaits.of(flow.id) !== null) return true;
  return absentUntil(flow.calendar, deps.clock.now()) !== null;
}

/** What the last check of each connection found, and how long ago that was. */
export const connectionCheck: SelfCheck = {
  id: 'D9',
  label: 'Connections',
  description: 'Looks at the last check of each connection and its age. Asks no system.',
  limitSeconds: 30,
  look: (scope) => Promise.resolve(connectionFinding(scope)),
};

function connectionFinding({ services: { deps }, nameOf }: CheckScope): Finding {
  const all = deps.store.connections.list();
  const checked = all.flatMap(({ id, lastCheck }) => (lastCheck === null ? [] : [{ id, ...lastCheck }]));
  const bad = checked.find((one) => !one.ok);
  const next = say('Open the connection and check it.');
  if (bad !== undefined) {
    const facts = { name: nameOf(bad.id), moment: momentText(bad.atUtc) };
    return failed(say('The last check of “{name}”, on {moment} UTC, failed.', facts), next);
  }
  const unchecked = all.find(({ lastCheck }) => lastCheck === null);
  if (unchecked !== undefined) {
    return warning(say('“{name}” was never checked.', { name: nameOf(unchecked.id) }), next);
  }
  const oldest = checked.reduce<(typeof checked)[number] | null>(
    (before, one) => (before === null || one.atUtc < before.atUtc ? one : before),
    null,
  );
  if (oldest === null) return ok(say('There are no connections yet.'));
  const facts = { count: all.length, name: nameOf(oldest.id), moment: momentText(oldest.atUtc) };
  if (deps.clock.now() - Date.parse(oldest.atUtc) > staleDays * dayMs) {
    return warning(say('“{name}” was last checked on {moment} UTC.', facts), next);
  }
  return ok(
    say('{count} connections passed their last check; the oldest is that of “{name}”, on {moment} UTC.', facts),
  );
}
