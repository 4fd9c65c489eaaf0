import type { Channel } from '../../shared/messages/message.ts';
import type {
  FoundOutcome,
  MessageReceipt,
  Messenger,
  OutgoingMessage,
  ScheduledMessage,
  SendContext,
  SendOutcome,
} from '../../main/ports/messenger.ts';

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

interface Posted {
  readonly message: OutgoingMessage;
  readonly receipt: MessageReceipt;
}

/** A messenger in memory: it keeps what it was sent, and answers as it is told to. */
export class FakeMessenger implements Messenger {
  readonly channelsById = new Map<string, Channel>();
  readonly posted: Posted[] = [];
  /** What becomes of the next sends, in order; `sent` when there is none. */
  readonly outcomes: ((message: OutgoingMessage) => SendOutcome)[] = [];
  channelsAsked = 0;
  isClosed = false;

  constructor(channels: readonly Channel[] = [openChannel('C1')]) {
    for (const channel of channels) this.channelsById.set(channel.id, channel);
  }

  async *check(): AsyncIterable<never> {
    // Nothing to check in memory.
  }

  async send(message: OutgoingMessage, context: SendContext): Promise<SendOutcome> {
    await context.sending();
    const outcome = this.outcomes.shift();
    if (outcome !== undefined) return outcome(message);
    return { kind: 'sent', receipt: this.store(message) };
  }

  /** The message stands in its channel from now on. */
  store(message: OutgoingMessage): MessageReceipt {
    const receipt = { channel: message.channel, ts: `${String(this.posted.length + 1)}.0`, permalink: null };
    this.posted.push({ message, receipt });
    return receipt;
  }

  find({ deliveryId }: { deliveryId: string }): Promise<FoundOutcome> {
    const found = this.posted.find(({ message }) => message.deliveryId === deliveryId);
    return Promise.resolve(found === undefined ? { kind: 'absent' } : { kind: 'found', receipt: found.receipt });
  }

  channels(): Promise<readonly Channel[]> {
    return Promise.resolve([...this.channelsById.values()]);
  }

  channel(id: string): Promise<Channel | null> {
    this.channelsAsked += 1;
    return Promise.resolve(this.channelsById.get(id) ?? null);
  }

  join(): Promise<void> {
    return Promise.resolve();
  }

  schedule(message: { channel: string; text: string; postAtUtc: string }): Promise<ScheduledMessage> {
    return Promise.resolve({ id: 'Q1', ...message });
  }

  unschedule(): Promise<boolean> {
    return Promise.resolve(true);
  }

  scheduled(): Promise<readonly ScheduledMessage[]> {
    return Promise.resolve([]);
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
}
