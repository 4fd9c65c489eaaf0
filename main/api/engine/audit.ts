import type { auditMethods } from '../../../shared/contract/audit-methods.ts';
import type { AuditAbout, AuditEntry } from '../../../shared/model/audit.ts';
import { nowUtc } from '../../ports/time.ts';
import { flowNameOf, removedRun } from '../../engine/removed-run.ts';
import { checkTombstone } from '../../engine/trail-retention.ts';
import type { EngineServices } from '../../engine/services.ts';
import { ChainCheck } from './audit-chain.ts';
import type { HandlersOf } from './handler.ts';
import { namesOf, type Names } from './names.ts';

/** The audit trail, its entries by the names that people know. */
export function auditHandlers(services: EngineServices): HandlersOf<keyof typeof auditMethods | 'audit.list'> {
  const { store, clock } = services.deps;
  const chain = new ChainCheck(store.audit, clock, () => checkTombstone(services.seal, store.tombstone.get()));
  return {
    'audit.list': async ({ filter, verifyAnew, ...page }) => {
      const checked = await chain.verify(verifyAnew === true);
      const { total, items } = store.audit.page(filter, page);
      const names = namesOf(services);
      return { total, items: items.map((entry) => ({ ...entry, about: aboutOf(services, names, entry) })), ...checked };
    },
    'audit.retention': () => Promise.resolve(services.trail.state()),
    'audit.keep': (settings) => {
      services.trail.set(settings);
      return Promise.resolve(services.trail.state());
    },
    'audit.people': () => Promise.resolve(store.audit.people()),
    'audit.note-export': (details) => {
      // Exporting goes on while the data file is open for reading only; then it cannot be written down.
      if (store.condition.state === 'ready') {
        store.transaction(() => store.audit.append(nowUtc(clock), 'export.list', 'export', { ...details }));
      }
      return Promise.resolve({});
    },
  };
}

const nothing: AuditAbout = { flow: null, connection: null, run: null, streamLabel: null, message: null };

function aboutOf(services: EngineServices, names: Names, entry: AuditEntry): AuditAbout {
  const { store } = services.deps;
  const [kind] = entry.event.split('.');
  switch (kind) {
    case 'alert':
    case 'flow':
      return { ...nothing, flow: flowOf(services, entry.subject) };
    case 'connection':
      return { ...nothing, connection: names.connection(entry.subject) };
    case 'batch': {
      const batch = store.audit.batchOf(entry.subject);
      if (batch === null) return nothing;
      return { ...ofRun(services, batch.runId), streamLabel: names.stream(batch.flowId, batch.stream) };
    }
    case 'message':
      return aboutMessage(services, names, entry.subject);
    case 'run':
      return ofRun(services, entry.subject);
    case 'resync': {
      const { flow, stream } = entry.details;
      if (typeof flow !== 'string' || typeof stream !== 'string') return nothing;
      return { ...nothing, flow: flowOf(services, flow), streamLabel: names.stream(flow, stream) };
    }
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

/** Of one message; or, for what concerns a channel or falling behind, of the flow or the connection. */
function aboutMessage(services: EngineServices, names: Names, subject: string): AuditAbout {
  const message = services.deps.store.messages.get(subject);
  if (message === null) return { ...nothing, flow: flowOf(services, subject), connection: names.connection(subject) };
  const { id, ruleName } = message;
  const label = message.label === '' || message.label === ruleName ? ruleName : `${message.label} · ${ruleName}`;
  return { ...nothing, message: { id, label } };
}

function ofRun(services: EngineServices, runId: string): AuditAbout {
  const { store } = services.deps;
  const run = store.runs.get(runId) ?? removedRun(store, runId);
  if (run === null) return nothing;
  const exists = store.flows.get(run.flowId) !== null;
  return {
    ...nothing,
    flow: { id: run.flowId, name: run.flowName ?? run.flowId, exists },
    run: { id: run.id, startedAtUtc: run.startedAtUtc },
  };
}

/** A flow by its name of today, or, once it is removed, by the name under which it ran last. */
function flowOf({ deps: { store } }: EngineServices, id: string): AuditAbout['flow'] {
  const flow = store.flows.get(id);
  if (flow !== null) return { id, name: flow.name, exists: true };
  const name = flowNameOf(store, id);
  return name === null ? null : { id, name, exists: false };
}
