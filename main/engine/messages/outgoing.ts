import { plainOnly } from '../../../shared/messages/render.ts';
import type { OutgoingMessage } from '../../ports/messenger.ts';
import type { StoredMessage } from '../../store/message-row.ts';
import type { PostOfficeDeps } from './office-deps.ts';

/** Whether a message is new, into a thread, or instead of another. */
export function actionOf({ kind }: Pick<StoredMessage, 'kind'>): OutgoingMessage['action'] {
  if (kind === 'update') return 'update';
  return kind === 'reply' ? 'reply' : 'post';
}

/** The destination's name of the message that this one belongs to; null if it belongs to none, or that one's place is not known. */
export function parentTsOf({ store }: Pick<PostOfficeDeps, 'store'>, message: StoredMessage): string | null {
  if (message.parentId === null || actionOf(message) === 'post') return null;
  return store.messages.get(message.parentId)?.receipt?.ts ?? null;
}

/** The message as it is handed over. */
export function outgoing(deps: Pick<PostOfficeDeps, 'store'>, message: StoredMessage): OutgoingMessage {
  return {
    deliveryId: message.id,
    route: message.ruleId,
    attempt: message.attempts + 1,
    channel: message.channel.id,
    body: message.plain ? plainOnly(message.body) : message.body,
    action: actionOf(message),
    parentTs: parentTsOf(deps, message),
    ...(actionOf(message) === 'update' && message.parentId !== null ? { first: message.parentId } : {}),
  };
}
