import { exactProfile } from './exact-profile.ts';
import type { WebhookProfile } from './profile.ts';

/** Every system that may ring, by the name in the address. */
export const webhookProfiles: ReadonlyMap<string, WebhookProfile> = new Map(
  [exactProfile].map((profile) => [profile.provider, profile]),
);
