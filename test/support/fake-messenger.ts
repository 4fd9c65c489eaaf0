import type {
  FindRequest,
  FoundOutcome,
  MessageReceipt,
  Messenger,
  OutgoingMessage,
  ScheduledMessage,
  SendContext,
  SendOutcome,
} from '../../main/ports/messenger.ts';
import type { Clock } from '../../main/ports/time.ts';
import { AppError, type ErrorKind } from '../../shared/errors/app-error.ts';
import type { Channel, MessageBody } from '../../shared/messages/message.ts';
import type { Person } from '../../shared/messages/people.ts';
import type { CheckStep } from '../../shared/model/check.ts';

/** A message as it stands in a channel. */
export interface Standing {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | null;
  readonly atMs: number;
  body: MessageBody;
  /** Delivery ids of the post and of every update since. */
  readonly deliveries: string[];
}

/** What goes wrong with one try. */
export type SendFault =
  /** The answer is lost; the message is posted all the same, or is not. */
  | 'lost-after'
  | 'lost-before'
  /** Refused before the request leaves, or by the answer. */
  | { readonly refuse: SendRefusal; readonly before?: boolean };
export type SendRefusal = Readonly<{
  scope: 'message' | 'channel' | 'connection';
  kind: ErrorKind;
  code?: string;
  retryAfterMs?: number;
}>;

/** A channel that can be posted to. */
export function openChannel(id: string, change: Partial<Channel> = {}): Channel {
  return {
    id,
    name: id.toLowerCase(),
    isPrivate: false,
    isArchived: false,
    isMember: true,
    isReadOnly: false,
    isShared: false,
    members: 5,
    ...change,
  };
}

/** What goes wrong with leaving a message or taking one back; `after`: it is done all the same. */
export type ScheduleFault = Readonly<{ error: AppError; after?: boolean }>;

/** From so long before its moment on a scheduled message cannot be taken back. */
const tooLateMs = 60_000;

export interface FakeMessengerOptions {
  /** Default: one channel, C1. */
  readonly channels?: readonly Channel[];
  readonly clock?: Clock;
  /** Called at every moment at which something else could happen; a process that is killed there never comes back. */
  readonly pause?: () => Promise<void>;
}

/** A destination of messages in memory: it keeps what was posted, posts twice what is sent twice, and can be made to fail. */
export class FakeMessenger implements Messenger {
  readonly standing: Standing[] = [];
  readonly tries: OutgoingMessage[] = [];
  readonly faults: SendFault[] = [];
  readonly findFaults: AppError[] = [];
  readonly scheduleFaults: ScheduleFault[] = [];
  /** Every message that was left or taken back, in order. */
  readonly scheduling: string[] = [];
  readonly channelsById = new Map<string, Channel>();
  /** History cannot be read. */
  isHidden = false;
  /** Messages with blocks are refused. */
  refusesBlocks = false;
  channelsAsked = 0;
  isClosed = false;
  readonly #options: FakeMessengerOptions;
  #scheduled: ScheduledMessage[] = [];
  #count = 0;

  constructor(options: FakeMessengerOptions = {}) {
    this.#options = options;
    for (const channel of options.channels ?? [openChannel('C1')]) this.channelsById.set(channel.id, channel);
  }

  /** How often each delivery stands in the channels, in the order in which they came. */
  deliveries(channel?: string): string[] {
    return this.standing
      .filter((one) => channel === undefined || one.channel === channel)
      .flatMap((one) => one.deliveries);
  }

  /** Someone deletes a message. */
  remove(ts: string): void {
    this.standing.splice(
      this.standing.findIndex((one) => one.ts === ts),
      1,
    );
  }

  /* oxlint-disable-next-line typescript/require-await -- an async iterable is asked for */
  async *check(): AsyncIterable<CheckStep> {
    yield { id: 'sign-in', label: 'Sign in', state: 'passed', durationMs: 1, detail: null, error: null };
  }

  async send(message: OutgoingMessage, context: SendContext): Promise<SendOutcome> {
    await this.#pause();
    context.signal.throwIfAborted();
    this.postDue();
    this.tries.push(message);
    const fault = this.faults.shift();
    if (typeof fault === 'object' && fault.before === true) return refusal(fault.refuse);
    await context.sending();
    await this.#pause();
    if (fault === 'lost-before') return { kind: 'unknown', error: new AppError('HTTP_TIMEOUT', 'transient') };
    if (typeof fault === 'object') return refusal(fault.refuse);
    const outcome = this.#take(message);
    await this.#pause();
    if (fault !== 'lost-after' || outcome.kind !== 'sent') return outcome;
    return { kind: 'unknown', error: new AppError('HTTP_TIMEOUT', 'transient') };
  }

  #take(message: OutgoingMessage): SendOutcome {
    const channel = this.channelsById.get(message.channel);
    if (channel?.isMember !== true || channel.isArchived) return refusal({ scope: 'channel', kind: 'config' });
    if (this.refusesBlocks && message.body.blocks.length > 0) return refusal({ scope: 'message', kind: 'record' });
    const parent = this.standing.find((one) => one.channel === message.channel && one.ts === message.parentTs);
    if (message.action !== 'post' && parent === undefined) {
      return { kind: 'gone', error: new AppError('SLACK_MESSAGE_GONE', 'record') };
    }
    if (message.action === 'update' && parent !== undefined) {
      parent.body = message.body;
      parent.deliveries.push(message.deliveryId);
      return { kind: 'sent', receipt: receiptOf(parent) };
    }
    this.#count += 1;
    const atMs = this.#options.clock?.now() ?? 0;
    const standing: Standing = {
      channel: message.channel,
      ts: `${String(Math.floor(atMs / 1000))}.${String(this.#count).padStart(6, '0')}`,
      threadTs: parent?.ts ?? null,
      atMs,
      body: message.body,
      deliveries: [message.deliveryId],
    };
    this.standing.push(standing);
    return { kind: 'sent', receipt: receiptOf(standing) };
  }

  async find(request: FindRequest): Promise<FoundOutcome> {
    await this.#pause();
    const fault = this.findFaults.shift();
    if (fault !== undefined) return { kind: 'cannot-tell', error: fault };
    if (this.isHidden) return { kind: 'cannot-tell', error: new AppError('SLACK_HISTORY_LIMITED', 'permission') };
    const found = this.standing.find(
      (one) => one.channel === request.channel && one.deliveries.includes(request.deliveryId),
    );
    await this.#pause();
    return found === undefined ? { kind: 'absent' } : { kind: 'found', receipt: receiptOf(found) };
  }

  async channels(): Promise<readonly Channel[]> {
    await this.#pause();
    return [...this.channelsById.values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  async channel(id: string): Promise<Channel | null> {
    this.channelsAsked += 1;
    await this.#pause();
    return this.channelsById.get(id) ?? null;
  }

  people(): Promise<readonly Person[]> {
    return Promise.resolve([{ id: 'U0PRACT02', name: 'Finance director', title: '', standing: 'member' }]);
  }

  async join(id: string): Promise<void> {
    await this.#pause();
    const channel = this.channelsById.get(id);
    if (channel === undefined || channel.isPrivate) throw new AppError('SLACK_CHANNEL_NOT_FOUND', 'config');
    this.channelsById.set(id, { ...channel, isMember: true });
  }

  async schedule(
    message: { channel: string; text: string; postAtUtc: string },
    signal: AbortSignal,
  ): Promise<ScheduledMessage> {
    await this.#pause();
    signal.throwIfAborted();
    const fault = this.scheduleFaults.shift();
    if (fault !== undefined && fault.after !== true) throw fault.error;
    this.#count += 1;
    const scheduled = { id: `Q${String(this.#count)}`, ...message };
    this.#scheduled.push(scheduled);
    this.scheduling.push(`left ${message.postAtUtc}`);
    await this.#pause();
    if (fault !== undefined) throw fault.error;
    return scheduled;
  }

  async unschedule({ id }: { channel: string; id: string }): Promise<boolean> {
    await this.#pause();
    const fault = this.scheduleFaults.shift();
    if (fault !== undefined && fault.after !== true) throw fault.error;
    this.postDue();
    const found = this.#scheduled.find((one) => one.id === id);
    const now = this.#options.clock?.now() ?? 0;
    if (found === undefined || Date.parse(found.postAtUtc) - now <= tooLateMs) return false;
    this.#scheduled = this.#scheduled.filter((one) => one !== found);
    this.scheduling.push(`taken back ${found.postAtUtc}`);
    await this.#pause();
    if (fault !== undefined) throw fault.error;
    return true;
  }

  async scheduled(channel: string): Promise<readonly ScheduledMessage[]> {
    await this.#pause();
    this.postDue();
    return this.#scheduled.filter((one) => one.channel === channel);
  }

  /** What is left here now, whatever the channel. */
  get left(): readonly ScheduledMessage[] {
    this.postDue();
    return this.#scheduled;
  }

  /** Someone takes a scheduled message away. */
  drop(id: string): void {
    this.#scheduled = this.#scheduled.filter((one) => one.id !== id);
  }

  /** Posts what was left here and whose moment has come. */
  postDue(): void {
    const now = this.#options.clock?.now() ?? 0;
    for (const one of this.#scheduled.filter(({ postAtUtc }) => Date.parse(postAtUtc) <= now)) {
      this.drop(one.id);
      this.#count += 1;
      const atMs = Date.parse(one.postAtUtc);
      const ts = `${String(Math.floor(atMs / 1000))}.${String(this.#count).padStart(6, '0')}`;
      const body = { text: one.text, blocks: [] };
      this.standing.push({ channel: one.channel, ts, threadTs: null, atMs, body, deliveries: [] });
    }
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }

  #pause(): Promise<void> {
    return this.#options.pause?.() ?? Promise.resolve();
  }
}

const codes: Readonly<Record<ErrorKind, string>> = {
  auth: 'SLACK_TOKEN_REFUSED',
  permission: 'SLACK_SCOPE_MISSING',
  config: 'SLACK_NOT_IN_CHANNEL',
  record: 'SLACK_MESSAGE_REFUSED',
  'rate-limited': 'SLACK_RATE_LIMITED',
  transient: 'SLACK_BUSY',
  internal: 'SLACK_REQUEST_REFUSED',
  cancelled: 'APP_CANCELLED',
};

function receiptOf({ channel, ts }: Standing): MessageReceipt {
  return { channel, ts, permalink: `https://example.slack.com/archives/${channel}/p${ts.replace('.', '')}` };
}

function refusal({ scope, kind, code = codes[kind], retryAfterMs }: SendRefusal): SendOutcome {
  const options = retryAfterMs === undefined ? {} : { retryAfterMs };
  return { kind: 'refused', scope, error: new AppError(code, kind, options) };
}
