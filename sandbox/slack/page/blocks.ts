import { buttonsOf, type Button } from '../clicks.ts';
import type { Block } from '../workspace.ts';
import { escapeHtml, lines } from './html.ts';
import { readMrkdwn } from './mrkdwn.ts';

type Node = Readonly<Record<string, unknown>>;

function nodes(value: unknown): readonly Node[] {
  return Array.isArray(value) ? (value as readonly Node[]) : [];
}

function word(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A text object, plain or formatted. */
function textOf(value: unknown): string {
  const node = (value ?? {}) as Node;
  return node['type'] === 'mrkdwn' ? readMrkdwn(word(node['text'])).html : lines(word(node['text']));
}

function picture(node: Node): string {
  return `<span class="picture">[${escapeHtml(word(node['alt_text']))}]</span>`;
}

/** A button that can be clicked, or one that only shows what there would be. */
function buttonOf(button: Button, click: (button: Button) => string): string {
  return `<span class="button ${escapeHtml(button.style ?? '')}">${click(button)}</span>`;
}

function inline(node: Node): string {
  switch (node['type']) {
    case 'link':
      return `<a title="${escapeHtml(word(node['url']))}">${escapeHtml(word(node['text'] ?? node['url']))}</a>`;
    case 'user':
    case 'usergroup':
    case 'broadcast':
      return `<mark>@${escapeHtml(word(node['user_id'] ?? node['usergroup_id'] ?? node['range']))}</mark>`;
    case 'channel':
      return `<span class="ref">#${escapeHtml(word(node['channel_id']))}</span>`;
    case 'emoji':
      return `:${escapeHtml(word(node['name']))}:`;
    case 'date':
      return escapeHtml(word(node['fallback'] ?? node['timestamp']));
    default:
      return styled(lines(word(node['text'] ?? node['value'])), (node['style'] ?? {}) as Node);
  }
}

function styled(html: string, style: Node): string {
  const tags = { bold: 'b', italic: 'i', strike: 's', code: 'code' };
  return Object.entries(tags).reduce(
    (inner, [name, tag]) => (style[name] === true ? `<${tag}>${inner}</${tag}>` : inner),
    html,
  );
}

function rich(node: Node): string {
  const elements = nodes(node['elements']);
  switch (node['type']) {
    case 'rich_text_list': {
      const tag = node['style'] === 'ordered' ? 'ol' : 'ul';
      return `<${tag}>${elements.map((one) => `<li>${rich(one)}</li>`).join('')}</${tag}>`;
    }
    case 'rich_text_quote':
      return `<blockquote>${elements.map(inline).join('')}</blockquote>`;
    case 'rich_text_preformatted':
      return `<pre>${elements.map(inline).join('')}</pre>`;
    case 'rich_text':
      return elements.map(rich).join('');
    default:
      return `<div>${elements.map(inline).join('')}</div>`;
  }
}

function cell(node: Node, tag: 'td' | 'th', settings: Node): string {
  const align = settings['align'];
  const classes = [
    ...(align === 'right' || align === 'center' ? [align] : []),
    ...(settings['is_wrapped'] === true ? ['wrapped'] : []),
  ];
  const names = classes.length === 0 ? '' : ` class="${classes.join(' ')}"`;
  const said = node['type'] === 'rich_text' ? rich(node) : lines(word(node['text'] ?? node['value']));
  return `<${tag}${names}>${said}</${tag}>`;
}

/** The first row heads the columns. What is wider than the channel is scrolled to. */
function table(block: Block): string {
  const settings = nodes(block['column_settings']);
  const rows = (block['rows'] as readonly (readonly Node[])[]).map((row, index) => {
    const tag = index === 0 ? 'th' : 'td';
    return `<tr>${row.map((one, column) => cell(one, tag, settings[column] ?? {})).join('')}</tr>`;
  });
  return `<div class="table" tabindex="0"><table>${rows.join('')}</table></div>`;
}

function section(block: Block, click: (button: Button) => string): string {
  const text = block['text'] === undefined ? '' : `<div>${textOf(block['text'])}</div>`;
  const fields = nodes(block['fields']).map((field) => `<div>${textOf(field)}</div>`);
  const grid = fields.length === 0 ? '' : `<div class="fields">${fields.join('')}</div>`;
  const accessory = block['accessory'] as Node | undefined;
  const image = accessory?.['type'] === 'image' ? picture(accessory) : '';
  return (
    text +
    grid +
    image +
    buttonsOf(block)
      .map((one) => buttonOf(one, click))
      .join('')
  );
}

/** A block as a person would see it; `click` draws what is inside a button. No picture is ever fetched. */
export function renderBlock(block: Block, click: (button: Button) => string): string {
  switch (block.type) {
    case 'header':
      return `<h3>${textOf(block['text'])}</h3>`;
    case 'section':
      return section(block, click);
    case 'divider':
      return '<hr>';
    case 'context': {
      const parts = nodes(block['elements']).map((one) => (one['type'] === 'image' ? picture(one) : textOf(one)));
      return `<div class="context">${parts.join(' ')}</div>`;
    }
    case 'actions':
      return buttonsOf(block)
        .map((one) => buttonOf(one, click))
        .join(' ');
    case 'image':
      return picture(block);
    case 'markdown':
      return `<div class="markdown">${lines(word(block['text']))}</div>`;
    case 'table':
      return table(block);
    default:
      return rich(block);
  }
}

/** The words on a button. */
export function labelOf(button: Button): string {
  return word(button.text['text']);
}
