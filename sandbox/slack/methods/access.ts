import type { Call, Json } from '../call.ts';

/** `auth.test`: who the token is. Needs no scope. */
export function testAuth({ practice, token }: Call): Json {
  const { teamId, team, botId, botUserId, botName, appId } = practice.workspace.identity;
  const url = `${practice.address()}/`;
  if (token?.kind === 'app') return { url, team, team_id: teamId, app_id: appId, app_name: botName };
  return {
    url,
    team,
    user: botName,
    team_id: teamId,
    user_id: botUserId,
    bot_id: botId,
    is_enterprise_install: false,
    ...(token?.expiresInSeconds === undefined ? {} : { expires_in: token.expiresInSeconds }),
  };
}

/** `oauth.v2.access` with `grant_type=refresh_token`, the only grant that is practised. */
export function refreshToken({ practice, args, authorization }: Call): Json {
  const { teamId, team, botUserId, appId } = practice.workspace.identity;
  const refreshed = practice.tokens.refresh(args, authorization);
  return {
    ...refreshed,
    token_type: 'bot',
    scope: [...practice.granted].join(','),
    bot_user_id: botUserId,
    app_id: appId,
    team: { id: teamId, name: team },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** `apps.connections.open`: the address of a Socket Mode link, good for one connection. */
export function openConnection({ practice }: Call): Json {
  return { url: practice.sockets.open() };
}
