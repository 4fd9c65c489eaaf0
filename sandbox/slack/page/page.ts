import type { Practice } from '../call.ts';
import { buttonsOf, type Button, type ClickRecord } from '../clicks.ts';
import type { Scheduled } from '../schedule.ts';
import { microsOf } from '../timestamps.ts';
import type { Channel, Content, Message } from '../workspace.ts';
import { labelOf, renderBlock } from './blocks.ts';
import { escapeHtml } from './html.ts';
import { readMrkdwn } from './mrkdwn.ts';
import { STYLE } from './style.ts';

function moment(unixMs: number): string {
  const iso = new Date(unixMs).toISOString();
  return `<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
}

/** Where a message stands on the page; permalinks lead there. */
export function anchorOf(channelId: string, ts: string): string {
  return `${channelId}-${ts.replace('.', '')}`;
}

function body(content: Content, click: (button: Button) => string): string {
  if (content.blocks.length > 0)
    return content.blocks.map((block) => `<div>${renderBlock(block, click)}</div>`).join('');
  const attached = content.attachments.map((one) => {
    const text = one['text'] ?? one['fallback'];
    return `<blockquote>${typeof text === 'string' ? readMrkdwn(text).html : ''}</blockquote>`;
  });
  return `<div>${readMrkdwn(content.text).html}</div>${attached.join('')}`;
}

function formId(channel: Channel, message: Message): string {
  return `click-${anchorOf(channel.id, message.ts)}`;
}

function clickable(channel: Channel, message: Message, button: Button): string {
  const value = escapeHtml(button.action_id);
  const form = formId(channel, message);
  return `<button form="${form}" name="action_id" value="${value}">${escapeHtml(labelOf(button))}</button>`;
}

/** Below a message with buttons: as whom one clicks. */
function clickForm({ workspace }: Practice, channel: Channel, message: Message): string {
  if (!message.content.blocks.some((block) => buttonsOf(block).length > 0)) return '';
  const hidden = Object.entries({ channel: channel.id, ts: message.ts }).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${value}">`,
  );
  const people = workspace.active.map(({ id, name }) => `<option value="${id}">${escapeHtml(name)}</option>`);
  const who = `<label class="note">Click as <select name="user">${people.join('')}</select></label>`;
  return `<form id="${formId(channel, message)}" method="post" action="/practice/click">${hidden.join('')}${who}</form>`;
}

/** Slack shows names where people are called by id. Only a real call is inside `<mark>`: what people write is escaped. */
function withNames(html: string, { workspace }: Practice): string {
  return html.replace(/<mark>@(\w+)<\/mark>/g, (whole, id: string) => {
    const person = workspace.person(id);
    return person === undefined ? whole : `<mark>@${escapeHtml(person.name)}</mark>`;
  });
}

function renderMessage(practice: Practice, channel: Channel, message: Message): string {
  const { workspace } = practice;
  const who = escapeHtml(workspace.person(message.userId)?.name ?? message.userId);
  const app = message.botId === null ? '' : ' <span class="tag">APP</span>';
  const edited = message.edited === undefined ? '' : ' <span class="note">(edited)</span>';
  const at = moment((microsOf(message.ts) ?? 0) / 1000);
  const broadcast = message.isBroadcast ? ' <span class="tag">also sent to the channel</span>' : '';
  const said = withNames(
    body(message.content, (button) => clickable(channel, message, button)),
    practice,
  );
  const head = `<b>${who}</b>${app} ${at}${broadcast}${edited}`;
  const isReply = message.threadTs !== undefined;
  return `<article id="${anchorOf(channel.id, message.ts)}"${isReply ? ' class="thread"' : ''}>${head}${said}${clickForm(practice, channel, message)}</article>`;
}

function renderScheduled(one: Scheduled, kind: 'scheduled' | 'never', note: string): string {
  const said = body(one.content, (button) => escapeHtml(labelOf(button)));
  return `<article class="${kind}"><span class="tag">${note} ${moment(one.postAt * 1000)}</span>${said}</article>`;
}

function tagsOf(channel: Channel): string {
  const tags: readonly (readonly [boolean, string])[] = [
    [channel.isPrivate, 'private'],
    [channel.isArchived, 'archived'],
    [channel.isReadOnly, 'read-only'],
    [channel.isThreadOnly, 'threads only'],
    [channel.isNonThreadable, 'no threads'],
    [channel.isExtShared, 'shared with another company'],
    [!channel.isMember, 'the app is not in it'],
  ];
  return tags.flatMap(([is, name]) => (is ? `<span class="tag">${name}</span>` : [])).join(' ');
}

/** A way in for the app, which cannot let itself into private channels. */
function invitation(channel: Channel): string {
  if (channel.isMember || channel.isArchived) return '';
  const hidden = `<input type="hidden" name="channel" value="${channel.id}">`;
  return `<form method="post" action="/practice/invite">${hidden}<button>Invite the app</button></form>`;
}

function renderChannel(practice: Practice, channel: Channel): string {
  const { workspace, schedule } = practice;
  const messages = channel.messages
    .filter((message) => message.threadTs === undefined)
    .flatMap((parent) => [parent, ...workspace.replies(channel, parent)])
    .map((message) => renderMessage(practice, channel, message));
  const waiting = schedule.pending
    .filter((one) => one.channel === channel)
    .map((one) => renderScheduled(one, 'scheduled', 'Scheduled for'));
  const never = schedule.neverPosted
    .filter((one) => one.channel === channel)
    .map((one) => renderScheduled(one, 'never', `Never posted (${one.reason}), was due`));
  const title = `# ${escapeHtml(channel.name)} <small>${escapeHtml(channel.purpose)}</small> ${tagsOf(channel)}`;
  return `<section id="${channel.id}"><h2>${title}</h2>${invitation(channel)}${[...messages, ...waiting, ...never].join('\n')}</section>`;
}

function clickNote(last: ClickRecord | undefined): string {
  if (last === undefined) return '';
  const became = {
    acknowledged: 'the app heard it',
    'not-acknowledged': 'the app did not answer within three seconds, so the person sees an error',
    'no-link': 'no app is listening, so the person sees an error',
  }[last.delivery];
  return `<p role="status">Last click: ${escapeHtml(last.actionId)} by ${escapeHtml(last.userId)}, ${became}.</p>`;
}

/** The workspace as a person would see it: channels, messages, threads below their parent, what is scheduled. Everything is escaped. */
export function renderPage(practice: Practice, clicks: readonly ClickRecord[]): string {
  const { channels, identity } = practice.workspace;
  const nav = channels.map((one) => `<a href="#${one.id}"># ${escapeHtml(one.name)}</a>`).join(' ');
  const title = `${escapeHtml(identity.team)} (practice Slack)`;
  const sections = channels.map((channel) => renderChannel(practice, channel)).join('\n');
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style></head>
<body><h1>${title}</h1>${clickNote(clicks.at(-1))}<nav>${nav}</nav>
${sections}
</body></html>`;
}
