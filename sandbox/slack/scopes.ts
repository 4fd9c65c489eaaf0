/** The scopes that the practised methods know. */
export const SCOPES = [
  'chat:write',
  'chat:write.public',
  'chat:write.customize',
  'channels:read',
  'groups:read',
  'channels:history',
  'groups:history',
  'channels:join',
  'users:read',
] as const;

export type Scope = (typeof SCOPES)[number];

/** What the practice app is granted unless the starter says otherwise: everything but posting under another name. */
export const DEFAULT_SCOPES: readonly Scope[] = SCOPES.filter((scope) => scope !== 'chat:write.customize');
