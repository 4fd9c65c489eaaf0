import { microsOf, tsOf } from './timestamps.ts';

export type Block = Readonly<Record<string, unknown>> & { readonly type: string };

export interface Metadata {
  readonly event_type: string;
  readonly event_payload: Readonly<Record<string, unknown>>;
}

export interface Content {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly attachments: readonly Readonly<Record<string, unknown>>[];
  readonly metadata: Metadata | undefined;
}

/** How Slack was asked to treat the text. */
export interface Treatment {
  readonly linkNames: boolean;
  readonly parseFull: boolean;
  readonly unfurlLinks: boolean;
  readonly unfurlMedia: boolean;
  readonly mrkdwn: boolean;
}

export interface Message {
  readonly ts: string;
  readonly userId: string;
  /** Null for what a person wrote or Slack itself. */
  readonly botId: string | null;
  /** `channel_join` and the like: nobody can answer those in a thread. */
  readonly subtype: string | undefined;
  /** The parent's `ts` for a reply. */
  readonly threadTs: string | undefined;
  readonly isBroadcast: boolean;
  readonly treatment: Treatment;
  content: Content;
  edited: { readonly user: string; readonly ts: string } | undefined;
  /** How often it was updated, seen by people or not. */
  updates: number;
  isThreadLocked: boolean;
}

export interface Channel {
  readonly id: string;
  name: string;
  readonly purpose: string;
  isPrivate: boolean;
  isArchived: boolean;
  isReadOnly: boolean;
  isThreadOnly: boolean;
  isNonThreadable: boolean;
  isExtShared: boolean;
  /** Whether the bot is in it. */
  isMember: boolean;
  /** Oldest first. */
  readonly messages: Message[];
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly title?: string;
  /** `guest` of some channels, `external` of another company in a shared channel, `deactivated`; a member without it. */
  readonly standing?: 'member' | 'guest' | 'external' | 'deactivated';
}

export interface Identity {
  readonly teamId: string;
  readonly team: string;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly botName: string;
}

export const PLAIN_TREATMENT: Treatment = {
  linkNames: false,
  parseFull: false,
  unfurlLinks: true,
  unfurlMedia: true,
  mrkdwn: true,
};

type Draft = Pick<Message, 'userId' | 'botId' | 'content'> &
  Partial<Pick<Message, 'subtype' | 'threadTs' | 'isBroadcast' | 'treatment'>>;

/** One workspace in memory: its channels, people and messages. */
export class Workspace {
  readonly identity: Identity;
  readonly people: readonly Person[];
  #channels: readonly Channel[];
  #lastMicros = 0;

  constructor(identity: Identity, people: readonly Person[], channels: readonly Channel[]) {
    this.identity = identity;
    this.people = people;
    this.#channels = channels;
  }

  get channels(): readonly Channel[] {
    return this.#channels;
  }

  /** Everything as it was in another life of the workspace. */
  restore(channels: readonly Channel[]): void {
    this.#channels = channels;
    const moments = channels.flatMap(({ messages }) => messages.map(({ ts }) => microsOf(ts) ?? 0));
    this.#lastMicros = moments.reduce((latest, one) => Math.max(latest, one), this.#lastMicros);
  }

  /** A `ts` that no other message has, later than every earlier one. */
  nextTs(nowMs: number): string {
    this.#lastMicros = Math.max(Math.floor(nowMs) * 1000, this.#lastMicros + 1);
    return tsOf(this.#lastMicros);
  }

  channel(id: string): Channel | undefined {
    return this.channels.find((channel) => channel.id === id);
  }

  /** The message of a channel with exactly this moment, however its digits are written. */
  message(channel: Channel, ts: string): Message | undefined {
    const micros = microsOf(ts);
    return micros === null ? undefined : channel.messages.find((message) => microsOf(message.ts) === micros);
  }

  /** Stores a message at the end of a channel. */
  add(channel: Channel, draft: Draft, nowMs: number): Message {
    const message: Message = {
      subtype: undefined,
      threadTs: undefined,
      isBroadcast: false,
      treatment: PLAIN_TREATMENT,
      ...draft,
      ts: this.nextTs(nowMs),
      edited: undefined,
      updates: 0,
      isThreadLocked: false,
    };
    channel.messages.push(message);
    return message;
  }

  /** Replies of a thread, oldest first. */
  replies(channel: Channel, parent: Message): readonly Message[] {
    return channel.messages.filter((message) => message.threadTs === parent.ts);
  }

  /** Those who can still do something here; the first of them speaks where nobody is named. */
  get active(): readonly Person[] {
    return this.people.filter(({ standing }) => standing !== 'deactivated');
  }

  person(id: string): Person | undefined {
    const { botUserId, botName } = this.identity;
    return id === botUserId ? { id: botUserId, name: botName } : this.people.find((one) => one.id === id);
  }
}

/** Content that is nothing but text. */
export function textContent(text: string): Content {
  return { text, blocks: [], attachments: [], metadata: undefined };
}
