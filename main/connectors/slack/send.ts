import { z } from 'zod';
import { AppError, isAppError } from '../../../shared/errors/app-error.ts';
import type { MessageReceipt, OutgoingMessage, SendContext, SendOutcome } from '../../ports/messenger.ts';
import type { Identity, SlackAnswer, SlackArguments, SlackClient } from './client.ts';
import { neverLeft, passing } from './never-left.ts';
import { classOf, refusalError, SlackRefusal } from './refusals.ts';

export const EVENT_TYPE = 'ml_connector_delivery';

const answerSchema = z.object({ ts: z.string().min(1) });

/** The one try of a message. Rejects only when nothing was sent: `sending()` failed, or it was given up while it waited. */
export async function sendOnce(
  client: SlackClient,
  message: OutgoingMessage,
  context: SendContext,
): Promise<SendOutcome> {
  const leave = await client.state.line(message.channel).enter(context.signal);
  try {
    return await tryOnce(client, message, context);
  } finally {
    leave();
  }
}

async function tryOnce(client: SlackClient, message: OutgoingMessage, context: SendContext): Promise<SendOutcome> {
  const { signal } = context;
  const progress: { stage: 'waiting' | 'storing' | 'sent' } = { stage: 'waiting' };
  const ready = async (): Promise<void> => {
    const readyAt = client.state.now();
    progress.stage = 'storing';
    await context.sending();
    progress.stage = 'sent';
    // Updates have a limit of their own, which the gate keeps.
    if (message.action !== 'update') client.state.line(message.channel).count(readyAt);
  };
  try {
    const identity = await client.identity(signal);
    const method = message.action === 'update' ? 'chat.update' : 'chat.postMessage';
    const answer = await client.write(method, argumentsOf(message), { signal, ready });
    return sentOutcome(message, answer, identity);
  } catch (error) {
    if (progress.stage === 'storing') throw error;
    if (progress.stage === 'sent') return outcomeOf(error, message);
    if (signal.aborted || (isAppError(error) && error.kind === 'cancelled')) throw error;
    return { kind: 'refused', scope: 'connection', error: notSent(error) };
  }
}

function argumentsOf(message: OutgoingMessage): SlackArguments {
  const { channel, body, action, parentTs } = message;
  const common = {
    channel,
    text: body.text,
    ...(body.blocks.length === 0 ? {} : { blocks: body.blocks }),
    metadata: {
      event_type: EVENT_TYPE,
      event_payload: {
        ...{ delivery_id: message.deliveryId, attempt: message.attempt, route: message.route, v: 1 },
        ...message.sender,
        ...(message.first === undefined ? {} : { first: message.first }),
      },
    },
    link_names: false,
  };
  if (action === 'update') return { ...common, ts: parentTs };
  return {
    ...common,
    unfurl_links: false,
    unfurl_media: false,
    // Values of the source must not format, even where a client shows the text instead of the blocks.
    mrkdwn: false,
    ...(action === 'reply' ? { thread_ts: parentTs, reply_broadcast: false } : {}),
  };
}

function sentOutcome(message: OutgoingMessage, answer: SlackAnswer, identity: Identity): SendOutcome {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) {
    const details = { reason: 'it does not name the message' };
    return { kind: 'unknown', error: new AppError('SLACK_ANSWER_UNREADABLE', 'transient', { details }) };
  }
  const threadTs = message.action === 'reply' ? message.parentTs : null;
  return { kind: 'sent', receipt: receiptOf({ channel: message.channel, ts: parsed.data.ts, threadTs }, identity) };
}

/** The receipt of a message, with its address as `chat.getPermalink` gives it: asking for it would keep the receipt waiting. */
export function receiptOf(
  place: { readonly channel: string; readonly ts: string; readonly threadTs: string | null },
  { workspaceUrl }: Identity,
): MessageReceipt {
  const { channel, ts, threadTs } = place;
  const thread = threadTs === null ? '' : `?thread_ts=${threadTs}&cid=${channel}`;
  const path = `archives/${channel}/p${ts.replace('.', '')}${thread}`;
  return { channel, ts, permalink: workspaceUrl === '' ? null : `${workspaceUrl}${path}` };
}

/** What became of a request that had left, by the table of the reference page (§6). */
function outcomeOf(error: unknown, message: OutgoingMessage): SendOutcome {
  if (error instanceof SlackRefusal) return refusalOutcome(error, message);
  const known = isAppError(error) ? error : new AppError('APP_INTERNAL', 'internal', { cause: error });
  if (known.code === 'SLACK_RATE_LIMITED') return { kind: 'refused', scope: 'connection', error: known };
  if (neverLeft(known)) return { kind: 'refused', scope: 'connection', error: passing(known) };
  return { kind: 'unknown', error: known };
}

function refusalOutcome(refusal: SlackRefusal, message: OutgoingMessage): SendOutcome {
  const error = refusalError(refusal, message.channel);
  switch (classOf(refusal)) {
    case 'unclear':
      return { kind: 'unknown', error };
    case 'gone':
      return message.action === 'post' ? { kind: 'refused', scope: 'message', error } : { kind: 'gone', error };
    case 'channel':
      return { kind: 'refused', scope: 'channel', error };
    case 'payload':
    case 'thread':
      return { kind: 'refused', scope: 'message', error };
    case 'rate':
    case 'plan-limit':
    case 'busy':
    case 'auth':
    case 'approval':
    case 'scope':
    case 'forbidden':
    case 'retired':
      return { kind: 'refused', scope: 'connection', error };
  }
}

/** The error of what failed before the message itself was due: nothing of it left. */
function notSent(error: unknown): AppError {
  if (error instanceof SlackRefusal) return refusalError(error);
  return isAppError(error) ? passing(error) : new AppError('APP_INTERNAL', 'internal', { cause: error });
}
