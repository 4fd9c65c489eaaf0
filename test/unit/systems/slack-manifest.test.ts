import { describe, expect, it } from 'vitest';
import { slackManifest } from '../../../shared/systems/slack-manifest.ts';
import { slackSystem } from '../../../shared/systems/slack.ts';

describe('the manifest of the Slack app', () => {
  it('asks for what is needed, offers the rest, and switches on nothing that cannot be switched off', () => {
    expect(JSON.parse(slackManifest())).toMatchObject({
      display_information: { name: 'ml-connector' },
      features: { bot_user: { display_name: 'ml-connector', always_online: false } },
      oauth_config: {
        scopes: {
          bot: ['chat:write', 'channels:read', 'groups:read'],
          bot_optional: ['channels:history', 'groups:history', 'channels:join', 'chat:write.public', 'users:read'],
        },
      },
      settings: {
        org_deploy_enabled: false,
        socket_mode_enabled: false,
        token_rotation_enabled: false,
        interactivity: { is_enabled: false },
      },
    });
    expect(slackManifest()).not.toMatch(/pkce|customize/);
  });

  it('opens Socket Mode and buttons only for approvals', () => {
    expect(JSON.parse(slackManifest({ approvals: true }))).toMatchObject({
      settings: { socket_mode_enabled: true, interactivity: { is_enabled: true } },
    });
  });

  it('names every scope on the form, with what a missing one costs', () => {
    const { oauth_config: config } = JSON.parse(slackManifest()) as {
      oauth_config: { scopes: { bot: string[]; bot_optional: string[] } };
    };
    for (const scope of [...config.scopes.bot, ...config.scopes.bot_optional]) {
      const shown = slackSystem.permissions.find(({ grant }) => grant.split(' ').includes(scope));
      expect(shown?.reason, scope).toContain('Without it');
    }
  });
});
