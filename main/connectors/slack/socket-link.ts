import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import { AppError, isAppError } from '../../../shared/errors/app-error.ts';
import type { Click } from '../../ports/clicks.ts';
import type { Clock } from '../../ports/time.ts';
import { readFrame } from './click-payload.ts';

/** Why another link is needed. */
export type LinkEnd =
  /** Slack is about to replace it: it may still bring clicks for some seconds. */
  | 'going'
  | 'disabled'
  | 'too-many'
  /** It broke, or fell silent, or the computer slept. */
  | 'lost';

/** How often a link is looked at. */
const BEAT_MS = 5_000;
/** Nothing heard for so long: it is asked whether it lives. */
const QUIET_MS = 10_000;
/** Nothing heard for so long: it is dead, whatever the operating system says. */
const DEAD_MS = 30_000;
/** The clock went on by so much more than it should have: the computer slept. */
const LEAP_MS = 15_000;
const HELLO_MS = 10_000;
const MOST_BYTES = 1024 * 1024;

export interface LinkOptions {
  readonly clock: Clock;
  /** An open connection to the host of the address; nothing was sent over it. */
  readonly socket: Socket;
  /** `wss:`, or `ws:` on this machine. */
  readonly url: URL;
  /** Resolves once the click is stored; only then is it acknowledged. */
  onClick(click: Click): Promise<void>;
  /** A click that could not be stored: it is not acknowledged. */
  onFault(error: unknown): void;
}

/** One WebSocket of Socket Mode. */
export class SocketLink {
  /** The app that the link is of. Rejects with SLACK_LINK_LOST if the link does not come about. */
  readonly greeted: Promise<string>;
  /** Resolves when another link is needed; never rejects. */
  readonly ended: Promise<LinkEnd>;
  readonly #options: LinkOptions;
  readonly #ws: WebSocket;
  readonly #greeting = Promise.withResolvers<string>();
  readonly #end = Promise.withResolvers<LinkEnd>();
  readonly #closed = new AbortController();
  #heardAt: number;
  #isGreeted = false;
  /** Clicks are dealt with one after the other. */
  #work: Promise<void> = Promise.resolve();

  constructor(options: LinkOptions) {
    const { socket, url, clock } = options;
    this.#options = options;
    this.#heardAt = clock.now();
    this.greeted = this.#greeting.promise;
    this.ended = this.#end.promise;
    // Whoever opens the link may hear of it by its end alone.
    this.greeted.catch(() => undefined);
    this.#ws = new WebSocket(url, {
      createConnection: () => socket,
      perMessageDeflate: false,
      followRedirects: false,
      maxPayload: MOST_BYTES,
    });
    this.#listen();
    void this.#watch();
  }

  /** Ends the link at once; a click that is being stored is stored, and not acknowledged. */
  close(): void {
    this.#closed.abort();
    this.#ws.terminate();
  }

  /** Resolves when nothing of it is under way any more. */
  async settled(): Promise<void> {
    await this.#work;
  }

  #listen(): void {
    const hear = (): void => {
      this.#heardAt = this.#options.clock.now();
    };
    this.#ws.on('open', hear).on('ping', hear).on('pong', hear);
    this.#ws.on('message', (data: Buffer, isBinary) => {
      hear();
      if (!isBinary) this.#read(data.toString('utf8'));
    });
    this.#ws.on('unexpected-response', (request, response) => {
      this.#fail(`status ${String(response.statusCode)}`);
      request.destroy();
    });
    this.#ws.on('error', (error) => {
      this.#fail('code' in error && typeof error.code === 'string' ? error.code : 'it broke');
    });
    this.#ws.on('close', () => {
      this.#fail('it was closed');
    });
  }

  #fail(reason: string): void {
    this.#closed.abort();
    this.#greeting.reject(new AppError('SLACK_LINK_LOST', 'transient', { details: { reason } }));
    this.#end.resolve('lost');
  }

  #read(text: string): void {
    const frame = readFrame(text);
    switch (frame.kind) {
      case 'hello':
        this.#isGreeted = true;
        this.#greeting.resolve(frame.appId);
        return;
      case 'disconnect':
        this.#end.resolve(endOf(frame.reason));
        // A link that is sent away before its hello never gets one.
        this.#greeting.reject(goneError(endOf(frame.reason)));
        return;
      case 'envelope':
        this.#work = this.#work.then(() => this.#deal(frame.id, frame.clicks));
        return;
      case 'other':
    }
  }

  async #deal(id: string, clicks: readonly Click[]): Promise<void> {
    try {
      for (const click of clicks) await this.#options.onClick(click);
    } catch (error) {
      this.#options.onFault(error);
      return;
    }
    if (this.#ws.readyState === WebSocket.OPEN) this.#ws.send(JSON.stringify({ envelope_id: id }), () => undefined);
  }

  /** Timers do not run while a computer sleeps, and a dead connection says nothing: both are noticed by looking at the clock. */
  async #watch(): Promise<void> {
    const { clock } = this.#options;
    const { signal } = this.#closed;
    const openedAt = clock.now();
    const isOver = (): boolean => signal.aborted;
    for (let last = openedAt; !isOver();) {
      await clock.sleep(BEAT_MS, signal).catch(() => undefined);
      if (isOver()) return;
      const now = clock.now();
      if (now - last > BEAT_MS + LEAP_MS) this.#drop('this computer slept');
      else if (now - this.#heardAt >= DEAD_MS) this.#drop('nothing was heard of it');
      else if (!this.#isGreeted && now - openedAt >= HELLO_MS) this.#drop('Slack did not greet');
      else if (now - this.#heardAt >= QUIET_MS && this.#ws.readyState === WebSocket.OPEN) this.#ws.ping();
      last = now;
    }
  }

  #drop(reason: string): void {
    this.#fail(reason);
    this.#ws.terminate();
  }
}

function endOf(reason: string): LinkEnd {
  if (reason === 'link_disabled') return 'disabled';
  if (reason === 'too_many_websockets') return 'too-many';
  return 'going';
}

/** The error of a link that Slack ended, as people read it. */
export function goneError(end: LinkEnd): AppError {
  if (end === 'disabled') return new AppError('SLACK_SOCKET_MODE_OFF', 'config');
  if (end === 'too-many') return new AppError('SLACK_TOO_MANY_LINKS', 'rate-limited');
  return new AppError('SLACK_LINK_LOST', 'transient', { details: { reason: 'Slack ended it' } });
}

/** Any error as one of ours. */
export function linkError(error: unknown): AppError {
  return isAppError(error) ? error : new AppError('APP_INTERNAL', 'internal', { cause: error });
}
