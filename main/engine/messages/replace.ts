import type { AppError } from '../../../shared/errors/app-error.ts';
import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import { readdressed } from '../../../shared/messages/decided.ts';
import type { StoredMessage } from '../../store/message-row.ts';
import { deliveryId } from './delivery-id.ts';
import type { Moves, OfficeContext } from './office-context.ts';
import type { NewMessage } from './queue.ts';

/**
 * The message that was to be updated or replied to is not there any more: a fresh one says what is so now, and what else was to be
 * said about the old one follows it. Call it inside a transaction.
 */
export function replaceGone({ deps }: OfficeContext, moves: Moves, message: StoredMessage, error: AppError): void {
  const { store } = deps;
  const parent = message.parentId === null ? null : store.messages.get(message.parentId);
  if (parent === null) {
    const failed = { state: 'failed', reason: null, notBeforeUtc: null, error: toErrorDto(error) } as const;
    moves.move(message.id, ['sending', 'queued'], failed, ['failed', error.code]);
    return;
  }
  const children = store.messages.childrenOf(parent.id);
  const latest = lastKept(message, parent, children);
  const fresh = freshOf({ message, parent, latest, atUtc: moves.atUtc });
  store.messages.addResend(fresh, parent.id);
  for (const child of children) {
    if (child.id === message.id) continue;
    const change = { parentId: fresh.id, state: 'held', reason: 'after-parent' } as const;
    moves.move(child.id, ['queued', 'held'], change, ['replaced', fresh.id]);
  }
  const now = ['sending', 'queued'] as const;
  if (latest === message) {
    const told = { state: 'covered', reason: 'superseded', coveredBy: fresh.id, notBeforeUtc: null } as const;
    moves.move(message.id, now, told, ['replaced', fresh.id]);
  } else {
    const change = { parentId: fresh.id, state: 'held', reason: 'after-parent', sendingSinceUtc: null } as const;
    moves.move(message.id, now, { ...change, notBeforeUtc: null }, ['replaced', fresh.id]);
  }
  const details = { flow: message.flowId, rule: message.ruleId, fresh: fresh.id, code: error.code };
  store.audit.append(moves.atUtc, 'message.replaced', parent.id, details);
}

/**
 * As it was last told: what the lost message says now. What is not kept any more after the retention time cannot be told again; the
 * message that was to be said about it then stands by itself.
 */
function lastKept(message: StoredMessage, parent: StoredMessage, children: readonly StoredMessage[]): StoredMessage {
  if (message.kind === 'update') return message;
  const updates = children.filter((one) => one.kind === 'update' && one.state === 'posted');
  return [...updates.reverse(), parent].find((one) => one.contentsRemovedAtUtc === null) ?? message;
}

interface Replacing {
  readonly message: StoredMessage;
  readonly parent: StoredMessage;
  readonly latest: StoredMessage;
  readonly atUtc: string;
}

function freshOf({ message, parent, latest, atUtc }: Replacing): NewMessage {
  const id = deliveryId({ ...message, told: `fresh ${message.id}` });
  return {
    ...parent,
    id,
    runId: message.runId,
    // A click on it must name the message that is there.
    body: readdressed(latest.body, id),
    subject: latest.subject ?? parent.subject,
    state: 'queued',
    reason: null,
    notBeforeUtc: null,
    coveredBy: null,
    createdAtUtc: atUtc,
  };
}
