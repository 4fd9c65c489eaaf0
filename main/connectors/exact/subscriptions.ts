import { AppError, isAppError } from '../../../shared/errors/app-error.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import type { RemoteSubscription, Subscriptions } from '../../ports/ringing.ts';
import type { ExactRow } from './api.ts';
import { ExactCaller } from './call.ts';
import { createExactApi } from './client.ts';
import { readSettings } from './settings.ts';
import { sharedState } from './shared-state.ts';
import { TokenSource } from './token.ts';

const RESOURCE = 'webhooks/WebhookSubscriptions';
const FIELDS = ['ID', 'Topic', 'CallbackURL', 'Created'];
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Webhook subscriptions of the connection's app (reference page §5.1): one for each topic and company, all that is ever created or
 * removed in Exact by this program besides what a person approved. Throws EXACT_SETTING_INVALID for settings that cannot be used.
 */
export function createExactSubscriptions(context: ConnectorContext): Subscriptions {
  const settings = readSettings(context.connection);
  const state = sharedState(context.clock, `${settings.address}|${context.connection.id}`);
  const tokens = new TokenSource(context, settings, state);
  const caller = new ExactCaller(context, settings, { state, tokens });
  const api = createExactApi(context);
  const addressOf = (division: string, key = ''): string => `${settings.address}/api/v1/${division}/${RESOURCE}${key}`;
  const change = async (
    division: string,
    of: { readonly url: string; readonly method: 'POST' | 'DELETE'; readonly body: string | null },
    signal: AbortSignal,
  ): Promise<void> => {
    const { url, method, body } = of;
    const call = { division: Number(division), resource: RESOURCE, purpose: 'webhook subscription', signal };
    await caller.send({ ...call, url, change: { method, body } });
  };
  return {
    list: async (division, signal) => {
      const found: RemoteSubscription[] = [];
      const request = { division: Number(division), resource: RESOURCE, query: { select: FIELDS } };
      try {
        for await (const page of api.pages({ ...request, purpose: 'webhook subscriptions', signal })) {
          found.push(...page.rows.flatMap((row) => readSubscription(row) ?? []));
        }
      } catch (error) {
        throw explained(error, { division });
      }
      return found;
    },
    add: async ({ division, topic, callbackUrl }, signal) => {
      const body = JSON.stringify({ Topic: topic, CallbackURL: callbackUrl });
      try {
        await change(division, { url: addressOf(division), method: 'POST', body }, signal);
      } catch (error) {
        if (saysThere(error)) return;
        throw explained(error, { division, topic, callbackUrl, redirectUri: settings.redirectUri });
      }
    },
    remove: async ({ division, id }, signal) => {
      if (!GUID.test(id)) throw new AppError('APP_NOT_FOUND', 'config', { details: { what: 'subscription', id } });
      try {
        await change(division, { url: addressOf(division, `(guid'${id}')`), method: 'DELETE', body: null }, signal);
      } catch (error) {
        // Somebody else removed it: that is what was wanted.
        if (isAppError(error) && error.code === 'EXACT_NOT_FOUND') return;
        throw explained(error, { division });
      }
    },
  };
}

function readSubscription(row: ExactRow): RemoteSubscription | null {
  const { ID: id, Topic: topic, CallbackURL: callbackUrl, Created: created } = row;
  if (typeof id !== 'string' || typeof topic !== 'string' || typeof callbackUrl !== 'string') return null;
  const ms = typeof created === 'string' ? /\((-?\d+)/.exec(created)?.[1] : undefined;
  return { id, topic, callbackUrl, createdAtUtc: ms === undefined ? null : new Date(Number(ms)).toISOString() };
}

/** Another user of the customer has one for this topic: events come all the same. */
function saysThere(error: unknown): boolean {
  return isAppError(error) && /already exists/i.test(reasonOf(error));
}

interface Subject {
  readonly division: string;
  readonly topic?: string;
  readonly callbackUrl?: string;
  readonly redirectUri?: string;
}

/** What Exact has against a subscription, in words of ours. */
function explained(error: unknown, { division, topic = '', callbackUrl = '', redirectUri = '' }: Subject): unknown {
  if (!isAppError(error)) return error;
  const make = (code: string, kind: AppError['kind'], details: Record<string, string>): AppError =>
    new AppError(code, kind, { details, cause: error });
  if (error.code === 'EXACT_SCOPE_MISSING') return make('WEBHOOK_SCOPE_MISSING', 'permission', { division });
  const reason = reasonOf(error);
  if (error.code !== 'EXACT_CHANGE_REFUSED') return error;
  const address = hostOf(callbackUrl);
  if (/same domain|redirect/i.test(reason)) {
    return make('WEBHOOK_CALLBACK_DOMAIN', 'config', { wanted: hostOf(redirectUri), given: address });
  }
  if (/callback/i.test(reason)) return make('WEBHOOK_CALLBACK_FAILED', 'config', { address, reason });
  return make('WEBHOOK_TOPIC_REFUSED', 'config', { topic, division, reason });
}

function reasonOf({ details }: AppError): string {
  const { reason } = details;
  return typeof reason === 'string' ? reason : '';
}

/** The path of our address is not for anybody to read. */
function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
