import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorTexts } from '../../../shared/errors/codes.ts';
import { AP, copies, messageTo, send, sent, startSlack, type SlackHarness } from './harness.ts';

const READ_ONLY = 'C0PRACT09';
const ARCHIVED = 'C0PRACT08';
const NOT_IN = 'C0PRACT11';
const THREAD_ONLY = 'C0PRACT12';
const NO_THREADS = 'C0PRACT13';

let test: SlackHarness;

beforeEach(async () => {
  test = await startSlack();
});
afterEach(async () => {
  await test.close();
});

/** What Slack answers to one post, and what it must mean. */
const meanings = [
  ['error:fatal_error', 'unknown', undefined, 'SLACK_ANSWER_UNCLEAR', 'transient'],
  ['error:request_timeout', 'unknown', undefined, 'SLACK_ANSWER_UNCLEAR', 'transient'],
  ['error:service_unavailable', 'unknown', undefined, 'SLACK_ANSWER_UNCLEAR', 'transient'],
  ['internal-error-before', 'unknown', undefined, 'SLACK_ANSWER_UNCLEAR', 'transient'],
  ['error:never_heard_of', 'unknown', undefined, 'SLACK_ANSWER_UNCLEAR', 'transient'],
  ['html-page', 'unknown', undefined, 'HTTP_BLOCK_PAGE', 'config'],
  ['unavailable-before', 'unknown', undefined, 'HTTP_UNAVAILABLE', 'transient'],
  ['throttled-retry-after', 'refused', 'connection', 'SLACK_RATE_LIMITED', 'rate-limited'],
  ['throttled', 'refused', 'connection', 'SLACK_RATE_LIMITED', 'rate-limited'],
  ['ratelimited-body', 'refused', 'connection', 'SLACK_RATE_LIMITED', 'rate-limited'],
  ['error:rate_limited', 'refused', 'connection', 'SLACK_RATE_LIMITED', 'rate-limited'],
  ['error:message_limit_exceeded', 'refused', 'connection', 'SLACK_MESSAGE_LIMIT', 'rate-limited'],
  ['error:team_added_to_org', 'refused', 'connection', 'SLACK_BUSY', 'transient'],
  ['error:org_login_required', 'refused', 'connection', 'SLACK_BUSY', 'transient'],
  ['token-revoked', 'refused', 'connection', 'SLACK_TOKEN_REFUSED', 'auth'],
  ['error:account_inactive', 'refused', 'connection', 'SLACK_TOKEN_REFUSED', 'auth'],
  ['error:two_factor_setup_required', 'refused', 'connection', 'SLACK_TOKEN_REFUSED', 'auth'],
  ['error:enterprise_is_restricted', 'refused', 'connection', 'SLACK_TOKEN_REFUSED', 'auth'],
  ['error:ekm_access_denied', 'refused', 'connection', 'SLACK_TOKEN_REFUSED', 'auth'],
  ['error:access_denied', 'refused', 'connection', 'SLACK_APPROVAL_PENDING', 'permission'],
  ['error:team_access_not_granted', 'refused', 'connection', 'SLACK_APPROVAL_PENDING', 'permission'],
  ['missing-scope:chat:write', 'refused', 'connection', 'SLACK_SCOPE_MISSING', 'permission'],
  ['error:no_permission', 'refused', 'connection', 'SLACK_NOT_ALLOWED', 'permission'],
  ['error:method_deprecated', 'refused', 'connection', 'SLACK_METHOD_RETIRED', 'internal'],
  ['error:deprecated_endpoint', 'refused', 'connection', 'SLACK_METHOD_RETIRED', 'internal'],
  ['channel-archived', 'refused', 'channel', 'SLACK_CHANNEL_ARCHIVED', 'config'],
  ['error:restricted_action', 'refused', 'channel', 'SLACK_CHANNEL_RESTRICTED', 'permission'],
  ['error:messages_tab_disabled', 'refused', 'channel', 'SLACK_CHANNEL_RESTRICTED', 'permission'],
  ['error:attachment_payload_limit_exceeded', 'refused', 'message', 'SLACK_MESSAGE_REFUSED', 'record'],
  ['error:metadata_must_be_sent_from_app', 'refused', 'message', 'SLACK_MESSAGE_REFUSED', 'record'],
] as const;

describe('what Slack says of a message', () => {
  it.each(meanings)('%s means: %s, %s (%s)', async (fault, kind, scope, code, errorKind) => {
    const one = messageTo(AP);
    test.slack.setFault(`${fault}@chat.postMessage`, true, 1);
    const outcome = await send(test.messenger, one);
    expect(outcome).toMatchObject({
      kind,
      ...(scope === undefined ? {} : { scope }),
      error: { code, kind: errorKind },
    });
    expect(errorTexts[code]?.kind).toBe(errorKind);
    expect(copies(test.slack, one)).toBe(0);
    // Tried once, whatever it was: nothing here repeats a message.
    expect(test.slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
    test.slack.setFault(`${fault}@chat.postMessage`, false);
  });

  it.each([
    ['unavailable-after', 'HTTP_UNAVAILABLE'],
    ['internal-error-after', 'SLACK_ANSWER_UNCLEAR'],
    ['drop-after', 'HTTP_CONNECTION_CUT'],
    ['hang-after', 'HTTP_ANSWER_TIMEOUT'],
  ])('%s leaves it unknown though it stands, and is not repeated', async (fault, code) => {
    const one = messageTo(AP);
    test.slack.setFault(`${fault}@chat.postMessage`, true, 1);
    expect(await send(test.messenger, one)).toMatchObject({ kind: 'unknown', error: { code } });
    expect(copies(test.slack, one)).toBe(1);
    expect(test.slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
  });

  it.each([
    [ARCHIVED, 'SLACK_CHANNEL_ARCHIVED'],
    [READ_ONLY, 'SLACK_CHANNEL_RESTRICTED'],
    [THREAD_ONLY, 'SLACK_CHANNEL_RESTRICTED'],
    ['C0PRACT07', 'SLACK_CHANNEL_NOT_FOUND'],
  ])('a message to %s stops that channel (%s)', async (channel, code) => {
    const outcome = await send(test.messenger, messageTo(channel));
    expect(outcome).toMatchObject({ kind: 'refused', scope: 'channel', error: { code, details: { channel } } });
  });

  it('posts in a public channel that it is not in only where that was granted', async () => {
    expect((await send(test.messenger, messageTo(NOT_IN))).kind).toBe('sent');
    test.slack.setFault('missing-scope:chat:write.public', true);
    expect(await send(test.messenger, messageTo(NOT_IN))).toMatchObject({
      kind: 'refused',
      scope: 'channel',
      error: { code: 'SLACK_NOT_IN_CHANNEL' },
    });
  });

  it('refuses a reply only, where a channel or a thread takes none', async () => {
    const parentTs = await sent(test.messenger, messageTo(NO_THREADS));
    const outcome = await send(test.messenger, messageTo(NO_THREADS, { action: 'reply', parentTs }));
    expect(outcome).toMatchObject({ kind: 'refused', scope: 'message', error: { code: 'SLACK_THREAD_CLOSED' } });
  });

  it('says where a layout was wrong and nothing of what it held', async () => {
    const blocks = [{ type: 'header', text: { type: 'plain_text', text: `Acme secret ${'x'.repeat(200)}` } }];
    const outcome = await send(test.messenger, messageTo(AP, { body: { text: 'Invoice', blocks } }));
    expect(outcome).toMatchObject({ kind: 'refused', scope: 'message', error: { code: 'SLACK_MESSAGE_REFUSED' } });
    expect(outcome.kind === 'refused' && outcome.error.details['reason']).toMatch(/^invalid_blocks( \/[\w/]+)+$/);
    expect(JSON.stringify(outcome)).not.toContain('Acme');
  });

  it('takes an update in an archived channel, and of a foreign message, for gone', async () => {
    const parentTs = await sent(test.messenger, messageTo(AP));
    const foreign = test.slack.say(AP, 'I am a person');
    const toForeign = await send(test.messenger, messageTo(AP, { action: 'update', parentTs: foreign }));
    expect(toForeign).toMatchObject({ kind: 'gone', error: { details: { reason: 'cant_update_message' } } });
    const channel = test.slack.workspace.channel(AP);
    if (channel === undefined) throw new Error('no channel');
    channel.isArchived = true;
    const toArchived = await send(test.messenger, messageTo(AP, { action: 'update', parentTs }));
    expect(toArchived).toMatchObject({ kind: 'gone', error: { details: { reason: 'is_inactive' } } });
  });
});

describe('what leaves as a message', () => {
  it('pings nobody, unfurls nothing and carries ids alone as metadata', async () => {
    const one = messageTo(AP, { body: { text: 'See https://example.com &lt;!channel&gt; @here *now*', blocks: [] } });
    const ts = await sent(test.messenger, one);
    const standing = test.slack.posted().messages.find((message) => message.ts === ts);
    expect(standing).toMatchObject({ pings: [], unfurls: false });
    expect(standing?.metadata).toEqual({
      event_type: 'ml_connector_delivery',
      event_payload: { delivery_id: one.deliveryId, attempt: 1, route: 'rule-1', v: 1 },
    });
  });

  it('gets the address at which a person opens it, also in a thread', async () => {
    const parent = await send(test.messenger, messageTo(AP));
    if (parent.kind !== 'sent') throw new Error('not sent');
    const { ts, permalink } = parent.receipt;
    expect(permalink).toBe(`${test.slack.address}/archives/${AP}/p${ts.replace('.', '')}`);
    const reply = await send(test.messenger, messageTo(AP, { action: 'reply', parentTs: ts }));
    expect(reply.kind === 'sent' && reply.receipt.permalink).toContain(`?thread_ts=${ts}&cid=${AP}`);
  });

  it('keeps text and blocks together when it is updated', async () => {
    const parentTs = await sent(test.messenger, messageTo(AP));
    const blocks = [{ type: 'section', text: { type: 'plain_text', text: 'New', emoji: false } }];
    await sent(test.messenger, messageTo(AP, { action: 'update', parentTs, body: { text: 'New', blocks } }));
    expect(test.slack.posted().messages.find(({ ts }) => ts === parentTs)).toMatchObject({ text: 'New', blocks });
  });

  it('is not in the request log, nor is any token', async () => {
    await sent(test.messenger, messageTo(AP, { body: { text: 'Very confidential', blocks: [] } }));
    const log = JSON.stringify(test.log.recent());
    expect(log).toContain('chat.postMessage');
    expect(log).not.toMatch(/confidential|xoxb/);
  });
});
