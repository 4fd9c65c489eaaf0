import type { Connection } from '../../shared/model/connection.ts';

/** A topic that a system calls about, and the stream whose records its keys name. */
export interface RingingTopic {
  readonly topic: string;
  readonly stream: string;
}

/** What there is to know of a system that calls us when something changed. Pure; one of each system. */
export interface RingingSystem {
  /** The profile that its deliveries are verified by, and its name in the address. */
  readonly provider: string;
  /** Name of the secret that it signs with. */
  readonly secret: string;
  /** Several topics may name records of one stream; the first one of a stream is the one that is subscribed to. */
  readonly topics: readonly RingingTopic[];
  /** Companies that this connection reads, as deliveries name them. */
  companiesOf(connection: Connection): readonly string[];
  /** The registered app that deliveries must be made for; empty if it does not matter. Lower case. */
  appOf(connection: Connection): string;
  /** The key that the record has in its stream; null for what can be no key. */
  recordKeyOf(said: { readonly division: string; readonly key: string }): string | null;
  /** The host name that a callback has to be under; null if any will do. */
  callbackHostOf(connection: Connection): string | null;
}

/** A subscription as the system lists it. */
export interface RemoteSubscription {
  readonly id: string;
  readonly topic: string;
  readonly callbackUrl: string;
  readonly createdAtUtc: string | null;
}

/** Subscriptions of one connection at its system. Each method throws what the system has against it in words (`WEBHOOK_*`). */
export interface Subscriptions {
  list(division: string, signal: AbortSignal): Promise<readonly RemoteSubscription[]>;
  /** Resolves also where there already is one for this topic. */
  add(
    subscription: { readonly division: string; readonly topic: string; readonly callbackUrl: string },
    signal: AbortSignal,
  ): Promise<void>;
  remove(subscription: { readonly division: string; readonly id: string }, signal: AbortSignal): Promise<void>;
}
