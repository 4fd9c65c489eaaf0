import type { PracticeClock } from '../../practice-system.ts';
import type { Metadata } from '../engine/metadata.ts';
import type { FaultBoard } from './faults.ts';
import type { FilesApi } from './files-api.ts';
import { HttpError, failure, jsonBody, type Call, type Reply } from './reply.ts';
import type { Answer } from './server.ts';
import { MAX_STATEMENT_BYTES, readStatementRequest } from './statement-request.ts';
import type { StatementStore } from './statement-store.ts';
import { discovery, type TokenOffice } from './tokens.ts';
import { unityCatalog } from './unity.ts';
import type { Warehouse } from './warehouse.ts';

const SLOW_POLL_MS = 5_000;

/** Everything that requests are answered from. */
export interface Workspace {
  readonly tokens: TokenOffice;
  readonly warehouse: Warehouse;
  readonly statements: StatementStore;
  readonly files: FilesApi;
  readonly metadata: Metadata;
  readonly faults: FaultBoard;
  readonly clock: PracticeClock;
  readonly user: string;
  address(): string;
}

function whole(reply: Reply): Answer {
  return { reply, delivery: 'whole' };
}

function notFound(call: Call): HttpError {
  return failure(404, 'ENDPOINT_NOT_FOUND', `No API found for '${call.method} /${call.segments.join('/')}'`);
}

/** Faults that strike any call of an API, before it is looked at. */
function strikeEarly(faults: FaultBoard): Answer | null {
  if (faults.strikes('dropped-request')) return { reply: { status: 200 }, delivery: 'dropped' };
  const later = { 'retry-after': '1' };
  if (faults.strikes('http-429'))
    throw failure(429, 'REQUEST_LIMIT_EXCEEDED', 'Too many requests. Please try again later.', later);
  if (faults.strikes('http-503'))
    throw failure(503, 'TEMPORARILY_UNAVAILABLE', 'The service is temporarily unavailable.', later);
  if (faults.strikes('http-500')) throw failure(500, 'INTERNAL_ERROR', 'Internal error.');
  if (faults.strikes('html-page'))
    throw new HttpError({ status: 502, html: '<html><body><h1>502 Bad Gateway</h1></body></html>' });
  return null;
}

async function statements(call: Call, workspace: Workspace, parts: readonly string[]): Promise<Answer> {
  const { statements: store, faults } = workspace;
  const [id, verb, chunks, index] = parts;
  if (id === undefined && call.method === 'POST') return submit(call, workspace);
  if (id === undefined) throw notFound(call);
  if (call.method === 'POST' && verb === 'cancel') {
    store.cancel(id);
    return whole({ status: 200, json: {} });
  }
  if (call.method !== 'GET') throw notFound(call);
  if (verb === undefined) {
    if (faults.strikes('slow-poll')) await workspace.clock.sleep(SLOW_POLL_MS);
    return whole({ status: 200, json: store.describe(id) });
  }
  if (verb === 'result' && chunks === 'chunks') return whole({ status: 200, json: store.chunk(id, Number(index)) });
  throw notFound(call);
}

async function submit(call: Call, workspace: Workspace): Promise<Answer> {
  const { statements: store, faults, warehouse } = workspace;
  // Room for the text and the parameters, each with every character escaped.
  const request = readStatementRequest(await jsonBody(call, MAX_STATEMENT_BYTES * 3));
  if (request.warehouseId !== warehouse.id)
    throw failure(404, 'NOT_FOUND', `SQL warehouse ${request.warehouseId} does not exist.`);
  if (faults.strikes('denied-warehouse'))
    throw failure(403, 'PERMISSION_DENIED', `You do not have permission to use the SQL warehouse ${warehouse.id}.`);
  const id = store.submit(request);
  if (faults.strikes('lost-answer')) {
    await store.finish(id);
    return { reply: { status: 200 }, delivery: 'dropped' };
  }
  await store.wait(id, request.waitMs);
  if (request.cancelAfterWait && request.waitMs > 0) store.cancel(id);
  return whole({ status: 200, json: store.describe(id) });
}

function warehouses(call: Call, workspace: Workspace, parts: readonly string[]): Reply {
  const { warehouse } = workspace;
  const [id, verb] = parts;
  const url = new URL(workspace.address());
  const describe = (): Readonly<Record<string, unknown>> => warehouse.describe(url.hostname, Number(url.port));
  if (id === undefined && call.method === 'GET') return { status: 200, json: { warehouses: [describe()] } };
  if (id !== warehouse.id) throw failure(404, 'RESOURCE_DOES_NOT_EXIST', `SQL warehouse ${id ?? ''} does not exist.`);
  if (workspace.faults.strikes('denied-warehouse')) {
    throw failure(403, 'PERMISSION_DENIED', `You do not have permission to use the SQL warehouse ${warehouse.id}.`);
  }
  if (verb === undefined && call.method === 'GET') return { status: 200, json: describe() };
  if (verb === 'start' && call.method === 'POST') warehouse.start();
  else if (verb === 'stop' && call.method === 'POST') warehouse.stop();
  else throw notFound(call);
  return { status: 200, json: {} };
}

function me(workspace: Workspace): Reply {
  return {
    status: 200,
    json: {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      id: '7534982310',
      userName: workspace.user,
      displayName: 'ml-connector practice principal',
      active: true,
      groups: [{ display: 'users', value: '1', type: 'direct' }],
    },
  };
}

async function api(call: Call, workspace: Workspace): Promise<Answer> {
  const early = strikeEarly(workspace.faults);
  if (early !== null) return early;
  workspace.tokens.check(call);
  const [, version, area, kind, ...parts] = call.segments;
  if (version === '2.0' && area === 'sql' && kind === 'statements') return statements(call, workspace, parts);
  if (version === '2.0' && area === 'sql' && kind === 'warehouses') return whole(warehouses(call, workspace, parts));
  if (version === '2.0' && area === 'fs' && kind !== undefined)
    return whole(await workspace.files.handle(call, kind, parts));
  if (version === '2.1' && area === 'unity-catalog' && kind !== undefined)
    return whole(unityCatalog(call, workspace.metadata, [kind, ...parts]));
  if (call.method === 'GET' && call.segments.join('/') === 'api/2.0/preview/scim/v2/Me') return whole(me(workspace));
  throw notFound(call);
}

/** The whole surface: token endpoints without a token, everything else with one. */
export async function route(call: Call, workspace: Workspace): Promise<Answer> {
  const path = call.segments.join('/');
  if (call.method === 'GET' && path === 'oidc/.well-known/oauth-authorization-server')
    return whole(discovery(workspace.address()));
  if (call.method === 'POST' && path === 'oidc/v1/token') return whole(await workspace.tokens.databricksToken(call));
  if (call.method === 'POST' && /^[^/]+\/oauth2\/(v2\.0\/)?token$/.test(path)) {
    return whole(await workspace.tokens.azureToken(call, call.segments[0] ?? ''));
  }
  if (call.segments[0] !== 'api') throw notFound(call);
  const answer = await api(call, workspace);
  return answer.delivery === 'whole' && answer.reply.json !== undefined && workspace.faults.strikes('truncated-json')
    ? { ...answer, delivery: 'truncated' }
    : answer;
}
