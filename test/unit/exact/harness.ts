import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connection } from '../../../shared/model/connection.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ConnectorContext } from '../../../main/ports/connector.ts';
import type { Clock } from '../../../main/ports/time.ts';
import { createHarness, serve } from '../../support/http-harness.ts';
import { createSeededRandom, createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';

export const DIVISION = 2_256_995;
export const REDIRECT = 'https://www.ledger.example/exact';
export const never = new AbortController().signal;

export interface Told {
  readonly method: string;
  readonly url: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly form: URLSearchParams;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What the server says; `drop` cuts the connection instead. */
export type Answer = (told: Told) => Reply | 'drop' | Promise<Reply | 'drop'>;

export interface ExactHarness {
  readonly clock: VirtualClock;
  readonly context: ConnectorContext;
  readonly secrets: Record<string, string>;
  /** Names of the secrets that were stored, in order. */
  readonly saved: string[];
  /** Calls in the order in which they came. */
  readonly told: Told[];
  readonly address: string;
  /** A context of its own over the same secrets and server; another clock makes it a process of its own. */
  again(clock?: Clock): ConnectorContext;
  tokenCalls(): Told[];
  /** The stored tokens. */
  tokens(): Record<string, unknown>;
}

export interface HarnessOptions {
  readonly api?: Answer;
  readonly token?: Answer;
  readonly settings?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly auto?: boolean;
  /** Called before each secret is stored. */
  readonly onSave?: (name: string, value: string) => void;
}

const pair = (number: number): Record<string, string> => ({
  access_token: `access-${String(number)}`,
  token_type: 'bearer',
  expires_in: '600',
  refresh_token: `refresh!${String(number)}`,
});

/** Answers of a token endpoint that gives the next pair each time, whatever it is asked with. */
export function givesPairs(from = 2): Answer {
  let number = from;
  return () => ({ body: pair(number++) });
}

/** A page of rows as Exact writes it. */
export function page(rows: readonly unknown[], next?: string): Reply {
  return { body: { d: { results: rows, ...(next === undefined ? {} : { __next: next }) } } };
}

export const odataError = (status: number, value: string): Reply => ({
  status,
  body: { error: { code: '', message: { lang: '', value } } },
});

/** A small Exact on a real socket, told what to answer, and a connection to it that was signed in just now. */
export async function startExact(options: HarnessOptions = {}): Promise<ExactHarness> {
  const clock = createVirtualClock({ auto: options.auto ?? true });
  const { client } = createHarness({}, { clock });
  const told: Told[] = [];
  const api = options.api ?? (() => page([]));
  const token = options.token ?? givesPairs();
  const { port } = await serve((request, response) => {
    void tell(request).then(async (one) => {
      told.push(one);
      await reply(response, await (one.path === '/api/oauth2/token' ? token(one) : api(one)), clock);
    });
  });
  const address = `http://127.0.0.1:${String(port)}`;
  const secrets: Record<string, string> = {
    clientSecret: 'client-secret',
    tokens: JSON.stringify({
      accessToken: 'access-1',
      refreshToken: 'refresh!1',
      obtainedAtUtc: new Date(clock.now()).toISOString(),
    }),
    ...options.secrets,
  };
  const saved: string[] = [];
  const connection: Connection = {
    id: 'exact-1',
    name: 'Exact',
    system: 'exact',
    practice: true,
    settings: {
      host: address,
      clientId: 'client-1',
      redirectUri: REDIRECT,
      divisions: String(DIVISION),
      ...options.settings,
    },
    secrets: [],
    lastCheck: null,
    createdAtUtc: '2026-11-21T00:00:00.000Z',
    updatedAtUtc: '2026-11-21T00:00:00.000Z',
  };
  const again = (time: Clock = clock): ConnectorContext => ({
    connection,
    http: client,
    clock: time,
    random: createSeededRandom(),
    readSecret: (name) => {
      const value = secrets[name];
      return value === undefined
        ? Promise.reject(new AppError('VAULT_SECRET_MISSING', 'config', { details: { name } }))
        : Promise.resolve(value);
    },
    saveSecret: async (name, value) => {
      await Promise.resolve();
      options.onSave?.(name, value);
      secrets[name] = value;
      saved.push(name);
    },
  });
  return {
    clock,
    context: again(),
    secrets,
    saved,
    told,
    address,
    again,
    tokenCalls: () => told.filter(({ path }) => path === '/api/oauth2/token'),
    tokens: () => JSON.parse(secrets['tokens'] ?? '{}') as Record<string, unknown>,
  };
}

async function tell(request: IncomingMessage): Promise<Told> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  return {
    method: request.method ?? '',
    url: request.url ?? '',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    form: new URLSearchParams(Buffer.concat(chunks).toString('utf8')),
  };
}

async function reply(response: ServerResponse, answer: Reply | 'drop', clock: Clock): Promise<void> {
  if (answer === 'drop') {
    response.destroy();
    return;
  }
  const { status = 200, headers = {}, body = '' } = answer;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    date: new Date(clock.now()).toUTCString(),
    ...headers,
  });
  await new Promise<void>((resolve) => {
    response.end(text, resolve);
  });
}
