import type { Channel } from '../../../shared/messages/message.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import type { SchemaPlan } from '../../../shared/model/plan.ts';
import type { Messenger } from '../../ports/messenger.ts';

type Conflict = SchemaPlan['conflicts'][number];

/**
 * Why enabled rules could not post to their channels as these are now, and how to mend it. Each channel is asked for once.
 * Throws what the messenger throws.
 */
export async function channelConflicts(
  messenger: Pick<Messenger, 'channel'>,
  rules: readonly MessageRule[],
  signal: AbortSignal,
): Promise<Conflict[]> {
  const channels = new Map<string, Channel | null>();
  const conflicts: Conflict[] = [];
  for (const rule of rules.filter((one) => one.enabled)) {
    const { id } = rule.channel;
    if (!channels.has(id)) channels.set(id, await messenger.channel(id, signal));
    const found = conflictOf(rule, channels.get(id) ?? null);
    if (found !== null) conflicts.push(found);
  }
  return conflicts;
}

function conflictOf(rule: MessageRule, channel: Channel | null): Conflict | null {
  const name = `#${channel?.name ?? rule.channel.name}`;
  const say = (text: string, next: string): Conflict => ({ object: name, text: `Rule “${rule.name}”: ${text}`, next });
  if (channel === null) {
    return say(
      `${name} is not there, or the app is not allowed to see it.`,
      'Choose another channel for the rule. If it is a private channel, invite the app to it in Slack first.',
    );
  }
  if (channel.isArchived) {
    return say(`${name} is archived.`, 'Choose another channel for the rule, or restore the channel in Slack.');
  }
  if (!channel.isMember) {
    return say(
      `the app is not in ${name}.`,
      channel.isPrivate
        ? 'Invite the app in Slack: open the channel, and add the app under its integrations.'
        : 'Let the app join the channel, or invite it in Slack.',
    );
  }
  if (channel.isReadOnly) {
    return say(
      `only some people may post in ${name}.`,
      'Choose another channel for the rule, or let the app post there in the channel’s settings in Slack.',
    );
  }
  if (channel.isShared && !rule.channel.sharedConfirmed) {
    return say(
      `another company can read ${name}.`,
      'Choose another channel for the rule, or confirm in the rule that the other company may read what it posts.',
    );
  }
  return null;
}
