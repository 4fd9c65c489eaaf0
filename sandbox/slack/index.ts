import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PracticeClock, PracticeSystem } from '../practice-system.ts';
import type { Practice } from './call.ts';
import type { Click, ClickRecord } from './clicks.ts';
import { FaultSwitches, SLACK_FAULTS } from './faults.ts';
import { Keeper } from './keep.ts';
import { posted, type Posted } from './posted.ts';
import { DEFAULT_LIMITS, RateLimits, type LimitSettings } from './rate-limits.ts';
import { Schedule } from './schedule.ts';
import { DEFAULT_SCOPES, type Scope } from './scopes.ts';
import { seedWorkspace } from './seed.ts';
import { clickAndLog, handle, invite, type LoggedCall } from './server.ts';
import { SocketHub, type DisconnectReason } from './socket-hub.ts';
import { TokenOffice, type SlackCredentials } from './tokens.ts';
import { textContent, type Channel, type Workspace } from './workspace.ts';

export interface PracticeSlackOptions {
  readonly clock: PracticeClock;
  /** Where the workspace is kept; without it, it ends with the process. */
  readonly folder?: string | undefined;
  /** Any free port without it. */
  readonly port?: number | undefined;
  readonly credentials?: Partial<SlackCredentials> | undefined;
  /** What the app was granted; everything but posting under another name without it. */
  readonly scopes?: readonly Scope[] | undefined;
  readonly limits?: Partial<LimitSettings> | undefined;
  /** How often Socket Mode links are pinged by the clock; 0, the default, for never. Slack does so every 30 seconds. */
  readonly pingMs?: number | undefined;
  /** The largest metadata, as characters of JSON. */
  readonly maxMetadata?: number | undefined;
}

/** The practice Slack, with what tests want to see and set. */
export interface PracticeSlack extends Omit<PracticeSystem, 'system'> {
  readonly system: 'slack';
  /** Channels may be changed while it runs: archived, left, locked. */
  readonly workspace: Workspace;
  readonly credentialsUsed: SlackCredentials;
  /** Every call of the Web API since the start, oldest first; may be emptied. */
  readonly calls: LoggedCall[];
  readonly clicks: readonly ClickRecord[];
  /** What the app left in the workspace by now, with counts by delivery id. */
  posted(): Posted;
  /** A person clicks a button of a message. Throws an Error if there is no such button or person. */
  click(click: Click): Promise<ClickRecord>;
  /** A person writes into a channel; gives the message's `ts`. */
  say(channelId: string, text: string): string;
  /** A person invites the app, the only way into a private channel. */
  invite(channelId: string): void;
  /** Ends every token for good. */
  revokeTokens(): void;
  /** How many Socket Mode links are open. */
  socketCount(): number;
  /** What was acknowledged over Socket Mode, oldest first. */
  acknowledgements(): readonly { readonly envelopeId: string; readonly payload: unknown }[];
  /** Tells the links to go; all but a warning end them. */
  disconnectSockets(reason: DisconnectReason): void;
  /** Breaks the links without a word, as a sleeping laptop's network does. */
  dropSockets(): void;
}

const DEFAULT_CREDENTIALS: SlackCredentials = {
  botToken: 'xoxb-practice-bot-token',
  appToken: 'xapp-1-practice-app-token',
  rotatingToken: 'xoxe.xoxb-1-practice-rotating-token',
  refreshToken: 'xoxe-1-practice-refresh-token',
  clientId: 'practice-client',
  clientSecret: 'practice-client-secret',
};
const MAX_METADATA = 8_000;

function describe(
  address: string,
  used: SlackCredentials,
): Pick<PracticeSystem, 'settings' | 'secrets' | 'credentials'> {
  return {
    settings: { host: address, clientId: used.clientId },
    secrets: { botToken: used.botToken, appToken: used.appToken, clientSecret: used.clientSecret },
    credentials: [
      { label: 'Bot token', value: used.botToken },
      { label: 'App-level token', value: used.appToken },
      { label: 'Rotating bot token', value: used.rotatingToken },
      { label: 'Refresh token', value: used.refreshToken },
      { label: 'Client id', value: used.clientId },
      { label: 'Client secret', value: used.clientSecret },
    ],
  };
}

function assemble(options: PracticeSlackOptions, credentials: SlackCredentials, address: () => string): Practice {
  const { clock } = options;
  const faults = new FaultSwitches();
  const workspace = seedWorkspace(clock.now());
  const { appId } = workspace.identity;
  const socketAddress = (): string => address().replace('http:', 'ws:');
  return {
    clock,
    faults,
    workspace,
    limits: new RateLimits({ ...DEFAULT_LIMITS, ...options.limits }),
    tokens: new TokenOffice(credentials, clock, faults),
    schedule: new Schedule(workspace),
    sockets: new SocketHub({ clock, faults, appId, address: socketAddress, pingMs: options.pingMs ?? 0 }),
    granted: new Set(options.scopes ?? DEFAULT_SCOPES),
    maxMetadata: options.maxMetadata ?? MAX_METADATA,
    address,
  };
}

type Controls = Pick<
  PracticeSlack,
  | 'posted'
  | 'click'
  | 'say'
  | 'invite'
  | 'revokeTokens'
  | 'socketCount'
  | 'acknowledgements'
  | 'disconnectSockets'
  | 'dropSockets'
>;

function channelOf({ workspace }: Practice, channelId: string): Channel {
  const channel = workspace.channel(channelId);
  if (channel === undefined) throw new Error(`there is no channel ${channelId}`);
  return channel;
}

function controls(practice: Practice, calls: LoggedCall[], clicks: ClickRecord[]): Controls {
  const { workspace, sockets, clock, tokens, schedule } = practice;
  return {
    posted: () => {
      schedule.postDue(clock.now());
      return posted(practice);
    },
    click: (wanted) => clickAndLog({ practice, calls, clicks }, wanted),
    say: (channelId, text) => {
      const channel = channelOf(practice, channelId);
      schedule.postDue(clock.now());
      const userId = workspace.people[0]?.id ?? '';
      return workspace.add(channel, { userId, botId: null, content: textContent(text) }, clock.now()).ts;
    },
    invite: (channelId) => {
      invite(practice, channelOf(practice, channelId));
    },
    revokeTokens: () => {
      tokens.revoke();
    },
    socketCount: () => sockets.count,
    acknowledgements: () => sockets.acknowledgements,
    disconnectSockets: (reason) => {
      sockets.disconnect(reason);
    },
    dropSockets: () => {
      sockets.drop();
    },
  };
}

/** Starts the practice Slack on loopback, by the time of `clock`; no fault is on at first. See README.md for its limits. */
export async function startPracticeSlack(options: PracticeSlackOptions): Promise<PracticeSlack> {
  const credentialsUsed = { ...DEFAULT_CREDENTIALS, ...options.credentials };
  let address = '';
  const practice = assemble(options, credentialsUsed, () => address);
  const calls: LoggedCall[] = [];
  const clicks: ClickRecord[] = [];
  const keeper = options.folder === undefined ? null : new Keeper(options.folder, practice);
  keeper?.restore();
  const server = createServer((request, response) => {
    void handle(request, response, { practice, calls, clicks }).then(() => keeper?.changed());
  });
  server.on('upgrade', (request, stream, head) => {
    practice.sockets.upgrade(request, stream, head);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    system: 'slack',
    address,
    ...describe(address, credentialsUsed),
    faults: SLACK_FAULTS,
    activeFaults: () => practice.faults.active(),
    setFault: (id, active, times) => {
      practice.faults.set(id, active, times);
    },
    ...controls(practice, calls, clicks),
    workspace: practice.workspace,
    credentialsUsed,
    calls,
    clicks,
    close: async () => {
      practice.sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await keeper?.settled();
    },
  };
}
