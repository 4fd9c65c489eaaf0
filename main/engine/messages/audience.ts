import { AppError, isAppError, isRetryable } from '../../../shared/errors/app-error.ts';
import { healthRuleId } from '../../../shared/messages/health.ts';
import type { RuleChannel } from '../../../shared/messages/rule.ts';
import type { Messenger, SendOutcome } from '../../ports/messenger.ts';
import type { StoredMessage } from '../../store/message-row.ts';
import type { Messengers } from './messengers.ts';
import type { PostOfficeDeps } from './office-deps.ts';

interface Asking {
  readonly deps: PostOfficeDeps;
  readonly messengers: Pick<Messengers, 'of'>;
  readonly signal: AbortSignal;
}

/** How long it is taken to be so that no other company reads a channel. */
const freshMs = 5 * 60_000;

/**
 * Who reads a channel besides the company. A channel can be shared with another company long after a rule began to post there; what
 * was not confirmed for that does not go there.
 */
export class Audience {
  /** Until when a channel is taken to be the company's own, by connection and channel. */
  readonly #own = new Map<string, number>();

  /**
   * Refuses a message whose channel another company can read, unless the operator confirmed that; null if it may go. Where the app
   * may not ask who reads the channel, nobody can tell, and the message goes.
   */
  async refuse({ deps, messengers, signal }: Asking, message: StoredMessage): Promise<SendOutcome | null> {
    const { connectionId, channel } = message;
    if (isConfirmed(deps, message) || deps.store.connections.get(connectionId) === null) return null;
    try {
      const isShared = await this.#isShared(deps, messengers.of(connectionId), { connectionId, channel, signal });
      return isShared ? { kind: 'refused', scope: 'channel', error: sharedError(channel.name) } : null;
    } catch (error) {
      if (signal.aborted || !isAppError(error) || !isRetryable(error)) return null;
      return { kind: 'refused', scope: 'connection', error };
    }
  }

  /** Throws what the messenger throws. A channel that is not there is nobody's. */
  async #isShared(
    { clock }: Pick<PostOfficeDeps, 'clock'>,
    messenger: Pick<Messenger, 'channel'>,
    { connectionId, channel, signal }: Pick<StoredMessage, 'connectionId' | 'channel'> & { signal: AbortSignal },
  ): Promise<boolean> {
    const key = JSON.stringify([connectionId, channel.id]);
    if (clock.now() < (this.#own.get(key) ?? 0)) return false;
    const known = await messenger.channel(channel.id, signal);
    if (known?.isShared === true) return true;
    this.#own.set(key, clock.now() + freshMs);
    return false;
  }
}

/** Another company can read the channel of this name, and nobody confirmed that. */
export function sharedError(channel: string): AppError {
  return new AppError('MESSAGE_CHANNEL_SHARED', 'config', { details: { channel } });
}

/** Throws MESSAGE_CHANNEL_SHARED if another company can read the channel; where the app may not ask, nobody can tell. */
export async function assertOwn(
  messenger: Pick<Messenger, 'channel'>,
  channelId: string,
  signal: AbortSignal,
): Promise<void> {
  const known = await messenger.channel(channelId, signal).catch((error: unknown) => {
    if (signal.aborted || !isAppError(error) || isRetryable(error)) throw error;
    return null;
  });
  if (known?.isShared === true) throw sharedError(known.name);
}

/** By the rule that called for the message, or by any other of the flow that posts to the same channel now. */
function isConfirmed({ store }: PostOfficeDeps, { flowId, ruleId, channel }: StoredMessage): boolean {
  const messaging = store.flows.get(flowId)?.messaging;
  const of = ruleId === healthRuleId ? messaging?.health?.channel : ruleChannel(messaging?.rules, ruleId);
  const isThere = (one: RuleChannel | undefined): boolean => one?.id === channel.id && one.sharedConfirmed;
  return isThere(of) || (of?.id !== channel.id && (messaging?.rules ?? []).some((rule) => isThere(rule.channel)));
}

function ruleChannel(
  rules: readonly { readonly id: string; readonly channel: RuleChannel }[] | undefined,
  ruleId: string,
): RuleChannel | undefined {
  return rules?.find(({ id }) => id === ruleId)?.channel;
}
