import { AppError } from '../../../shared/errors/app-error.ts';
import { messageLanguage } from '../../../shared/messages/rule.ts';
import { readdressed } from '../../../shared/messages/decided.ts';
import type { MessageDecision, MessageState } from '../../../shared/messages/message.ts';
import type { StoredMessage } from '../../store/message-row.ts';
import { deliveryId } from './delivery-id.ts';
import type { PostOfficeDeps } from './office-deps.ts';
import { Moves } from './office-context.ts';
import { markResent } from './resent.ts';
import { resumeChannel } from './stops.ts';

interface Deps {
  readonly deps: Pick<PostOfficeDeps, 'store' | 'clock'>;
}

/** States in which a person may decide so. */
const allowedIn: Readonly<Record<MessageDecision, readonly MessageState[]>> = {
  'already-posted': ['undecided'],
  'try-again': ['undecided', 'failed', 'held'],
  'post-again': ['posted', 'undecided', 'dismissed', 'covered', 'suppressed'],
  dismiss: ['undecided', 'failed', 'held', 'queued'],
};

function isAllowed(message: StoredMessage, decision: MessageDecision): boolean {
  if (decision === 'try-again' && message.state === 'held') return message.reason === 'channel-stopped';
  return allowedIn[decision].includes(message.state);
}

/**
 * A person's word on messages: all of them or none; `reason` goes into the trail. Answers how many changed. Ring the post office afterwards.
 *
 * Throws APP_NOT_FOUND, MESSAGE_DECISION_REFUSED if the state of one does not allow the decision, and MESSAGE_CONTENTS_REMOVED if one
 * is to be posted again of which nothing is kept any more.
 */
export function decideMessages(
  context: Deps,
  ids: readonly string[],
  decision: MessageDecision,
  reason?: string,
): number {
  const { store } = context.deps;
  return store.transaction(() => {
    const messages = [...new Set(ids)].map((id) => known(store.messages.get(id), id));
    const refused = messages.filter((message) => !isAllowed(message, decision));
    if (refused.length > 0) {
      const details = { refused: refused.length, chosen: messages.length };
      throw new AppError('MESSAGE_DECISION_REFUSED', 'config', { details });
    }
    const removed = messages.find((message) => message.contentsRemovedAtUtc !== null);
    if (decision === 'post-again' && removed !== undefined) {
      throw new AppError('MESSAGE_CONTENTS_REMOVED', 'config', { details: { message: removed.label } });
    }
    const moves = new Moves(context.deps);
    for (const message of messages) {
      noteDecision(context, moves, message, { decision, reason });
      decideOne(context, moves, message, decision);
    }
    return messages.length;
  });
}

function known(message: StoredMessage | null, id: string): StoredMessage {
  if (message === null) throw new AppError('APP_NOT_FOUND', 'config', { details: { what: 'message', id } });
  return message;
}

interface Decided {
  readonly decision: MessageDecision;
  /** In the operator's own words. */
  readonly reason: string | undefined;
}

function noteDecision({ deps }: Deps, moves: Moves, message: StoredMessage, { decision, reason }: Decided): void {
  deps.store.audit.append(moves.atUtc, 'message.decided', message.id, {
    flow: message.flowId,
    rule: message.ruleId,
    decision,
    by: 'operator',
    state: message.state,
    ...(reason === undefined ? {} : { reason }),
  });
}

function decideOne(context: Deps, moves: Moves, message: StoredMessage, decision: MessageDecision): void {
  switch (decision) {
    case 'already-posted': {
      const change = { state: 'posted', postedAtUtc: moves.atUtc, notBeforeUtc: null, error: null } as const;
      moves.move(message.id, ['undecided'], change, ['decided', decision]);
      return;
    }
    case 'try-again':
      tryAgain(context, moves, message);
      return;
    case 'post-again':
      postAgain(context, moves, message);
      return;
    case 'dismiss':
      giveUp(context, moves, message);
  }
}

/** What may be posted is asked for first; what certainly is not goes at once. */
function tryAgain(context: Deps, moves: Moves, message: StoredMessage): void {
  const again = { reason: null, notBeforeUtc: null } as const;
  const decided = ['decided', 'try-again'] as const;
  if (message.state === 'undecided') moves.move(message.id, ['undecided'], { ...again, state: 'unknown' }, decided);
  else moves.move(message.id, ['failed', 'held'], { ...again, state: 'queued', plain: false }, decided);
  resumeChannel(context, moves, { flowId: message.flowId, channelId: message.channel.id });
}

function postAgain({ deps }: Deps, moves: Moves, message: StoredMessage): void {
  const { store } = deps;
  const id = deliveryId({ ...message, told: `resend ${message.id}`, turn: store.messages.resends(message.id) + 1 });
  const fresh = {
    ...message,
    id,
    body: markResent(readdressed(message.body, id), messageLanguage(store.flows.get(message.flowId) ?? {})),
    state: 'queued',
    reason: null,
    notBeforeUtc: null,
    coveredBy: null,
    createdAtUtc: moves.atUtc,
  } as const;
  store.messages.addResend(fresh, message.id);
  // Whether the first one is there does not matter any more.
  const change =
    message.state === 'undecided' ? ({ state: 'dismissed' } as const) : ({ state: message.state } as const);
  moves.move(message.id, [message.state], change, ['re-sent', id]);
}

function giveUp({ deps }: Deps, moves: Moves, message: StoredMessage): void {
  const change = { state: 'dismissed', reason: null, notBeforeUtc: null } as const;
  moves.move(message.id, ['undecided', 'failed', 'held', 'queued'], change, ['decided', 'dismiss']);
  for (const child of deps.store.messages.childrenOf(message.id)) moves.suppress(child.id, 'superseded');
}
