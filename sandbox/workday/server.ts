import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PracticeClock } from '../practice-system.ts';
import { authenticate, readEnvelope, wantsDescriptors, type Gate } from './envelope.ts';
import { listCustomers } from './rest-customers.ts';
import { pacificDateTime } from './pacific.ts';
import { readRequest } from './request.ts';
import { readBody, sendText } from './respond.ts';
import { OPERATIONS, SERVICES } from './schema.ts';
import { makeAnswer, servePage, type PageDeps } from './serve-page.ts';
import {
  ENVELOPE_END,
  ENVELOPE_START,
  faultEnvelope,
  notAuthorizedFault,
  SoapFault,
  WD_NS,
  wrongServiceFault,
} from './soap.ts';
import { validateRequest } from './validate.ts';
import { wsdlOf } from './wsdl.ts';
import { attributeOf, type XmlElement } from './xml-tree.ts';

/** One call as it came in; tests count and compare them. */
export interface LoggedRequest {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly operation: string | null;
  readonly page: number | null;
  readonly asOf: number | null;
  readonly attachmentsAsked: boolean;
  /** Flags of Response_Group that ask for bank or payroll data. */
  readonly bankAsked: readonly string[];
  readonly authorization: 'bearer' | 'basic' | 'message' | 'none';
  status: number;
}

/** How long answers take, in milliseconds. */
export interface Latency {
  readonly requestMs: number;
  /** Added for the first page of a set. */
  readonly firstPageMs: number;
}

export interface ServerDeps extends PageDeps, Gate {
  readonly clock: PracticeClock;
  readonly latency: () => Latency;
  readonly requests: LoggedRequest[];
  readonly address: () => string;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly log: LoggedRequest & {
    operation: string | null;
    page: number | null;
    asOf: number | null;
    attachmentsAsked: boolean;
    bankAsked: readonly string[];
  };
}

const MAINTENANCE = '<!DOCTYPE html><html><head><title>Workday is currently unavailable</title></head><body><h1>Scheduled maintenance</h1></body></html>'; // oxfmt-ignore
const XML = 'text/xml;charset=UTF-8';
const SLOW_MS = 3_000;
const SLOW_FIRST_PAGE_MS = 20_000;
const KEPT_REQUESTS = 10_000;
const OLDEST = 30;
const NEWEST = 47;

/** True if a fault of transport answered in place of the service. */
function isAnsweredByFault({ request, response }: Exchange, { faults }: ServerDeps): boolean {
  const answer = (status: number, body: string): true => {
    request.resume();
    sendText(response, status, body === '' ? 'text/plain' : 'text/html', body);
    return true;
  };
  if (faults.strikes('maintenance')) return answer(503, MAINTENANCE);
  if (faults.strikes('throttled')) return answer(429, '');
  if (faults.strikes('throttled-retry-after')) {
    response.setHeader('Retry-After', '2');
    return answer(429, '');
  }
  return faults.strikes('server-error') && answer(500, '');
}

function isVersion(text: string): boolean {
  const match = /^v(\d{2})\.\d$/.exec(text);
  return match !== null && Number(match[1]) >= OLDEST && Number(match[1]) <= NEWEST;
}

/** The version that counts: the message's, else the address's. */
function versionOf(request: XmlElement, fromUrl: string): string {
  const version = attributeOf(request, WD_NS, 'version') ?? fromUrl;
  if (!isVersion(version)) throw wrongServiceFault();
  return version;
}

function serveTimestamp({ response }: Exchange, deps: ServerDeps): void {
  const now = pacificDateTime(deps.clock.now());
  const body = `<wd:Server_Timestamp xmlns:wd="${WD_NS}"><wd:Server_Timestamp_Data>${now}</wd:Server_Timestamp_Data></wd:Server_Timestamp>`;
  sendText(response, 200, XML, ENVELOPE_START + body + ENVELOPE_END);
}

async function waitForLatency(page: number, deps: ServerDeps): Promise<void> {
  const { requestMs, firstPageMs } = deps.latency();
  let ms = requestMs + (page === 1 ? firstPageMs : 0);
  if (deps.faults.strikes('slow')) ms += SLOW_MS;
  if (page === 1 && deps.faults.strikes('slow-first-page')) ms += SLOW_FIRST_PAGE_MS;
  if (ms > 0) await deps.clock.sleep(ms);
}

async function serveSoap(
  exchange: Exchange,
  place: { service: string; version: string },
  deps: ServerDeps,
): Promise<void> {
  const { request, response, log } = exchange;
  const { header, request: message } = readEnvelope(await readBody(request));
  const isTimestamp = message.local === 'Server_Timestamp_Get';
  log.operation = isTimestamp ? 'Server_Timestamp_Get' : message.local.replace(/_Request$/, '');
  if (!authenticate(header, request.headers.authorization, deps)) {
    response.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"');
    sendText(response, 401, 'application/json', '{"error":"invalid_token"}');
    return;
  }
  const version = versionOf(message, place.version);
  if (isTimestamp) {
    if (place.service !== 'Human_Resources') throw wrongServiceFault();
    serveTimestamp(exchange, deps);
    return;
  }
  const spec = OPERATIONS.find((one) => `${one.operation}_Request` === message.local);
  if (spec?.service !== place.service) throw wrongServiceFault();
  if (deps.faults.strikes(`not-authorized:${spec.operation}`)) throw notAuthorizedFault();
  validateRequest(message, spec);
  const wanted = readRequest(message, spec, wantsDescriptors(header));
  Object.assign(log, {
    page: wanted.page,
    asOf: wanted.asOf,
    attachmentsAsked: wanted.includeAttachments,
    bankAsked: [...wanted.flags].filter((name) => /Bank|Payroll/.test(name)),
  });
  const answer = makeAnswer(wanted, version, deps.clock.now(), deps);
  await waitForLatency(wanted.page, deps);
  await servePage(exchange, answer, deps);
}

async function serveToken({ request, response }: Exchange, deps: ServerDeps): Promise<void> {
  const form = new URLSearchParams(await readBody(request));
  const answer = deps.tokens.exchange(form, request.headers.authorization);
  response.setHeader('Cache-Control', 'no-store');
  sendText(response, answer.status, 'application/json', JSON.stringify(answer.body));
}

function isService(text: string): boolean {
  return SERVICES.some((service) => service === text);
}

async function route(exchange: Exchange, url: URL, deps: ServerDeps): Promise<void> {
  const { request, response } = exchange;
  const { tenant } = deps.credentials;
  const parts = url.pathname.split('/').slice(1);
  const [ccx, kind, inTenant, service = '', version = ''] = parts;
  if (ccx === 'ccx' && kind === 'service' && inTenant === tenant && parts.length === 5) {
    if (request.method === 'GET' && url.search === '?wsdl' && isService(service)) {
      sendText(response, 200, XML, wsdlOf(service, version, deps.address()));
      return;
    }
    if (request.method === 'POST') {
      if (!isService(service)) throw wrongServiceFault();
      await serveSoap(exchange, { service, version }, deps);
      return;
    }
  }
  if (request.method === 'POST' && url.pathname === `/ccx/oauth2/${tenant}/token`) {
    await serveToken(exchange, deps);
    return;
  }
  if (request.method === 'GET' && url.pathname === `/api/customerAccounts/v1/${tenant}/customers`) {
    const { status, body } = listCustomers(url, request.headers.authorization, deps);
    sendText(response, status, 'application/json', JSON.stringify(body));
    return;
  }
  request.resume();
  sendText(response, 404, 'text/html', '<html><body>Not found</body></html>');
}

function authorizationKind(request: IncomingMessage): LoggedRequest['authorization'] {
  const value = request.headers.authorization ?? '';
  if (value.startsWith('Bearer ')) return 'bearer';
  if (value.startsWith('Basic ')) return 'basic';
  return request.method === 'POST' ? 'message' : 'none';
}

/** Answers one HTTP request and logs it. Never throws. */
export async function handle(request: IncomingMessage, response: ServerResponse, deps: ServerDeps): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const log: Exchange['log'] = {
    at: deps.clock.now(),
    method: request.method ?? '',
    path: url.pathname,
    operation: null,
    page: null,
    asOf: null,
    attachmentsAsked: false,
    bankAsked: [],
    authorization: authorizationKind(request),
    status: 0,
  };
  deps.requests.push(log);
  if (deps.requests.length > KEPT_REQUESTS) deps.requests.shift();
  // The service's clock is the practice clock, and clients pin their reads to it.
  response.sendDate = false;
  response.setHeader('Date', new Date(deps.clock.now()).toUTCString());
  response.once('close', () => {
    log.status = response.statusCode;
  });
  const exchange: Exchange = { request, response, log };
  try {
    if (!isAnsweredByFault(exchange, deps)) await route(exchange, url, deps);
  } catch (error) {
    request.resume();
    if (response.headersSent) response.destroy();
    else if (error instanceof SoapFault) sendText(response, 500, XML, faultEnvelope(error));
    else sendText(response, 500, 'text/plain', error instanceof Error ? error.message : String(error));
  }
}
