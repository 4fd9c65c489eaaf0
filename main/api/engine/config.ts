import { alertRulesSchema, type AlertRules } from '../../../shared/alerts/rules.ts';
import type { EngineConfig } from '../../../shared/contract/config-file.ts';
import type { InputOf } from '../../../shared/contract/contract.ts';
import type { Connection } from '../../../shared/model/connection.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { keepsLessTrail, type TrailSettings } from '../../../shared/model/audit-retention.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import { isNothing, keepsLess, nothingRemoved, type RetentionSettings } from '../../../shared/model/retention.ts';
import { alertRulesOf, chosenAlertRules, saveAlertRules } from '../../engine/alerts/rules.ts';
import { nowUtc } from '../../ports/time.ts';
import type { EngineServices } from '../../engine/services.ts';
import { saveConnection } from './connections.ts';
import { saveFlow } from './flows.ts';
import { badRequest, found, type HandlersOf } from './handler.ts';

/** The configuration file: what is exported imports again. Practice connections are not part of it. */
export function configHandlers(services: EngineServices): HandlersOf<'config.export' | 'config.import'> {
  return {
    'config.export': () => {
      const file = exportConfig(services);
      noteExport(services, file);
      return Promise.resolve(file);
    },
    'config.import': (input) => importConfig(services, input),
  };
}

/** Exporting goes on while the data file is open for reading only; then it cannot be written down. */
function noteExport({ deps: { store, clock } }: EngineServices, { connections, flows }: EngineConfig): void {
  if (store.condition.state !== 'ready') return;
  const details = { format: 'json', connections: connections.length, flows: flows.length };
  store.transaction(() => store.audit.append(nowUtc(clock), 'export.config', 'export', details));
}

function exportConfig(services: EngineServices): EngineConfig {
  const { store } = services.deps;
  const connections = store.connections.list().filter((one) => !one.practice);
  const names = new Map(connections.map((one) => [one.id, one.name]));
  return {
    format: 'ml-connector-config',
    version: 1,
    ...exportNetwork(services),
    ...exportRetention(services),
    ...exportAlertRules(services),
    connections: connections.map((one) => ({
      name: one.name,
      system: one.system,
      settings: one.settings,
      secretsFromEnvironment: Object.fromEntries(
        one.secrets.map((secret) => [secret.name, variableName(one, secret.name)]),
      ),
    })),
    flows: store.flows
      .list()
      .filter((flow) => names.has(flow.sourceConnectionId) && names.has(flow.destinationConnectionId))
      .map((flow) => exportFlow(flow, names)),
  };
}

/** Left out where nobody ever set it, so that the file says only what was chosen. */
function exportNetwork({ network }: EngineServices): Pick<EngineConfig, 'network'> {
  const settings = network.settings();
  const { proxy, extraCaFile } = settings;
  if (proxy.kind === 'automatic' && extraCaFile === '') return {};
  if (!network.hasPassword()) return { network: settings };
  return { network: { ...settings, proxyPasswordFromEnvironment: 'MLC_PROXY_PASSWORD' } };
}

/** Each left out where nobody ever set it. */
function exportRetention({ retention, trail }: EngineServices): Pick<EngineConfig, 'retention' | 'auditRetention'> {
  const [details, entries] = [retention.chosen(), trail.chosen()];
  return {
    ...(details === null ? {} : { retention: details }),
    ...(entries === null ? {} : { auditRetention: entries }),
  };
}

/** A close that was switched on by hand and is over says nothing any more. */
function exportAlertRules({ deps }: EngineServices): Pick<EngineConfig, 'alertRules'> {
  const rules = chosenAlertRules(deps);
  return rules === null ? {} : { alertRules: withoutOver(rules, deps.clock.now()) };
}

/** What the file leaves out stays as it is. */
function importAlertRules({ deps, alerts }: EngineServices, rules: EngineConfig['alertRules']): void {
  if (rules === undefined) return;
  const known = alertRulesOf(deps);
  saveAlertRules(deps, withoutOver(alertRulesSchema.parse({ ...known, ...rules }), deps.clock.now()));
  alerts.ring();
  deps.publish({ topic: 'changed', subject: 'alerts' });
}

function withoutOver(rules: AlertRules, nowMs: number): AlertRules {
  const isOver = rules.closeUntilUtc !== null && Date.parse(rules.closeUntilUtc) <= nowMs;
  return isOver ? { ...rules, closeUntilUtc: null } : rules;
}

function exportFlow(flow: Flow, names: ReadonlyMap<string, string>): EngineConfig['flows'][number] {
  return {
    name: flow.name,
    integration: flow.integration,
    source: names.get(flow.sourceConnectionId) ?? '',
    destination: names.get(flow.destinationConnectionId) ?? '',
    streams: flow.streams.map((stream) => ({ ...stream })),
    schedule: flow.schedule,
    ...(flow.calendar === undefined ? {} : { calendar: flow.calendar }),
    ...(flow.messaging === undefined ? {} : { messaging: flow.messaging }),
  };
}

/** MLC_<CONNECTION>_<SECRET>: a name to set, made from the connection's own. */
function variableName(connection: Connection, secret: string): string {
  const plain = (text: string) =>
    text
      .replace(/([a-z])([A-Z])/g, '$1_$2')
      .replace(/[^A-Za-z0-9]+/g, '_')
      .toUpperCase();
  return `MLC_${plain(connection.name)}_${plain(secret)}`;
}

/**
 * Connections and flows are matched by name: what is there is updated, what is not is made. Throws RETENTION_WOULD_REMOVE and
 * AUDIT_RETENTION_WOULD_REMOVE where the file keeps details, or entries of the audit trail, for a shorter time and some would go: that is
 * decided where it is shown what goes.
 */
async function importConfig(
  services: EngineServices,
  { file, secrets, proxyPassword }: InputOf<'config.import'>,
): Promise<{ connections: Connection[]; flows: Flow[] }> {
  const { store, publish } = services.deps;
  // First: what is not done here, or what this computer cannot use, ends the import before anything was changed.
  const retention = file.retention?.keep === services.retention.settings().keep ? undefined : file.retention;
  if (retention !== undefined) refuseRemoval(services, retention);
  const trail = file.auditRetention?.keep === services.trail.settings().keep ? undefined : file.auditRetention;
  if (trail !== undefined) refuseTrailRemoval(services, trail);
  if (file.network !== undefined) {
    const { proxy, extraCaFile } = file.network;
    services.network.set({ proxy, extraCaFile, ...(proxyPassword === undefined ? {} : { proxyPassword }) });
    publish({ topic: 'changed', subject: 'network' });
  }
  if (retention !== undefined) services.retention.set(retention);
  if (trail !== undefined) services.trail.set(trail);
  importAlertRules(services, file.alertRules);
  if (retention !== undefined || trail !== undefined) publish({ topic: 'changed', subject: 'retention' });
  const connections: Connection[] = [];
  for (const entry of file.connections) {
    const known = store.connections.list().find((one) => one.name === entry.name && !one.practice);
    connections.push(
      await saveConnection(services, {
        ...(known === undefined ? {} : { id: known.id }),
        name: entry.name,
        system: entry.system,
        practice: false,
        settings: entry.settings,
        secrets: secrets[entry.name] ?? {},
      }),
    );
  }
  const flows = file.flows.map((entry) => {
    const known = store.flows.list().find((one) => one.name === entry.name);
    return saveFlow(services, {
      ...(known === undefined ? {} : { id: known.id }),
      name: entry.name,
      integration: entry.integration,
      sourceConnectionId: connectionNamed(services, entry.source).id,
      destinationConnectionId: connectionNamed(services, entry.destination).id,
      streams: entry.streams.map((stream) => ({
        id: stream.id,
        enabled: stream.enabled,
        ...(stream.mapping === undefined ? {} : { mapping: stream.mapping }),
        ...(stream.exclusions === undefined ? {} : { exclusions: stream.exclusions }),
      })),
      schedule: entry.schedule,
      ...(entry.calendar === undefined ? {} : { calendar: entry.calendar }),
      ...(entry.messaging === undefined ? {} : { messaging: entry.messaging }),
    });
  });
  return { connections, flows };
}

/** Throws RETENTION_WOULD_REMOVE. */
function refuseRemoval({ retention }: EngineServices, { keep }: RetentionSettings): void {
  const state = retention.state();
  const removes = state.effects.find((one) => one.keep === keep)?.removes ?? nothingRemoved;
  if (!keepsLess(keep, state.keep) || isNothing(removes)) return;
  throw new AppError('RETENTION_WOULD_REMOVE', 'config', { details: { keep, kept: state.keep } });
}

/** Throws AUDIT_RETENTION_WOULD_REMOVE. */
function refuseTrailRemoval({ trail }: EngineServices, { keep }: TrailSettings): void {
  const state = trail.state();
  const entries = state.effects.find((one) => one.keep === keep)?.entries ?? 0;
  if (!keepsLessTrail(keep, state.keep) || entries === 0) return;
  throw new AppError('AUDIT_RETENTION_WOULD_REMOVE', 'config', { details: { keep, kept: state.keep } });
}

function connectionNamed(services: EngineServices, name: string): Connection {
  const matches = services.deps.store.connections.list().filter((one) => one.name === name && !one.practice);
  if (matches.length > 1) {
    throw badRequest(`two connections are named “${name}”`);
  }
  return found(matches[0], 'connection', name);
}
