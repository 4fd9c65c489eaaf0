import type { Call, Json } from '../call.ts';
import { readContent, readTreatment } from '../content.ts';
import { limitOf, pageOf } from '../paging.ts';
import { SlackError } from '../slack-error.ts';
import { checkRestrictions, needToPost, parentOf, writableChannel } from './post.ts';

/** `chat.scheduleMessage`. With metadata it is accepted all the same, and never appears. */
export function scheduleMessage(call: Call): Json {
  needToPost(call);
  const { schedule, workspace, maxMetadata } = call.practice;
  const channel = writableChannel(call);
  const postAt = call.args.integer('post_at', 'invalid_time');
  if (postAt === undefined) throw new SlackError('invalid_time');
  const content = readContent(call.args, maxMetadata);
  const treatment = readTreatment(call.args);
  const parent = parentOf(call, channel);
  checkRestrictions(channel, parent);
  const scheduled = schedule.add({ channel, postAt, content, treatment, threadTs: parent?.ts }, call.now);
  const { botId, botUserId, teamId } = workspace.identity;
  return {
    channel: channel.id,
    scheduled_message_id: scheduled.id,
    post_at: postAt,
    message: {
      type: 'delayed_message',
      text: content.text,
      user: botUserId,
      bot_id: botId,
      team: teamId,
      ...(content.blocks.length === 0 ? {} : { blocks: content.blocks }),
    },
  };
}

/** `chat.deleteScheduledMessage`: refused in the last minute before it is posted. */
export function deleteScheduled(call: Call): Json {
  call.need('chat:write');
  call.practice.schedule.remove(call.channel(), call.args.required('scheduled_message_id'), call.now);
  return {};
}

/** `chat.scheduledMessages.list`: needs no scope. */
export function listScheduled(call: Call): Json {
  const { args } = call;
  const channel = args.has('channel') ? call.channel() : undefined;
  const oldest = args.integer('oldest', 'invalid_arguments') ?? 0;
  const latest = args.integer('latest', 'invalid_arguments') ?? Number.MAX_SAFE_INTEGER;
  const wanted = call.practice.schedule.pending.filter(
    (one) => (channel === undefined || one.channel === channel) && one.postAt >= oldest && one.postAt <= latest,
  );
  const { page, next } = pageOf(wanted, args, limitOf(args, 100, 999));
  const described = page.map((one) => ({
    id: one.id,
    channel_id: one.channel.id,
    post_at: one.postAt,
    date_created: one.createdAt,
    text: one.content.text,
  }));
  return { scheduled_messages: described, response_metadata: { next_cursor: next } };
}
