import { slackScopes } from './slack-scopes.ts';

export interface ManifestOptions {
  /** Adds what buttons need (Socket Mode); off unless approvals are wanted. */
  readonly approvals?: boolean;
}

/**
 * The manifest from which the customer makes their own app in Slack, as JSON text to paste (docs.slack.dev, app manifests). Token
 * rotation and PKCE are left off on purpose: neither can be switched off again.
 */
export function slackManifest({ approvals = false }: ManifestOptions = {}): string {
  const scopes = (required: boolean): string[] =>
    slackScopes.filter((one) => one.required === required).map(({ scope }) => scope);
  const manifest = {
    display_information: {
      name: 'ml-connector',
      description: 'Posts finance messages from Workday to the channels that were chosen',
    },
    features: { bot_user: { display_name: 'ml-connector', always_online: false } },
    oauth_config: { scopes: { bot: scopes(true), bot_optional: scopes(false) } },
    settings: {
      org_deploy_enabled: false,
      socket_mode_enabled: approvals,
      token_rotation_enabled: false,
      interactivity: { is_enabled: approvals },
    },
  };
  return JSON.stringify(manifest, null, 2);
}
