import { AppError, type ErrorKind } from '../../../shared/errors/app-error.ts';
import { slackScopes } from '../../../shared/systems/slack-scopes.ts';
import type { SlackMethod } from './methods.ts';

/** What Slack said with `ok: false`, as far as it may be kept. Never leaves the connector. */
export class SlackRefusal extends Error {
  readonly method: SlackMethod;
  /** A word of Slack's; `unreadable` if it was none. */
  readonly code: string;
  /** Scopes that `missing_scope` names; empty otherwise. */
  readonly needed: string;
  /** Where in what was sent, as JSON pointers. */
  readonly pointers: readonly string[];

  constructor(method: SlackMethod, data: Readonly<Record<string, unknown>>) {
    const code = wordOf(data['error']);
    super(`${method}: ${code}`);
    this.method = method;
    this.code = code;
    this.needed = wordOf(data['needed'], '');
    this.pointers = pointersOf(data['response_metadata']);
  }
}

function wordOf(value: unknown, otherwise = 'unreadable'): string {
  return typeof value === 'string' && /^[\w.:, -]{1,120}$/.test(value) ? value : otherwise;
}

/** Explanations may quote what was sent; only the places that they name are kept. */
function pointersOf(metadata: unknown): string[] {
  const messages =
    typeof metadata === 'object' && metadata !== null ? (metadata as { messages?: unknown }).messages : [];
  if (!Array.isArray(messages)) return [];
  const texts = messages.filter((one): one is string => typeof one === 'string');
  return texts.flatMap((text) => /\[json-pointer:([\w/.-]{1,120})\]/.exec(text)?.[1] ?? []).slice(0, 5);
}

/** What a code means for whoever asked. */
export type RefusalClass =
  | 'rate'
  | 'plan-limit'
  | 'unclear'
  | 'busy'
  | 'auth'
  | 'approval'
  | 'scope'
  | 'forbidden'
  | 'channel'
  | 'thread'
  | 'gone'
  | 'payload'
  | 'retired';

const classes: Readonly<Record<RefusalClass, readonly string[]>> = {
  rate: ['ratelimited', 'rate_limited'],
  'plan-limit': ['message_limit_exceeded'],
  unclear: ['internal_error', 'fatal_error', 'request_timeout', 'service_unavailable'],
  busy: ['team_added_to_org', 'org_login_required'],
  auth: [
    'invalid_auth',
    'not_authed',
    'token_revoked',
    'token_expired',
    'account_inactive',
    'two_factor_setup_required',
    'enterprise_is_restricted',
    'accesslimited',
    'ekm_access_denied',
  ],
  approval: ['access_denied', 'team_access_not_granted'],
  scope: ['missing_scope'],
  forbidden: ['not_allowed_token_type', 'no_permission'],
  channel: [
    'channel_not_found',
    'not_in_channel',
    'is_archived',
    'restricted_action',
    'restricted_action_read_only_channel',
    'restricted_action_thread_only_channel',
    'messages_tab_disabled',
    'method_not_supported_for_channel_type',
    'team_not_found',
  ],
  thread: ['restricted_action_non_threadable_channel', 'restricted_action_thread_locked'],
  gone: [
    'thread_not_found',
    'message_not_found',
    'cant_update_message',
    'edit_window_closed',
    'is_inactive',
    'cannot_reply_to_message',
  ],
  payload: [
    'invalid_blocks',
    'invalid_blocks_format',
    'msg_too_long',
    'msg_blocks_too_long',
    'no_text',
    'markdown_text_conflict',
    'too_many_attachments',
    'attachment_payload_limit_exceeded',
    'invalid_metadata_format',
    'invalid_metadata_schema',
    'metadata_too_large',
    'metadata_must_be_sent_from_app',
    'invalid_arguments',
    'invalid_arg_name',
    'invalid_array_arg',
    'invalid_charset',
    'invalid_form_data',
    'invalid_post_type',
    'missing_post_type',
  ],
  retired: ['method_deprecated', 'deprecated_endpoint', 'unknown_method'],
};
const classOfCode = new Map<string, RefusalClass>(
  Object.entries(classes).flatMap(([name, codes]) => codes.map((code) => [code, name as RefusalClass])),
);

/** The class of a code by the table of the reference page (§6). One that no table has may mean anything: `unclear`. */
export function classOf({ code }: SlackRefusal): RefusalClass {
  return classOfCode.get(code) ?? 'unclear';
}

/** Milliseconds to wait where Slack names no time. */
export const DEFAULT_PAUSE_MS = 30_000;
const PLAN_PAUSE_MS = 30 * 60_000;

/** The AppError for a refusal. `channel` names the channel where one was meant. */
export function refusalError(refusal: SlackRefusal, channel = 'it was asked for'): AppError {
  const { code, method } = refusal;
  const make = (name: string, kind: ErrorKind, details: Record<string, string>, retryAfterMs?: number): AppError =>
    new AppError(name, kind, { details, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
  switch (classOf(refusal)) {
    case 'rate':
      return make('SLACK_RATE_LIMITED', 'rate-limited', { method }, DEFAULT_PAUSE_MS);
    case 'plan-limit':
      return make('SLACK_MESSAGE_LIMIT', 'rate-limited', { method }, PLAN_PAUSE_MS);
    case 'unclear':
      return make('SLACK_ANSWER_UNCLEAR', 'transient', { reason: code });
    case 'busy':
      return make('SLACK_BUSY', 'transient', { reason: code });
    case 'auth':
      return make('SLACK_TOKEN_REFUSED', 'auth', { reason: code });
    case 'approval':
      return make('SLACK_APPROVAL_PENDING', 'permission', { reason: code });
    case 'scope':
      return scopeError(refusal.needed);
    case 'forbidden':
      return make('SLACK_NOT_ALLOWED', 'permission', { reason: code });
    case 'channel':
      return channelError(code, channel);
    case 'thread':
      return make('SLACK_THREAD_CLOSED', 'config', { channel, reason: code });
    case 'gone':
      return make('SLACK_MESSAGE_GONE', 'record', { channel, reason: code });
    case 'payload':
      return make('SLACK_MESSAGE_REFUSED', 'record', { reason: [code, ...refusal.pointers].join(' ') });
    case 'retired':
      return make('SLACK_METHOD_RETIRED', 'internal', { method });
  }
}

/** The error of a scope that was not granted, with what it costs. */
export function scopeError(needed: string): AppError {
  const cost = slackScopes.find(({ scope }) => needed.split(/[, ]+/).includes(scope))?.cost ?? '';
  const details = { scope: needed === '' ? 'unknown' : needed, cost };
  return new AppError('SLACK_SCOPE_MISSING', 'permission', { details });
}

function channelError(code: string, channel: string): AppError {
  const make = (name: string, kind: ErrorKind): AppError =>
    new AppError(name, kind, { details: { channel, reason: code } });
  if (code === 'channel_not_found' || code === 'team_not_found') return make('SLACK_CHANNEL_NOT_FOUND', 'config');
  if (code === 'not_in_channel') return make('SLACK_NOT_IN_CHANNEL', 'config');
  if (code === 'is_archived') return make('SLACK_CHANNEL_ARCHIVED', 'config');
  return make('SLACK_CHANNEL_RESTRICTED', 'permission');
}

/** The same for a request that posts nothing: there, what Slack does not accept is our own mistake and no message's. */
export function requestError(refusal: SlackRefusal, channel?: string): AppError {
  const kind = classOf(refusal);
  if (kind !== 'payload' && kind !== 'thread' && kind !== 'gone') return refusalError(refusal, channel);
  const reason = [refusal.code, ...refusal.pointers].join(' ');
  return new AppError('SLACK_REQUEST_REFUSED', 'internal', { details: { method: refusal.method, reason } });
}
