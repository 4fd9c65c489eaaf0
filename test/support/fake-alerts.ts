import { usualAlertRules, type AlertRules } from '../../shared/alerts/rules.ts';
import type { InputOf, OutputOf } from '../../shared/contract/contract.ts';
import { authError, minutesFromNow } from './fake-data.ts';

type AlertItem = OutputOf<'alerts.list'>['items'][number];

/** Answers about alerts, in memory: some of each kind if `hasAlerts` says so when it is first asked; `onChange` after each change. */
export function alertAnswers(hasAlerts: () => boolean, onChange: () => void) {
  let known: AlertItem[] | null = null;
  let rules = usualAlertRules;
  const alerts = (): AlertItem[] => (known ??= hasAlerts() ? someAlerts() : []);
  return {
    'alerts.list': ({ filter }: InputOf<'alerts.list'>): OutputOf<'alerts.list'> => {
      const { state, kind, flowId } = filter;
      const items = alerts().filter(
        (one) =>
          (state === undefined || state === one.state || (state === 'standing' && one.state !== 'closed')) &&
          (kind === undefined || kind === one.kind) &&
          (flowId === undefined || flowId === one.flowId),
      );
      return { total: items.length, items };
    },
    'alerts.acknowledge': ({ ids, note }: InputOf<'alerts.acknowledge'>): OutputOf<'alerts.acknowledge'> => {
      known = alerts().map((one) =>
        ids.includes(one.id)
          ? { ...one, state: 'acknowledged', acknowledged: { atUtc: minutesFromNow(0), note } }
          : one,
      );
      onChange();
      return { changed: ids.length };
    },
    'alerts.rules': (): AlertRules => rules,
    'alerts.save-rules': (next: AlertRules): AlertRules => (rules = next),
    'alerts.snooze': ({ ids }: InputOf<'alerts.snooze'>): OutputOf<'alerts.snooze'> => {
      known = alerts().map((one) =>
        ids.includes(one.id) ? { ...one, state: 'snoozed', snoozedUntilUtc: minutesFromNow(60) } : one,
      );
      onChange();
      return { changed: ids.length };
    },
  };
}

/** One alert of each kind that a flow to a warehouse can have, and one that is over. */
export function someAlerts(): AlertItem[] {
  const of = (id: string, part: Pick<AlertItem, 'kind' | 'details'> & Partial<AlertItem>): AlertItem => ({
    id,
    flowId: 'flow-1',
    flowName: 'Workday → Databricks',
    state: 'open',
    sinceUtc: minutesFromNow(-45),
    raisedAtUtc: minutesFromNow(-44),
    untilUtc: null,
    acknowledged: null,
    ...part,
  });
  return [
    of('alert-1', {
      kind: 'falling-behind',
      details: { lastReadAtUtc: minutesFromNow(-75), limitMinutes: 30, because: 'no-run' },
    }),
    of('alert-2', { kind: 'rejected', details: { count: 2 } }),
    of('alert-3', { kind: 'flow-paused', details: { error: authError } }),
    of('alert-4', { kind: 'totals-differ', details: { runId: 'run-1', streams: ['supplier_invoices'] } }),
    of('alert-7', {
      kind: 'rejected-share',
      details: { runId: 'run-1', streams: ['supplier_invoices'], count: 122, read: 1204 },
    }),
    of('alert-8', {
      kind: 'volume-deviates',
      details: { runId: 'run-1', streams: ['gl_accounts'], read: 84, usual: 412 },
    }),
    of('alert-9', {
      kind: 'secret-expires',
      flowId: null,
      flowName: null,
      details: {
        ...{ connectionId: 'con-1', connectionName: 'Workday', secret: 'Client secret' },
        ...{ expiresOn: minutesFromNow(3 * 24 * 60).slice(0, 10), days: 3 },
      },
    }),
    of('alert-5', {
      kind: 'disk-full',
      flowId: null,
      flowName: null,
      state: 'acknowledged',
      acknowledged: { atUtc: minutesFromNow(-20), note: 'IT makes room tonight' },
      details: { freeBytes: 644_245_094 },
    }),
    of('alert-6', {
      kind: 'run-failed',
      state: 'closed',
      untilUtc: minutesFromNow(-1400),
      sinceUtc: minutesFromNow(-1500),
      raisedAtUtc: minutesFromNow(-1500),
      details: { runId: 'run-old-3' },
    }),
  ];
}
