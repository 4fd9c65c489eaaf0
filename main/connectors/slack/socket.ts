import { AppError, isAppError } from '../../../shared/errors/app-error.ts';
import type { DialLink } from '../../http/dial-link.ts';
import type { ClickHandlers, ClickHome, ClickListener, ListenerState } from '../../ports/clicks.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import { SlackClient } from './client.ts';
import { refusalError, SlackRefusal } from './refusals.ts';
import { readSettings, type Settings } from './settings.ts';
import { goneError, linkError, SocketLink } from './socket-link.ts';

export interface ClickListenerOptions {
  readonly dial: DialLink;
  /** A click that could not be stored. */
  onFault(error: unknown): void;
}

/** Waits before another link: full jitter up to the first of these, doubled each time up to the second. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** A link that lived so long ended for a reason of its own: the next one is opened at once. */
const STEADY_MS = 10_000;
/** How long a link is read after another took its place. */
const GRACE_MS = 15_000;
const ANSWER_TIMEOUT_MS = 20_000;

/**
 * Hears of clicks by Slack's Socket Mode (reference page §8): an outgoing WebSocket, asked for with the app-level token, replaced
 * when Slack says so, when it breaks, falls silent or the computer slept. Refused tokens and a Socket Mode that is switched off stop
 * it; everything else is tried again.
 */
export function createSlackClicks(context: ConnectorContext, options: ClickListenerOptions): ClickListener {
  return new SlackClicks(context, options);
}

interface Opened {
  readonly settings: Settings;
  readonly client: SlackClient;
}

class SlackClicks implements ClickListener {
  readonly #context: ConnectorContext;
  readonly #options: ClickListenerOptions;
  readonly #closing = new AbortController();
  readonly #links = new Set<SocketLink>();
  #running: Promise<void> = Promise.resolve();
  #opened: Opened | undefined;

  constructor(context: ConnectorContext, options: ClickListenerOptions) {
    this.#context = context;
    this.#options = options;
  }

  start(handlers: ClickHandlers): void {
    this.#running = this.#keep(handlers);
  }

  async close(): Promise<void> {
    this.#closing.abort(new AppError('APP_CANCELLED', 'cancelled'));
    const links = [...this.#links];
    this.#endAll();
    await Promise.all([this.#running, ...links.map((link) => link.settled())]);
  }

  async #keep(handlers: ClickHandlers): Promise<void> {
    const { clock, random } = this.#context;
    const isOver = (): boolean => this.#closing.signal.aborted;
    for (let failures = 0; !isOver();) {
      handlers.onState({ kind: 'connecting' });
      const openedAt = clock.now();
      let error: AppError;
      try {
        error = await this.#listen(handlers);
        if (clock.now() - openedAt >= STEADY_MS) failures = 0;
        if (failures === 0 && error.code === 'SLACK_LINK_LOST' && clock.now() - openedAt >= STEADY_MS) continue;
      } catch (thrown) {
        error = linkError(thrown);
      }
      if (isOver()) return;
      if (needsPerson(error)) {
        this.#endAll();
        handlers.onState({ kind: 'stopped', error });
        return;
      }
      failures += 1;
      const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 10));
      const waitMs = Math.max(error.retryAfterMs ?? 0, Math.round(random.next() * ceiling));
      handlers.onState(waiting(error, clock.now() + waitMs));
      await clock.sleep(waitMs, this.#closing.signal).catch(() => undefined);
    }
  }

  /** Opens one link and resolves with why it is not enough any more. The one before goes on until this one is there. */
  async #listen(handlers: ClickHandlers): Promise<AppError> {
    const { clock } = this.#context;
    const { signal } = this.#closing;
    const { settings, client } = this.#open();
    const { teamId } = await client.identity(signal).catch(refused);
    const url = await this.#ticket(client, settings);
    const dialled = new URL(url.href.replace(/^ws/, 'http'));
    const socket = await this.#options.dial(dialled, signal);
    let home: ClickHome | null = null;
    const link = new SocketLink({
      clock,
      socket,
      url,
      onClick: async (click) => {
        // Slack sends nothing before its hello.
        if (home !== null) await handlers.onClick(click, home);
      },
      onFault: (error) => {
        this.#options.onFault(error);
      },
    });
    const before = [...this.#links];
    this.#links.add(link);
    if (signal.aborted) this.#endAll();
    try {
      const appId = await link.greeted;
      home = { teamId, appId };
      for (const old of before) void this.#retire(old);
      handlers.onState({ kind: 'listening', sinceUtc: new Date(clock.now()).toISOString() });
      const end = await link.ended;
      if (end !== 'going') this.#end(link);
      return goneError(end);
    } catch (error) {
      this.#end(link);
      throw error;
    }
  }

  /** Opened at the first link, so that a wrong setting is a state and no exception. */
  #open(): Opened {
    if (this.#opened === undefined) {
      const settings = readSettings(this.#context.connection);
      const client = new SlackClient(this.#context, settings, { answerTimeoutMs: ANSWER_TIMEOUT_MS });
      this.#opened = { settings, client };
    }
    return this.#opened;
  }

  /** Slack may still be sending a click over a link that has been replaced. */
  async #retire(link: SocketLink): Promise<void> {
    await this.#context.clock.sleep(GRACE_MS, this.#closing.signal).catch(() => undefined);
    this.#end(link);
  }

  /** Where a link may be opened, once and soon. */
  async #ticket(client: SlackClient, { address }: Settings): Promise<URL> {
    const token = (await this.#context.readSecret('appToken')).trim();
    const answer = await client
      .askAsApp('apps.connections.open', token, this.#closing.signal)
      .catch((error: unknown) => {
        throw error instanceof SlackRefusal ? tokenError(error) : error;
      });
    const text = typeof answer['url'] === 'string' ? answer['url'] : '';
    if (!URL.canParse(text) || !isSound(new URL(text), address)) {
      throw new AppError('SLACK_LINK_LOST', 'transient', { details: { reason: 'Slack named no address of its own' } });
    }
    return new URL(text);
  }

  #endAll(): void {
    for (const link of this.#links) this.#end(link);
  }

  #end(link: SocketLink): void {
    this.#links.delete(link);
    link.close();
  }
}

/** An address that Slack may have named: its own, encrypted; of the practice system, on this machine. */
function isSound(url: URL, address: string): boolean {
  const asked = new URL(address);
  if (asked.protocol === 'http:') return url.protocol === 'ws:' && url.hostname === asked.hostname;
  const base = asked.hostname.split('.').slice(-2).join('.');
  return url.protocol === 'wss:' && (url.hostname === base || url.hostname.endsWith(`.${base}`));
}

function refused(error: unknown): never {
  throw error instanceof SlackRefusal ? refusalError(error) : error;
}

/** A refusal that is about the app-level token says so; any other is told as it is. */
function tokenError(refusal: SlackRefusal): AppError {
  const error = refusalError(refusal);
  const isOfToken = error.kind === 'auth' || error.kind === 'permission';
  return isOfToken ? new AppError('SLACK_APP_TOKEN_REFUSED', 'auth', { details: { reason: refusal.code } }) : error;
}

/** What stands in the way of the network passes, as does a locked vault; what Slack or the settings refuse does not. */
function needsPerson(error: AppError): boolean {
  if (error.code.startsWith('HTTP_') || error.code === 'VAULT_LOCKED') return false;
  return error.kind === 'auth' || error.kind === 'permission' || error.kind === 'config';
}

function waiting(error: AppError, atMs: number): ListenerState {
  return { kind: 'waiting', error, nextTryUtc: new Date(atMs).toISOString() };
}

/** Whether there is an app-level token to listen with. Throws VAULT_LOCKED. */
export async function hasAppToken(context: Pick<ConnectorContext, 'readSecret'>): Promise<boolean> {
  try {
    return (await context.readSecret('appToken')).trim() !== '';
  } catch (error) {
    if (isAppError(error) && error.code === 'VAULT_SECRET_MISSING') return false;
    throw error;
  }
}
