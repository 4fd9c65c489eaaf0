import type { Json } from './call.ts';
import type { Identity, Person } from './workspace.ts';

/** What another company's people have as their team. */
const OTHER_TEAM = 'T0AUDITORS';

function user(id: string, name: string, rest: Json): Json {
  const handle = name.toLowerCase().replaceAll(/[^a-z]+/g, '.');
  const { title = '', ...marks } = rest;
  return {
    id,
    name: handle,
    deleted: false,
    real_name: name,
    is_bot: false,
    is_app_user: false,
    is_restricted: false,
    is_ultra_restricted: false,
    ...marks,
    profile: { real_name: name, real_name_normalized: name, display_name: '', title },
  };
}

/** A person as `users.list` shows them. Of those who left Slack keeps little more than the name. */
export function describePerson({ id, name, title = '', standing = 'member' }: Person, { teamId }: Identity): Json {
  switch (standing) {
    case 'member':
      return user(id, name, { team_id: teamId, title });
    case 'guest':
      return user(id, name, { team_id: teamId, title, is_restricted: true });
    case 'external':
      return user(id, name, { team_id: OTHER_TEAM, title, is_stranger: true });
    case 'deactivated':
      return user(id, name, { team_id: teamId, title, deleted: true });
  }
}

/** The app's own user. */
export function describeBotUser({ botUserId, botName, botId, teamId }: Identity): Json {
  return user(botUserId, botName, { team_id: teamId, is_bot: true, bot_id: botId });
}

/** Slack's own bot, which is not marked as one. */
export function describeSlackbot({ teamId }: Identity): Json {
  return user('USLACKBOT', 'Slackbot', { team_id: teamId });
}
