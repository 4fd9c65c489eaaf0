import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PracticeClock, PracticeSystem } from '../practice-system.ts';
import type { ExactBooks } from './books.ts';
import type { Practice } from './call.ts';
import { EXACT_FAULTS, FaultSwitches } from './faults.ts';
import { Keeper } from './keep.ts';
import { ErrorBudget, RateWindows, type CallLimits } from './limits.ts';
import { decide, type Decision, type SignInDeps } from './oauth/authorize.ts';
import { DEFAULT_SCOPES, SCOPES, type Permission, type Registration, type Scope } from './oauth/registration.ts';
import { TokenOffice, type TokenPair } from './oauth/tokens.ts';
import { handle, type LoggedRequest, type ServerDeps } from './server.ts';
import { Turns } from './turns.ts';
import { Deliveries, type DeliveryRecord, type DeliverySettings } from './webhooks/deliveries.ts';
import { Subscriptions, type Subscription } from './webhooks/subscriptions.ts';

export interface PracticeExactOptions {
  readonly books: ExactBooks;
  readonly clock: PracticeClock;
  /** Where the sign-in and the subscriptions are kept; without it, they end with the process. */
  readonly folder?: string | undefined;
  /** Any free port without it. */
  readonly port?: number | undefined;
  readonly registration?: Partial<Registration> | undefined;
  /** What the app was granted; enough for everything that is practised here without it. */
  readonly scopes?: Readonly<Partial<Record<Scope, Permission>>> | undefined;
  /** Default 60 a minute and 5,000 a day for each company. */
  readonly limits?: Partial<CallLimits> | undefined;
  /** Calls of the token endpoint that are served a day; no end without it. */
  readonly tokenCallsPerDay?: number | undefined;
  /** Default false: Exact insists on https and a public host. */
  readonly allowLocalhostRedirect?: boolean | undefined;
  /** Default false: Exact insists on https and the domain of the redirect URI. With it, `http://127.0.0.1:…` is told as well. */
  readonly allowLoopbackCallbacks?: boolean | undefined;
  readonly webhooks?: DeliverySettings | undefined;
  /** Default true. The real service does both. */
  readonly int64AsText?: boolean | undefined;
  /** Between 0 and 1: the order in which requests that came together are served. */
  readonly random?: (() => number) | undefined;
  /** How long each call of the API takes beside its work; default nothing. */
  readonly latencyMs?: number | undefined;
}

/** The practice Exact Online, with what tests want to see and set. */
export interface PracticeExact extends Omit<PracticeSystem, 'system'> {
  readonly system: 'exact';
  readonly books: ExactBooks;
  readonly registration: Registration;
  /** Every request since the start, oldest first; may be emptied. */
  readonly requests: LoggedRequest[];
  /** What was granted; may be changed while it runs. */
  readonly scopes: Map<Scope, Permission>;
  /** Every attempt to tell of a change, oldest first. */
  readonly deliveries: readonly DeliveryRecord[];
  subscriptions(): readonly Subscription[];
  /** The pair that is good now. */
  tokens(): TokenPair;
  /** Signs in without a browser: a new pair; what was signed in before cannot be renewed any more. */
  signIn(): TokenPair;
  /** A person opens an authorize address and decides; gives the address where the browser lands. Throws where the page would refuse. */
  decide(authorizeAddress: string, decision?: Decision): string;
  /** The user opens another company in the web pages. */
  openCompany(code: number): void;
  /** Requests that came while another one of the same company was not answered yet: a good client makes none. */
  overlaps(): number;
  /** Calls counted in the present minute and day. */
  used(division: number): { readonly minute: number; readonly day: number };
  setLimits(limits: Partial<CallLimits>): void;
  /** Begins the windows of calls, and of errors, anew. */
  clearLimits(): void;
  /** From now on links name this address, as those of a service behind a proxy do. */
  standAt(address: string): void;
  /** Lets webhooks for a public host arrive at an address of this machine, as a tunnel does; null ends it. */
  setTunnel(host: string, address: string | null): void;
}

const DEFAULT_REGISTRATION: Registration = {
  clientId: '7f0d2c1e-51aa-4b0f-9a6e-2d1c35b0c9aa',
  clientSecret: 'practice-client-secret',
  redirectUri: 'https://practice.invalid/exact',
  webhookSecret: 'practice-webhook-secret',
  userId: '6f0c1a0e-3a6b-4c1e-9d57-0d2f3b1a7c11',
  userName: 'Practice User',
};
const DEFAULT_LIMITS: CallLimits = { perMinute: 60, perDay: 5_000 };

/** The practice without its address, and what sends its webhooks. */
function assemble(
  options: PracticeExactOptions,
  { address, tunnels }: { address: () => string; tunnels: ReadonlyMap<string, string> },
): { practice: Practice; deliveries: Deliveries } {
  const { books, clock } = options;
  const registration = { ...DEFAULT_REGISTRATION, ...options.registration };
  const faults = new FaultSwitches();
  const keeper = new Keeper(options.folder);
  const granted: NonNullable<PracticeExactOptions['scopes']> = options.scopes ?? DEFAULT_SCOPES;
  const allowLoopback = options.allowLoopbackCallbacks ?? false;
  const subscriptions = new Subscriptions({ registration, faults, clock, keeper, tunnels, allowLoopback });
  const practice: Practice = {
    ...{ books, clock, faults, registration, subscriptions, address },
    tokens: new TokenOffice({ registration, clock, faults, keeper, callsPerDay: options.tokenCallsPerDay ?? null }),
    scopes: new Map(SCOPES.flatMap((scope) => (granted[scope] === undefined ? [] : [[scope, granted[scope]]]))),
    windows: new RateWindows(clock, { ...DEFAULT_LIMITS, ...options.limits }),
    budget: new ErrorBudget(clock),
    turns: new Turns(options.random ?? Math.random),
    int64AsText: options.int64AsText ?? true,
    allowLocalhostRedirect: options.allowLocalhostRedirect ?? false,
    openCompany: books.divisions.find(({ status, inScope }) => status === 1 && inScope)?.code ?? 0,
  };
  const deliveries = new Deliveries({
    ...{ registration, faults, clock, tunnels, address, settings: options.webhooks ?? {} },
    subscribers: (topic, division) => subscriptions.of(division).filter((one) => one.topic === topic),
  });
  books.onChange((change) => {
    void deliveries.announce(change);
  });
  return { practice, deliveries };
}

function describe(practice: Practice): Pick<PracticeSystem, 'settings' | 'credentials'> {
  const { registration, books, address } = practice;
  const { clientId, clientSecret, redirectUri, webhookSecret } = registration;
  const usable = books.divisions.filter(({ status, inScope }) => status === 1 && inScope);
  const divisions = usable.map(({ code }) => String(code)).join(',');
  return {
    settings: { host: address(), clientId, redirectUri, divisions },
    credentials: [
      { label: 'Client id', value: clientId },
      { label: 'Client secret', value: clientSecret },
      { label: 'Redirect URI of the app', value: redirectUri },
      { label: 'Webhook secret', value: webhookSecret },
      { label: 'Companies (divisions)', value: divisions },
    ],
  };
}

type Controls = Omit<
  PracticeExact,
  Exclude<keyof PracticeSystem, 'settings' | 'credentials'> | 'requests' | 'deliveries' | 'standAt'
>;

function controls(practice: Practice, signIn: SignInDeps, tunnels: Map<string, string>): Controls {
  const { tokens, windows, budget, turns, subscriptions } = practice;
  return {
    ...describe(practice),
    ...{ books: practice.books, registration: practice.registration, scopes: practice.scopes },
    subscriptions: () => subscriptions.all(),
    tokens: () => tokens.pair,
    signIn: () => tokens.issue(),
    decide: (authorizeAddress, decision = 'allow') => decide(new URL(authorizeAddress).searchParams, decision, signIn),
    openCompany: (code) => {
      practice.openCompany = code;
    },
    overlaps: () => turns.overlaps,
    used: (division) => windows.used(division),
    setLimits: (limits) => {
      windows.limits = { ...windows.limits, ...limits };
    },
    clearLimits: () => {
      windows.clear();
      budget.clear();
    },
    setTunnel: (host, address) => {
      if (address === null) tunnels.delete(host);
      else tunnels.set(host, address);
    },
  };
}

/**
 * Starts the practice Exact Online on loopback. It answers from `books` by the time of `clock`; no fault is on at first. See README.md
 * for what it practises and what is unconfirmed.
 */
export async function startPracticeExact(options: PracticeExactOptions): Promise<PracticeExact> {
  let address = '';
  const tunnels = new Map<string, string>();
  let standsAt: string | null = null;
  const { practice, deliveries } = assemble(options, { address: () => standsAt ?? address, tunnels });
  const { registration, tokens, scopes, allowLocalhostRedirect, faults } = practice;
  const divisions = (): ExactBooks['divisions'] => practice.books.divisions;
  const signIn: SignInDeps = {
    registration,
    tokens,
    scopes,
    allowLocalhostRedirect,
    divisions,
    address: () => standsAt ?? address,
  };
  const requests: LoggedRequest[] = [];
  const deps: ServerDeps = { practice, signIn, deliveries, requests, latencyMs: options.latencyMs ?? 0 };
  const server = createServer((request, response) => {
    void handle(request, response, deps);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    ...controls(practice, signIn, tunnels),
    ...{ system: 'exact', address, requests, deliveries: deliveries.records, faults: EXACT_FAULTS },
    // Read anew each time: the app may have renewed the pair meanwhile.
    get secrets() {
      const { clientSecret, webhookSecret } = registration;
      return { clientSecret, webhookSecret, tokens: JSON.stringify(tokens.pair) };
    },
    standAt: (outside) => {
      standsAt = outside;
    },
    activeFaults: () => faults.active(),
    setFault: (id, active, times) => {
      faults.set(id, active, times);
    },
    close: async () => {
      deliveries.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
