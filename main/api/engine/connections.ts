import { AppError } from '../../../shared/errors/app-error.ts';
import type { CheckStep } from '../../../shared/model/check.ts';
import type { Connection, ConnectionDraft } from '../../../shared/model/connection.ts';
import type { SystemDescriptor } from '../../../shared/model/system.ts';
import { settingProblems } from '../../../shared/systems/source-links.ts';
import { findIntegration } from '../../engine/deps.ts';
import { planStreams } from '../../engine/stream-plan.ts';
import type { EngineServices } from '../../engine/services.ts';
import type { TargetStream } from '../../ports/destination.ts';
import { nowUtc } from '../../ports/time.ts';
import { badRequest, found, type HandlersOf } from './handler.ts';

type Names =
  | 'connections.list'
  | 'connections.get'
  | 'connections.save'
  | 'connections.remove'
  | 'connections.check'
  | 'connections.choices';

/** Connections: settings in the store, secrets in the vault, checks against the system itself. */
export function connectionHandlers(services: EngineServices): HandlersOf<Names> {
  const { store } = services.deps;
  return {
    'connections.list': () => Promise.resolve(store.connections.list()),
    'connections.get': ({ id }) => Promise.resolve(found(store.connections.get(id), 'connection', id)),
    'connections.save': (draft) => saveConnection(services, draft),
    'connections.remove': ({ id }) => {
      removeConnection(services, id);
      return Promise.resolve({});
    },
    'connections.check': (input, { signal }) => checkConnection(services, input, signal),
    'connections.choices': ({ id, field }, { signal }) =>
      services.choices(found(store.connections.get(id), 'connection', id), field, signal),
  };
}

/**
 * Stores a connection and its new secrets. Throws APP_BAD_REQUEST for settings that the descriptor does not allow, and
 * WORKDAY_SETTING_INVALID for an address of documents that cannot be used.
 */
export async function saveConnection(services: EngineServices, draft: ConnectionDraft): Promise<Connection> {
  const { store, clock, random, publish } = services.deps;
  const descriptor = found(
    services.systems.find((one) => one.id === draft.system),
    'system',
    draft.system,
  );
  assertSettings(descriptor, draft);
  const known = draft.id === undefined ? null : found(store.connections.get(draft.id), 'connection', draft.id);
  if (known !== null && (known.system !== draft.system || known.practice !== draft.practice)) {
    throw badRequest('the system of a connection cannot be changed; make a new connection');
  }
  const atUtc = nowUtc(clock);
  const id = known?.id ?? random.uuid();
  // First the secrets: a locked vault must leave no half-made connection behind.
  await services.saveSecrets({ id, practice: draft.practice }, draft.secrets);
  store.transaction(() => {
    store.connections.save({
      id,
      name: draft.name,
      system: draft.system,
      practice: draft.practice,
      settings: draft.settings,
      lastCheck: known?.lastCheck ?? null,
      createdAtUtc: known?.createdAtUtc ?? atUtc,
      updatedAtUtc: atUtc,
    });
    saveExpiries(store, id, draft);
    store.audit.append(atUtc, 'connection.saved', id, {
      system: draft.system,
      settings: Object.keys(draft.settings),
      secretsReplaced: Object.keys(draft.secrets),
    });
  });
  publish({ topic: 'changed', subject: 'connections' });
  return found(store.connections.get(id), 'connection', id);
}

/** A secret that was replaced expires when it was said to now, or nobody knows when. */
function saveExpiries({ secrets }: EngineServices['deps']['store'], id: string, draft: ConnectionDraft): void {
  const expiries = { ...Object.fromEntries(Object.keys(draft.secrets).map((name) => [name, ''])), ...draft.expiries };
  for (const [name, day] of Object.entries(expiries)) secrets.setExpiry(id, name, day === '' ? null : day);
}

function assertSettings(descriptor: SystemDescriptor, draft: ConnectionDraft): void {
  const fields = new Map(descriptor.fields.map((field) => [field.name, field]));
  for (const name of Object.keys(draft.settings)) {
    const field = fields.get(name);
    if (field === undefined || field.secret) throw badRequest(`“${name}” is not a setting of ${descriptor.name}`);
  }
  for (const name of Object.keys(draft.secrets)) {
    // Tokens of a practice connection open nothing but the practice system, so that nobody has to sign in to practise.
    if (draft.practice && descriptor.signIn !== undefined && name === 'tokens') continue;
    if (fields.get(name)?.secret !== true) throw badRequest(`“${name}” is not a secret of ${descriptor.name}`);
  }
  for (const name of Object.keys(draft.expiries ?? {})) {
    if (fields.get(name)?.secret !== true) throw badRequest(`“${name}” is not a secret of ${descriptor.name}`);
  }
  for (const field of descriptor.fields) {
    // Its choices come from the system itself, so the connection is stored before it is chosen; a check names what is empty.
    if (field.choices === true) continue;
    if (!field.required || field.secret || !isShown(field, draft.settings)) continue;
    if ((draft.settings[field.name] ?? field.defaultValue ?? '').trim() === '')
      throw badRequest(`“${field.label}” is empty`);
  }
  const [problem] = settingProblems(draft.system, draft.settings);
  if (problem === undefined) return;
  const field = fields.get(problem.field)?.label ?? problem.field;
  throw new AppError('WORKDAY_SETTING_INVALID', 'config', {
    phase: 'connect',
    details: { field, reason: problem.reason },
  });
}

function isShown(field: SystemDescriptor['fields'][number], settings: ConnectionDraft['settings']): boolean {
  return field.showWhen === undefined || field.showWhen.in.includes(settings[field.showWhen.field] ?? '');
}

function removeConnection(services: EngineServices, id: string): void {
  const { store, clock, publish } = services.deps;
  const user = store.flows.usingConnection(id)[0];
  if (user !== undefined) throw badRequest(`the flow “${user.name}” uses this connection; remove the flow first`);
  store.transaction(() => {
    store.connections.remove(id);
    store.audit.append(nowUtc(clock), 'connection.removed', id, {});
  });
  publish({ topic: 'changed', subject: 'connections' });
}

async function checkConnection(
  services: EngineServices,
  input: { id: string; checkId: string; streams: string[] },
  signal: AbortSignal,
): Promise<{ ok: boolean; steps: CheckStep[] }> {
  const { store, clock, publish } = services.deps;
  const connection = found(store.connections.get(input.id), 'connection', input.id);
  const steps = new Map<string, CheckStep>();
  const sent = newRequests(services, connection.id);
  for await (const step of openCheck(services, connection, input.streams, signal)) {
    const requests = sent();
    steps.set(step.id, step.state === 'running' ? step : { ...step, requests });
    publish({ topic: 'check', subject: input.checkId, steps: [...steps.values()], ok: null });
  }
  const all = [...steps.values()];
  const ok = all.every((step) => step.state !== 'failed');
  publish({ topic: 'check', subject: input.checkId, steps: all, ok });
  const atUtc = nowUtc(clock);
  store.transaction(() => {
    const latest = found(store.connections.get(input.id), 'connection', input.id);
    store.connections.save({ ...latest, lastCheck: { atUtc, ok, steps: all } });
    store.audit.append(atUtc, 'connection.checked', input.id, { ok });
  });
  publish({ topic: 'changed', subject: 'connections' });
  return { ok, steps: all };
}

/** Gives, at each call, what was sent for the connection since the last one: for the line of the check that asked. */
function newRequests(services: EngineServices, connectionId: string): () => NonNullable<CheckStep['requests']> {
  const seen = new Set<unknown>(services.recentRequests());
  return () => {
    const fresh = services.recentRequests().filter((one) => one.connectionId === connectionId && !seen.has(one));
    for (const one of fresh) seen.add(one);
    return fresh.map(({ method, host, purpose, status, ms }) => ({
      method,
      host,
      purpose,
      status,
      ms: Math.round(ms),
    }));
  };
}

async function* openCheck(
  services: EngineServices,
  connection: Connection,
  streams: readonly string[],
  signal: AbortSignal,
): AsyncIterable<CheckStep> {
  const descriptor = services.systems.find((one) => one.id === connection.system);
  if (descriptor?.role === 'source') {
    const source = services.deps.openSource(connection);
    try {
      yield* source.check(streams, signal);
    } finally {
      await source.close();
    }
    return;
  }
  const destination = services.deps.openDestination(connection, null);
  try {
    yield* destination.check(targetsFor(services, connection, streams), signal);
  } finally {
    await destination.close();
  }
}

/** The streams as this destination will see them: from the flows that use it, else with the defaults of a pair that has them all. */
function targetsFor(services: EngineServices, connection: Connection, streams: readonly string[]): TargetStream[] {
  const { store, integrations } = services.deps;
  const flows = store.flows.usingConnection(connection.id);
  if (flows.length > 0) {
    return flows.flatMap((flow) => {
      const integration = findIntegration(integrations, flow.integration);
      return integration === undefined ? [] : planStreams(flow, integration, streams).map((plan) => plan.target);
    });
  }
  const able = integrations.filter(({ destination }) => destination === connection.system);
  const meant = able.find((one) => streams.every((id) => one.streams.some((stream) => stream.id === id))) ?? able[0];
  return (meant?.streams ?? [])
    .filter((stream) => streams.includes(stream.id))
    .map((stream) => ({ id: stream.id, label: stream.label, mapping: stream.defaultMapping, totals: stream.totals }));
}
