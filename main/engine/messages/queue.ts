import type { Subject, SubjectAmount } from '../../../shared/messages/facts.ts';
import type { MessageBody, MessageKind, MessageReason, MessageState } from '../../../shared/messages/message.ts';
import type { LayoutId } from '../../../shared/messages/rule.ts';
import type { MessageReceipt } from '../../ports/messenger.ts';

/** A message as a rule calls for it. Nothing of it ever changes; what becomes of it is kept beside it. */
export interface NewMessage {
  /** Delivery id: UUID (version 5) of what it tells, so that the same business event cannot be taken in twice. */
  readonly id: string;
  readonly flowId: string;
  /** Connection over which it goes. */
  readonly connectionId: string;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly runId: string | null;
  readonly view: string;
  /** Null for what is not about one subject (a digest, a summary, an incident). */
  readonly subjectKey: string | null;
  readonly label: string;
  readonly kind: MessageKind;
  readonly layout: LayoutId | null;
  readonly state: Extract<MessageState, 'held' | 'queued' | 'covered' | 'suppressed'>;
  readonly reason: MessageReason | null;
  readonly channel: { readonly id: string; readonly name: string };
  readonly body: MessageBody;
  /** The facts it was made from: digests are made of them later. Null where there is no subject. */
  readonly subject: Subject | null;
  /** What is left of the facts where they have gone, after the retention time. */
  readonly toldMark?: string | null;
  readonly amounts: readonly SubjectAmount[];
  /** `update` and `reply`: the alert's id. */
  readonly parentId: string | null;
  /** UTC ISO; null: as soon as possible. */
  readonly notBeforeUtc: string | null;
  /** The digest or summary that tells it, for `covered`. */
  readonly coveredBy: string | null;
  readonly createdAtUtc: string;
}

/** The same with what became of it. */
export interface QueuedMessage extends Omit<NewMessage, 'state'> {
  readonly state: MessageState;
  readonly attempts: number;
  /** When the first try of the present round began; null before any. */
  readonly sendingSinceUtc: string | null;
  readonly receipt: MessageReceipt | null;
  readonly postedAtUtc: string | null;
}

/** Where rules put what they call for. Every call belongs inside the caller's transaction. */
export interface MessageQueue {
  /** Takes messages in; one whose id is known already is passed over. Returns the ids that were new. */
  add(messages: readonly NewMessage[]): readonly string[];
  /** The latest alert about a subject by a rule, in whatever state; null if there never was one. */
  latestAlert(flowId: string, ruleId: string, subjectKey: string): QueuedMessage | null;
  /** True if the rule ever called for a message about a subject. */
  hasAlerts(flowId: string, ruleId: string): boolean;
  /** Takes back what was not sent yet because something newer is to be told: `suppressed`, `superseded`. False if it is too late. */
  supersede(id: string, atUtc: string): boolean;
}

/** Sends what is due. One for the engine. */
export interface PostOffice {
  /** Sends what the flow has due now; resolves when nothing is left that could go without waiting for its time or for a person. */
  drain(flowId: string, signal: AbortSignal): Promise<void>;
  /** Looks again soon: something was taken in, decided or changed. Returns at once. */
  ring(): void;
  /** The same once the vault is open: what was tried while it was shut goes now and not at its next try, which may be long after. */
  vaultOpened(): void;
  /** Goes on by itself, at each message's time, until `signal`. Call once, at start. */
  keep(signal: AbortSignal): Promise<void>;
}
