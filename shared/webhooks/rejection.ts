/** Why the receiver did not take a request. `replayed`: taken before, answered again, and nothing came of it. */
export const webhookRejections = [
  'signature-wrong',
  'signature-missing',
  'unreadable',
  'replayed',
  'unknown-address',
  'foreign-host',
  'from-a-browser',
  'encoded',
  'too-large',
  'too-slow',
  'too-many',
  'no-secret',
  'not-stored',
] as const;
export type WebhookRejection = (typeof webhookRejections)[number];
