import type { QueryClient } from '@tanstack/react-query';
import type { MethodName, OutputOf } from '../../shared/contract/contract.ts';
import type { AppEvent, EventPayload } from '../../shared/contract/events.ts';
import type { Run } from '../../shared/model/run.ts';
import { bridge } from './bridge.ts';
import { refreshAll } from './queries.ts';
import { useChecks } from './checks.ts';

type ChangedArea = Exclude<Extract<EventPayload, { topic: 'changed' }>['subject'], 'installation'>;

const staleBy: Readonly<Record<ChangedArea, readonly MethodName[]>> = {
  connections: ['connections.list', 'connections.get', 'connections.sign-in.state'],
  flows: ['replay.waiting', 'flows.overview', 'flows.get', 'messages.health'],
  records: ['records.list', 'records.get'],
  rejected: [
    'replay.waiting',
    'replay.list',
    'replay.of-run',
    'rejected.list',
    'rejected.reasons',
    'rejected.get',
    'flows.overview',
  ],
  settings: ['settings.get'],
  network: ['network.get'],
  retention: ['retention.get', 'runs.older', 'runs.batches', 'records.get', 'rejected.get'],
  resyncs: ['resync.list', 'resync.get'],
  webhooks: ['webhooks.get', 'webhooks.events'],
  messages: [
    'messages.list',
    'messages.reasons',
    'messages.try-all-effect',
    'messages.get',
    'messages.counts',
    'messages.preview-rule',
    'messages.health',
    'decisions.list',
    'decisions.listening',
    'flows.overview',
  ],
  alerts: ['alerts.list', 'alerts.rules', 'audit.list'],
  proof: ['tie-outs.list', 'tie-outs.get', 'sign-offs.list', 'sign-offs.check', 'sign-offs.changes'],
  'write-back': ['write-back.state', 'write-back.list'],
  practice: ['practice.status', 'connections.list', 'flows.overview', 'app.info'],
  app: ['app.info', 'flows.overview', 'systems.list', 'network.get'],
};

/** Keeps every answer in the cache current by the app's events. Returns the function that ends it. */
export function followEvents(client: QueryClient): () => void {
  const seen = new Map<string, string>();
  return bridge().subscribe(null, (event: AppEvent) => {
    const { payload } = event;
    if (payload.topic === 'changed') refresh(client, payload.subject);
    else if (payload.topic === 'check') useChecks.getState().update(payload.subject, payload.steps, payload.ok);
    else applyRun(client, payload.run, seen);
  });
}

function refresh(client: QueryClient, subject: ChangedArea | 'installation'): void {
  // Another data file: nothing that was asked before holds.
  if (subject === 'installation') void client.invalidateQueries();
  else refreshAll(client, staleBy[subject]);
}

/** A run's snapshot goes straight into what is on screen; lists are asked again only when its state or a phase changed. */
function applyRun(client: QueryClient, run: Run, seen: Map<string, string>): void {
  client.setQueryData(['runs.get', { id: run.id }], run);
  client.setQueriesData<OutputOf<'flows.overview'>>({ queryKey: ['flows.overview'] }, (rows) =>
    rows?.map((row) =>
      row.flow.id === run.flowId && (row.lastRun === null || row.lastRun.startedAtUtc <= run.startedAtUtc)
        ? { ...row, lastRun: run, state: run.state === 'running' ? 'running' : row.state }
        : row,
    ),
  );
  const phases = [run.state, ...run.streams.map((stream) => stream.phase)].join(' ');
  if (seen.get(run.id) === phases) return;
  seen.set(run.id, phases);
  refreshAll(client, [
    'flows.overview',
    'runs.list',
    'runs.batches',
    'runs.timeline',
    'records.list',
    'records.get',
    'rejected.list',
    'rejected.reasons',
    'replay.waiting',
    'replay.list',
    'replay.of-run',
    'audit.list',
    'messages.list',
    'messages.counts',
    'messages.health',
    'connections.budgets',
  ]);
  // What landed may be another version than the one that was signed; costly to find out, so only when a run is over.
  // The same holds for what the next reading would cost.
  if (run.state !== 'running')
    refreshAll(client, ['sign-offs.list', 'sign-offs.changes', 'forecast.flow', 'connections.sign-in.state']);
}
