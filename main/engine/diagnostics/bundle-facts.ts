import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Connection } from '../../../shared/model/connection.ts';
import type { ErrorDto } from '../../../shared/errors/error-dto.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import type { Run } from '../../../shared/model/run.ts';
import type { RequestLogEntry } from '../../http/request-log.ts';
import { addressOf } from '../connection-address.ts';
import { findIntegration } from '../deps.ts';
import type { EngineServices } from '../services.ts';
import type { OwnName } from './say.ts';

/** How names and hosts are told elsewhere. */
export interface StandIns {
  readonly nameOf: (id: string) => OwnName;
  readonly hostOf: (host: string) => string;
}

const mostRuns = 200;
const runsAtOnce = 20;
/** Runs whose requests go along, and of each at most this many. */
const runsWithRequests = 20;
const requestsOfRun = 200;

/** Settings whose values say nothing of the customer, in the form that they must have. Of all others only whether they are set. */
const plainSettings: Readonly<Record<string, RegExp>> = {
  version: /^v\d{1,3}\.\d{1,2}$/,
  auth: /^(?:user-password|oauth|oauth-m2m|pat|azure-entra|bot-token)$/,
  invoiceDays: /^\d{1,4}$/,
  overlapMinutes: /^\d{1,4}$/,
  pageSize: /^\d{1,4}$/,
};

/** A name that the redactor takes for that of a secret. */
const renamed: Readonly<Record<string, string>> = { auth: 'signIn' };

/** How this installation is set up: ids, kinds and numbers. No name that a person chose, no host, no value of a rule. */
export function configurationFacts(services: EngineServices, standIns: StandIns): JsonObject {
  const { deps, network, retention } = services;
  const { proxy, extraCaFile } = network.settings();
  return {
    connections: deps.store.connections.list().map((one) => connectionFacts(services, standIns, one)),
    flows: deps.store.flows.list().map((flow) => flowFacts(services, standIns, flow)),
    network: { proxy: proxy.kind, extraCaFile: extraCaFile !== '' },
    retention: retention.settings().keep,
  };
}

function connectionFacts({ systems }: EngineServices, standIns: StandIns, connection: Connection): JsonObject {
  const { id, system, practice, settings, lastCheck, createdAtUtc, updatedAtUtc } = connection;
  const address = addressOf(connection);
  const fields = systems.find((one) => one.id === system)?.fields ?? [];
  return {
    id,
    called: standIns.nameOf(id).elsewhere,
    system,
    practice,
    host: address === null ? null : standIns.hostOf(new URL(address).hostname),
    settings: Object.fromEntries(
      fields.flatMap(({ name }) => {
        const value = settings[name];
        if (value === undefined || name === 'host') return [];
        const isPlain = plainSettings[name]?.test(value) === true;
        return [[renamed[name] ?? name, isPlain ? value : value === '' ? '(empty)' : '(set)']];
      }),
    ),
    stored: connection.secrets.length,
    lastCheck:
      lastCheck === null
        ? null
        : {
            atUtc: lastCheck.atUtc,
            ok: lastCheck.ok,
            steps: lastCheck.steps.map(({ id: step, state, error }) => ({
              step: /^[a-z][a-z0-9_.-]{0,60}$/.test(step) ? step : 'other',
              state,
              error: codeOf(error),
            })),
          },
    createdAtUtc,
    updatedAtUtc,
  };
}

function flowFacts({ deps }: EngineServices, standIns: StandIns, flow: Flow): JsonObject {
  const { id, integration, schedule, calendar, messaging, paused } = flow;
  const known = findIntegration(deps.integrations, integration)?.streams ?? [];
  return {
    id,
    called: standIns.nameOf(id).elsewhere,
    integration,
    source: flow.sourceConnectionId,
    destination: flow.destinationConnectionId,
    schedule: { ...schedule },
    calendar: calendar !== undefined,
    rules: messaging?.rules.length ?? 0,
    paused: paused === null ? null : { atUtc: paused.atUtc, error: codeOf(paused.error) },
    streams: flow.streams
      .filter((stream) => known.some((one) => one.id === stream.id))
      .map((stream) => {
        const usual = known.find((one) => one.id === stream.id)?.defaultMapping;
        const state = deps.store.streams.get(id, stream.id);
        return {
          id: stream.id,
          enabled: stream.enabled,
          usualMapping: JSON.stringify(usual) === JSON.stringify(stream.mapping),
          columns: stream.mapping.header.columns.length,
          lineTables: stream.mapping.lines.length,
          exclusions: stream.exclusions.length,
          readAtUtc: state.readAtUtc,
          nextRunAtUtc: state.nextRunAtUtc,
          paused: codeOf(state.paused),
        };
      }),
    createdAtUtc: flow.createdAtUtc,
    updatedAtUtc: flow.updatedAtUtc,
  };
}

/** The last runs with their counts. No window, no total, no reason in words. */
export async function runFacts({ deps }: EngineServices): Promise<JsonObject[]> {
  const facts: JsonObject[] = [];
  for (let offset = 0; offset < mostRuns; offset += runsAtOnce) {
    const { items } = deps.store.runs.page({}, { sort: [], offset, limit: runsAtOnce });
    facts.push(...items.map(runFact));
    if (items.length < runsAtOnce) break;
    await nextTurn();
  }
  return facts;
}

function runFact({ id, flowId, trigger, state, startedAtUtc, endedAtUtc, error, streams }: Run): JsonObject {
  return {
    id,
    flowId,
    trigger,
    state,
    startedAtUtc,
    endedAtUtc,
    error: codeOf(error),
    streams: streams.map((one) => ({
      stream: /^[a-z][a-z0-9_]{0,60}$/.test(one.stream) ? one.stream : 'other',
      phase: one.phase,
      counts: { ...one.counts },
      announced: one.announced,
      reconciled: one.reconciled,
      error: codeOf(one.error),
      startedAtUtc: one.startedAtUtc,
      endedAtUtc: one.endedAtUtc,
    })),
  };
}

/** Requests of the last runs, and those that the app still has in mind; hosts by number. */
export async function requestFacts(services: EngineServices, standIns: StandIns): Promise<JsonObject[]> {
  const { store } = services.deps;
  const facts = services.recentRequests().map((entry) => requestFact(entry, standIns));
  for (const { id } of store.runs.page({}, { sort: [], offset: 0, limit: runsWithRequests }).items) {
    const { items } = store.requests.page({ runId: id }, { sort: [], offset: 0, limit: requestsOfRun });
    facts.push(...items.map((entry) => ({ runId: id, ...requestFact(entry, standIns) })));
    await nextTurn();
  }
  return facts;
}

function requestFact(entry: Omit<RequestLogEntry, 'attempt'>, { hostOf }: StandIns): JsonObject {
  return {
    atUtc: entry.atUtc,
    connectionId: entry.connectionId,
    purpose: purposeOf(entry.purpose),
    method: /^[A-Z]{3,7}$/.test(entry.method) ? entry.method : 'other',
    host: hostOf(entry.host),
    status: entry.status,
    ms: entry.ms,
    bytesSent: entry.bytesSent,
    bytesReceived: entry.bytesReceived,
    error: entry.error === null || codeForm.test(entry.error) ? entry.error : 'other',
  };
}

const codeForm = /^[A-Z][A-Z0-9_]{2,63}$/;

/** Names of operations: Workday's and Slack's own, or the app's words for Databricks. */
const purposes =
  /^(?:Get_[A-Za-z_]{3,60}|(?:api|apps|auth|chat|conversations|team|users|views|bots)(?:\.[A-Za-z]+){1,3})$/;
const ownPurposes: ReadonlySet<string> = new Set(
  `token,warehouse,list,compare,reach,who am i,select one,check,folder make,file put,folder list,file delete,folder delete,statement submit,statement poll,statement cancel,statement result,totals,completion,outcomes`.split(
    ',',
  ),
);

function purposeOf(purpose: string): string {
  return purposes.test(purpose) || ownPurposes.has(purpose.toLowerCase()) ? purpose : 'other';
}

function codeOf(error: ErrorDto | null): string | null {
  if (error === null) return null;
  return codeForm.test(error.code) ? error.code : 'other';
}
