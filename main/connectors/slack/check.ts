import { AppError, isAppError } from '../../../shared/errors/app-error.ts';
import type { CheckStep } from '../../../shared/model/check.ts';
import { slackScopes, type SlackScope } from '../../../shared/systems/slack-scopes.ts';
import { runSteps, type StepOutcome, type StepToRun } from '../../http/check-steps.ts';
import { networkSteps } from '../../http/network-steps.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import { channelPages } from './channels.ts';
import type { Identity, SlackClient } from './client.ts';
import { refusalError, requestError, scopeError, SlackRefusal } from './refusals.ts';
import type { Settings } from './settings.ts';

export interface CheckOptions {
  readonly context: ConnectorContext;
  /** Throws SLACK_SETTING_INVALID. */
  open(): { readonly settings: Settings; readonly client: SlackClient };
  readonly signal: AbortSignal;
}

const passed = (detail: string): StepOutcome => ({ state: 'passed', detail });
const warning = (detail: string): StepOutcome => ({ state: 'warning', detail });
const skipped = (detail: string): StepOutcome => ({ state: 'skipped', detail });

/**
 * The steps of a check as they happen. Without a sign-in the rest is skipped; a missing scope, a history that cannot be read and a
 * wrong app-level token do not end the others.
 */
export async function* checkConnection({ context, open, signal }: CheckOptions): AsyncGenerator<CheckStep> {
  const known: { identity: Identity | null } = { identity: null };
  const settings: StepToRun = {
    id: 'settings',
    label: 'Settings',
    run: () => Promise.resolve(passed(open().settings.address)),
  };
  const authenticate: StepToRun = {
    id: 'authenticate',
    label: 'Sign in',
    run: async () => {
      known.identity = await open().client.identity(signal, true).catch(asSignInError);
      return passed(whoIs(known.identity));
    },
  };
  const steps = [
    settings,
    ...networkSteps(context.probe, () => open().settings.address, signal),
    authenticate,
    ...slackScopes.map((scope) => scopeStep(scope, () => known.identity?.scopes ?? null)),
    historyStep({ context, open, signal }),
    appTokenStep({ context, open, signal }),
  ];
  const standsAlone = (id: string): boolean => id.startsWith('scope.') || id === 'history' || id === 'app-token';
  yield* runSteps(steps, { clock: context.clock, standsAlone });
}

function asSignInError(error: unknown): never {
  throw error instanceof SlackRefusal ? refusalError(error) : error;
}

function whoIs({ bot, team, expiresInSeconds }: Identity): string {
  const who = `As ${bot} in ${team}`;
  if (expiresInSeconds === null) return who;
  return `${who}; the token ends in ${String(Math.round(expiresInSeconds / 60))} minutes and is renewed before`;
}

function scopeStep(wanted: SlackScope, granted: () => readonly string[] | null): StepToRun {
  const { scope, cost, required } = wanted;
  return {
    id: `scope.${scope}`,
    label: `Permission ${scope}`,
    run: () => {
      const scopes = granted();
      if (scopes === null) return Promise.resolve(skipped('Slack does not tell what was granted'));
      if (scopes.includes(scope)) return Promise.resolve(passed('granted'));
      if (required) return Promise.reject(scopeError(scope));
      return Promise.resolve(warning(`Not granted. ${cost}`));
    },
  };
}

/** Whether a lost answer can be cleared up: one message of a channel that the app is in is asked for, and not kept. */
function historyStep({ open, signal }: CheckOptions): StepToRun {
  return {
    id: 'history',
    label: 'Look whether a message was posted',
    run: async () => {
      const { client } = open();
      try {
        const channel = await firstOwnChannel(client, signal);
        if (channel === null) return skipped('The app is in no channel yet');
        await client.ask('conversations.history', { channel: channel.id, limit: 1 }, signal);
        return passed(`The history of #${channel.name} can be read`);
      } catch (error) {
        if (!(error instanceof SlackRefusal)) throw error;
        if (error.code === 'missing_scope')
          return warning('History cannot be read: a person must decide whenever an answer is lost');
        throw requestError(error);
      }
    },
  };
}

async function firstOwnChannel(client: SlackClient, signal: AbortSignal): Promise<{ id: string; name: string } | null> {
  for await (const page of channelPages(client, { types: 'public_channel', exclude_archived: true }, signal)) {
    const own = page.find((one) => one.isMember && !one.isArchived);
    if (own !== undefined) return own;
  }
  return null;
}

function appTokenStep({ context, open, signal }: CheckOptions): StepToRun {
  return {
    id: 'app-token',
    label: 'App-level token (approvals)',
    run: async () => {
      const token = await appToken(context);
      if (token === null) return skipped('None given: approvals with buttons are not possible');
      try {
        await open().client.askAsApp('apps.connections.open', token, signal);
        return passed('The app-level token is good');
      } catch (error) {
        if (!(error instanceof SlackRefusal)) throw error;
        throw new AppError('SLACK_APP_TOKEN_REFUSED', 'auth', { details: { reason: error.code } });
      }
    },
  };
}

async function appToken(context: ConnectorContext): Promise<string | null> {
  try {
    const token = (await context.readSecret('appToken')).trim();
    return token === '' ? null : token;
  } catch (error) {
    if (isAppError(error) && error.code === 'VAULT_SECRET_MISSING') return null;
    throw error;
  }
}
