import { createHash } from 'node:crypto';
import { isAppError, isRetryable } from '../../../shared/errors/app-error.ts';
import type { MessageSender, Messenger, PostedMessage, SendOutcome } from '../../ports/messenger.ts';
import { nowUtc } from '../../ports/time.ts';
import type { Lane } from '../../store/messages.ts';
import type { StoredMessage } from '../../store/message-row.ts';
import { markOf, otherError } from '../installation/alone.ts';
import { ownInstallation } from '../installation/identity.ts';
import type { PostOfficeDeps } from './office-deps.ts';
import type { Messengers } from './messengers.ts';
import { actionOf, parentTsOf } from './outgoing.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** How long what the history said holds while one message follows the other: to ask at each would use up what may be asked. */
const freshMs = 15_000;
/** Read again from so long before the last look: a message may show late. */
const overlapMs = 10 * minuteMs;
/** How far the first look of a process goes back. */
const firstLookMs = 7 * dayMs;
/** As long after a restore or a choice, what the other posted may be called for here too. */
const doubtMs = 31 * dayMs;
/** A history that may not be read is not asked for at every message. */
const refusedMs = 60 * minuteMs;

interface Seen {
  readonly askedMs: number;
  readonly freshUntilMs: number;
  /** The history may not be read: no new visit changes that. */
  readonly isRefused: boolean;
  readonly byDelivery: ReadonlyMap<string, PostedMessage>;
  /** Delivery ids that say they are of this installation and were never tried here: a copy of its data folder is at work. */
  readonly ofCopy: ReadonlySet<string>;
}

/** What is needed of the post office. */
interface Surroundings {
  readonly deps: PostOfficeDeps;
  readonly messengers: Messengers;
  readonly signal: AbortSignal;
}

/**
 * What the app wrote to the channels of its flows, here and on other computers. It is looked at before a message goes: a message that
 * another installation posted is not posted again, and a flow that another one tells of too is stopped before it doubles anything.
 */
export class Neighbours {
  readonly #seen = new Map<string, Seen>();

  /** A visit to a channel begins: what was known of it may be old. */
  visit(lane: Pick<Lane, 'flowId' | 'channelId'>): void {
    const key = keyOf(lane.flowId, lane.channelId);
    const known = this.#seen.get(key);
    if (known?.isRefused === false) this.#seen.set(key, { ...known, freshUntilMs: 0 });
  }

  /** What becomes of the message in place of sending it; null if it may go. A messenger that cannot tell is taken to be alone. */
  async meet(context: Surroundings, message: StoredMessage): Promise<SendOutcome | null> {
    const { deps, messengers } = context;
    const action = actionOf(message);
    // The same update twice is one.
    if (action === 'update' || deps.store.connections.get(message.connectionId) === null) return null;
    const messenger = messengers.of(message.connectionId);
    if (messenger.posted === undefined) return null;
    try {
      if (action === 'reply') return await replyThere(context, messenger, message);
      const seen = await this.#look(context, messenger, message);
      const there = seen.byDelivery.get(message.id);
      if (there !== undefined) return { kind: 'sent', receipt: there.receipt };
      return othersIn(deps, message, seen);
    } catch (error) {
      if (context.signal.aborted || !isAppError(error) || !isRetryable(error)) return null;
      return { kind: 'refused', scope: 'connection', error };
    }
  }

  async #look({ deps, signal }: Surroundings, messenger: Messenger, message: StoredMessage): Promise<Seen> {
    const key = keyOf(message.flowId, message.channel.id);
    const known = this.#seen.get(key);
    const askedMs = deps.clock.now();
    if (known !== undefined && askedMs < known.freshUntilMs) return known;
    const sinceMs = known === undefined ? firstSinceMs(deps, message.flowId) : known.askedMs - overlapMs;
    const request = { channel: message.channel.id, sinceUtc: new Date(sinceMs).toISOString() };
    try {
      const posts = (await messenger.posted?.(request, signal)) ?? [];
      const byDelivery = new Map(known?.byDelivery);
      for (const post of posts) for (const id of [post.deliveryId, post.first ?? '']) byDelivery.set(id, post);
      const ofCopy = new Set([...(known?.ofCopy ?? []), ...neverTried(deps, message.flowId, posts)]);
      return this.#keep(key, { askedMs, freshUntilMs: askedMs + freshMs, isRefused: false, byDelivery, ofCopy });
    } catch (error) {
      if (isAppError(error) && isRetryable(error) && error.kind !== 'rate-limited') throw error;
      const { byDelivery = new Map<string, PostedMessage>(), ofCopy = new Set<string>() } = known ?? {};
      return this.#keep(key, { askedMs, freshUntilMs: askedMs + refusedMs, isRefused: true, byDelivery, ofCopy });
    }
  }

  #keep(key: string, seen: Seen): Seen {
    this.#seen.set(key, seen);
    return seen;
  }
}

function keyOf(flowId: string, channelId: string): string {
  return JSON.stringify([flowId, channelId]);
}

/** Who sends a message: this installation, for which flow, from which source. Ids and a hash alone: it stands in the channel. */
export function senderOf(
  deps: Pick<PostOfficeDeps, 'store' | 'clock' | 'random'>,
  message: StoredMessage,
): MessageSender {
  const { id, line, generation } = ownInstallation(deps);
  const { store } = deps;
  const source = store.connections.get(store.flows.get(message.flowId)?.sourceConnectionId ?? '');
  const { host = '', tenant = '' } = source?.settings ?? {};
  const hash = createHash('sha256').update(JSON.stringify([host.trim().toLowerCase(), tenant.trim().toLowerCase()]));
  return {
    ...{ installation: id, line, generation, flow: message.flowId },
    source: hash.digest('hex').slice(0, 16),
    view: message.view,
  };
}

function firstSinceMs(deps: PostOfficeDeps, flowId: string): number {
  const nowMs = deps.clock.now();
  const own = ownInstallation(deps);
  if (isInDoubt(deps, flowId)) return Math.max(Date.parse(own.sinceUtc), nowMs - doubtMs);
  const madeMs = Date.parse(deps.store.flows.get(flowId)?.createdAtUtc ?? own.sinceUtc);
  return Math.max(madeMs, nowMs - firstLookMs);
}

/** Restored, or another was met: what is called for here may have been told by the other. */
function isInDoubt(deps: PostOfficeDeps, flowId: string): boolean {
  const own = ownInstallation(deps);
  const moments = [own.from?.takenAtUtc, own.decided[flowId]].map((at) => (at === undefined ? 0 : Date.parse(at)));
  return Math.max(...moments) > deps.clock.now() - doubtMs;
}

/** The history of a channel does not show its threads: a reply is looked for in its own. */
async function replyThere(
  { deps, signal }: Surroundings,
  messenger: Messenger,
  message: StoredMessage,
): Promise<SendOutcome | null> {
  const parentTs = parentTsOf(deps, message);
  if (parentTs === null || !isInDoubt(deps, message.flowId)) return null;
  const sinceUtc = new Date(firstSinceMs(deps, message.flowId)).toISOString();
  const request = { deliveryId: message.id, channel: message.channel.id, parentTs, action: 'reply', sinceUtc } as const;
  const found = await messenger.find(request, signal);
  return found.kind === 'found' ? { kind: 'sent', receipt: found.receipt } : null;
}

/** Refused before anything is sent if another installation tells of the same flow; that it was met stands in the trail. */
function othersIn(deps: PostOfficeDeps, message: StoredMessage, { byDelivery, ofCopy }: Seen): SendOutcome | null {
  const mark = markOf(deps, message.flowId);
  const own = senderOf(deps, message);
  const others = [...byDelivery.values()].flatMap(({ deliveryId, sender, atUtc }) =>
    sender !== null &&
    (sender.installation !== own.installation || ofCopy.has(deliveryId)) &&
    atUtc > mark.sinceUtc &&
    !wasKnownBefore(deps, deliveryId, mark.sinceUtc) &&
    isSameFlow(own, sender)
      ? [{ id: sender.installation, line: sender.line, generation: sender.generation, lastAtUtc: atUtc }]
      : [],
  );
  const error = otherError(message.flowId, others);
  if (error === null) return null;
  deps.store.transaction(() => {
    deps.store.audit.append(nowUtc(deps.clock), 'installation.met-another', message.flowId, error.details);
  });
  return { kind: 'refused', scope: 'connection', error };
}

/**
 * What the one before posted just before the backup is no news, though the server's clock, which is known to the second, may say that it
 * was after it.
 */
function wasKnownBefore({ store }: PostOfficeDeps, deliveryId: string, sinceUtc: string): boolean {
  const postedAtUtc = store.messages.get(deliveryId)?.postedAtUtc ?? null;
  return postedAtUtc !== null && postedAtUtc <= sinceUtc;
}

/** What was posted in this installation's name for a flow of its own, and is not known here or was never sent off. */
function neverTried(deps: PostOfficeDeps, flowId: string, posts: readonly PostedMessage[]): string[] {
  const { id } = ownInstallation(deps);
  const named = posts.filter(({ sender }) => sender?.installation === id && sender.flow === flowId);
  return named.flatMap(({ deliveryId }) => {
    const known = deps.store.messages.get(deliveryId);
    return known === null || (known.attempts === 0 && known.postedAtUtc === null) ? [deliveryId] : [];
  });
}

/** The same flow of a copy; or of one that was set up by itself, what the same source has of the same kind. */
function isSameFlow(own: MessageSender, other: MessageSender): boolean {
  if (own.line === other.line) return own.flow === other.flow;
  return own.source === other.source && own.view === other.view;
}
