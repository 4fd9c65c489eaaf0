import type { AppError } from '../../shared/errors/app-error.ts';
import type { Channel, MessageBody } from '../../shared/messages/message.ts';
import type { Person } from '../../shared/messages/people.ts';
import type { CheckStep } from '../../shared/model/check.ts';

/** Where a message stands at the destination. */
export interface MessageReceipt {
  readonly channel: string;
  /** The destination's own name of the message. */
  readonly ts: string;
  /** Null where the destination gave none; the message stands all the same. */
  readonly permalink: string | null;
}

/** Which installation posts a message, and for which flow: seen by the others that post to the same channel. */
export interface MessageSender {
  readonly installation: string;
  readonly line: string;
  readonly generation: number;
  readonly flow: string;
  /** Tells sources apart without naming them. */
  readonly source: string;
  readonly view: string;
}

/** One message on its way. The same `deliveryId` is the same business event, however often it is tried. */
export interface OutgoingMessage {
  readonly deliveryId: string;
  /** Rule that called for it; ids only ever leave as metadata, never amounts or names. */
  readonly route: string;
  readonly attempt: number;
  readonly channel: string;
  readonly body: MessageBody;
  /** `post` a new message, `reply` into the thread of `parentTs`, or `update` the message `parentTs`. */
  readonly action: 'post' | 'reply' | 'update';
  readonly parentTs: string | null;
  readonly sender?: MessageSender;
  /** Delivery id of the message that an update takes the place of. */
  readonly first?: string;
}

export interface SendContext {
  /**
   * Called once, right before the request leaves and after all waiting for limits: resolves when it is stored that the message
   * is being sent. If it rejects, nothing is sent.
   */
  sending(): Promise<void>;
  readonly signal: AbortSignal;
}

/** What became of one try. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly receipt: MessageReceipt }
  /** May have been posted: find out before anything is sent again. */
  | { readonly kind: 'unknown'; readonly error: AppError }
  /**
   * Certainly not posted. `scope`: what it stops: this message, everything to its channel, or everything over this connection.
   * Transient and rate-limited errors of scope `connection` may be tried again by themselves.
   */
  | { readonly kind: 'refused'; readonly scope: 'message' | 'channel' | 'connection'; readonly error: AppError }
  /** An update or a reply whose message is not there (any more): a new message is called for. */
  | { readonly kind: 'gone'; readonly error: AppError };

/** What the destination's history says of a message that may have been posted. */
export type FoundOutcome =
  | { readonly kind: 'found'; readonly receipt: MessageReceipt }
  /** The whole history since then was read, and it is not there. */
  | { readonly kind: 'absent' }
  /** History cannot be read whole: a person decides. With an error of kind `transient` or `rate-limited`: ask again later. */
  | { readonly kind: 'cannot-tell'; readonly error: AppError };

export interface FindRequest {
  readonly deliveryId: string;
  readonly channel: string;
  /** For replies: the thread to look in. For updates: the message itself. */
  readonly parentTs: string | null;
  readonly action: OutgoingMessage['action'];
  /** This machine's clock when the first try began; the connector corrects for the difference between clocks. */
  readonly sinceUtc: string;
}

export interface PostedRequest {
  readonly channel: string;
  /** By this machine's clock; the connector corrects for the difference between clocks. */
  readonly sinceUtc: string;
}

/** A message of the app's own as the channel's history shows it. */
export interface PostedMessage {
  readonly deliveryId: string;
  /** What it was posted as before it was updated; null if it was not. */
  readonly first: string | null;
  /** Null where it does not say. */
  readonly sender: MessageSender | null;
  /** By this machine's clock. */
  readonly atUtc: string;
  readonly receipt: MessageReceipt;
}

/** A message that the destination posts by itself at its time unless it is taken back. */
export interface ScheduledMessage {
  readonly id: string;
  readonly channel: string;
  readonly postAtUtc: string;
  readonly text: string;
}

/**
 * A system that messages are posted to. It cannot be written twice safely (`delivery: 'once'`), so it never retries by itself: it
 * says what became of the one try it made. It keeps the system's limits itself. One instance per connection.
 * Methods other than `send` and `find` throw AppErrors of its system (`SLACK_*`) or of the HTTP layer (`HTTP_*`).
 */
export interface Messenger {
  check(signal: AbortSignal): AsyncIterable<CheckStep>;
  /** Rejects only if nothing was sent: `sending()` rejected, or it was given up while it waited. */
  send(message: OutgoingMessage, context: SendContext): Promise<SendOutcome>;
  find(request: FindRequest, signal: AbortSignal): Promise<FoundOutcome>;
  /** What the app itself posted to a channel, newest first, from whichever installation; left out by a system that cannot tell. */
  posted?(request: PostedRequest, signal: AbortSignal): Promise<readonly PostedMessage[]>;
  /** All channels that the app can see, by name. Reads every page. */
  channels(signal: AbortSignal): Promise<readonly Channel[]>;
  /** One channel as it is now; null if it is not there or not to be seen. */
  channel(id: string, signal: AbortSignal): Promise<Channel | null>;
  /** The people who are there, by name, without bots. May be some minutes old unless `again`. Reads every page. */
  people(options: { readonly again: boolean; readonly signal: AbortSignal }): Promise<readonly Person[]>;
  /** Joins a public channel; safe to repeat. */
  join(id: string, signal: AbortSignal): Promise<void>;
  schedule(
    message: { channel: string; text: string; postAtUtc: string },
    signal: AbortSignal,
  ): Promise<ScheduledMessage>;
  /** False if it could not be taken back any more: it posts, or has posted. */
  unschedule(message: { channel: string; id: string }, signal: AbortSignal): Promise<boolean>;
  scheduled(channel: string, signal: AbortSignal): Promise<readonly ScheduledMessage[]>;
  close(): Promise<void>;
}
