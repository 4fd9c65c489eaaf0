import type { AuditAbout, AuditEntry } from '../../../shared/model/audit.ts';
import type { EngineServices } from '../../engine/services.ts';
import { ChainCheck } from './audit-chain.ts';
import type { HandlersOf } from './handler.ts';
import { namesOf, type Names } from './names.ts';

/** The audit trail, its entries by the names that people know. */
export function auditHandlers(services: EngineServices): HandlersOf<'audit.list'> {
  const { store, clock } = services.deps;
  const chain = new ChainCheck(store.audit, clock);
  return {
    'audit.list': async ({ filter, verifyAnew, ...page }) => {
      const checked = await chain.verify(verifyAnew === true);
      const { total, items } = store.audit.page(filter, page);
      const names = namesOf(services);
      return { total, items: items.map((entry) => ({ ...entry, about: aboutOf(services, names, entry) })), ...checked };
    },
  };
}

function aboutOf(services: EngineServices, names: Names, entry: AuditEntry): AuditAbout {
  const { store } = services.deps;
  const [kind] = entry.event.split('.');
  const nothing = { flow: null, connection: null, run: null, streamLabel: null };
  switch (kind) {
    case 'flow':
      return { ...nothing, flow: flowOf(services, entry.subject) };
    case 'connection':
      return { ...nothing, connection: names.connection(entry.subject) };
    case 'batch': {
      const batch = store.audit.batchOf(entry.subject);
      if (batch === null) return nothing;
      return { ...ofRun(services, batch.runId), streamLabel: names.stream(batch.flowId, batch.stream) };
    }
    case 'run':
      return ofRun(services, entry.subject);
    case 'totals': {
      const about = ofRun(services, entry.subject);
      const stream = entry.details['stream'];
      if (typeof stream !== 'string') return about;
      return { ...about, streamLabel: names.stream(about.flow?.id ?? '', stream) };
    }
    default:
      return nothing;
  }
}

function ofRun(services: EngineServices, runId: string): AuditAbout {
  const run = services.deps.store.runs.get(runId);
  if (run === null) return { flow: null, connection: null, run: null, streamLabel: null };
  const exists = services.deps.store.flows.get(run.flowId) !== null;
  return {
    flow: { id: run.flowId, name: run.flowName, exists },
    connection: null,
    run: { id: run.id, startedAtUtc: run.startedAtUtc },
    streamLabel: null,
  };
}

/** A flow by its name of today, or, once it is removed, by the name under which it ran last. */
function flowOf({ deps: { store } }: EngineServices, id: string): AuditAbout['flow'] {
  const flow = store.flows.get(id);
  if (flow !== null) return { id, name: flow.name, exists: true };
  const last = store.runs.latest(id);
  return last === null ? null : { id, name: last.flowName, exists: false };
}
