import type { Button, HeaderBlock, KnownBlock, PlainTextElement, SectionBlock, TableBlock } from '@slack/types';
import { cut } from './cut.ts';
import { asText } from './inert.ts';
import type { MessageBody } from './message.ts';
import type { Face, Field, Table } from './render-types.ts';
import { texts } from './texts.ts';

/** Limits that every message keeps by construction, in UTF-16 units (reference: Block Kit, chat.postMessage). */
export const limits = {
  text: 4000,
  header: 150,
  fields: 10,
  field: 2000,
  button: 75,
  url: 3000,
  blocks: 45,
  blocksJson: 10_000,
  rows: 20,
  cell: 60,
} as const;

/** Names in a headline are cut shorter and shorter until it fits into the header. */
const WIDTHS = [60, 40, 24, 16];

function plain(text: string, max: number): PlainTextElement {
  const shown = cut(text, max);
  return { type: 'plain_text', text: shown === '' ? texts.nothing : shown, emoji: false };
}

/** The first line of a message, at most as long as a header. */
export function headlineOf(face: Pick<Face, 'headline'>): string {
  const widths = WIDTHS.map((width) => face.headline(width));
  const fitting = widths.find((line) => line.length <= limits.header);
  return fitting ?? cut(widths.at(-1) ?? '', limits.header);
}

function header(face: Face): HeaderBlock {
  return { type: 'header', text: plain(headlineOf(face), limits.header) };
}

function section({ note, fields }: Face): readonly SectionBlock[] {
  if (note === undefined && fields.length === 0) return [];
  const shown = fields
    .slice(0, limits.fields)
    .map(({ label, values }) => plain(`${label}\n${values.join('\n')}`, limits.field));
  return [
    {
      type: 'section',
      ...(note === undefined ? {} : { text: plain(note, limits.field) }),
      ...(shown.length === 0 ? {} : { fields: shown }),
    },
  ];
}

function cell(text: string): TableBlock['rows'][number][number] {
  const shown = cut(text, limits.cell);
  return { type: 'raw_text', text: shown === '' ? texts.nothing : shown };
}

function table({ columns, rows, total }: Table, most: number): readonly KnownBlock[] {
  const shown = rows.slice(0, most);
  const left = total - shown.length;
  const more: KnownBlock = { type: 'context', elements: [plain(texts.more(left), limits.field)] };
  const block: KnownBlock = {
    type: 'table',
    rows: [columns.map(({ label }) => cell(label)), ...shown.map((row) => row.map(cell))],
    column_settings: columns.map(({ align }) => ({ align })),
  };
  return [...(shown.length === 0 ? [] : [block]), ...(left > 0 ? [more] : [])];
}

function button({ label, url }: NonNullable<Face['button']>): Button {
  return { type: 'button', action_id: 'open_source', text: plain(label, limits.button), url };
}

function blocksOf(face: Face, rows: number): readonly KnownBlock[] {
  return [
    header(face),
    ...section(face),
    ...(face.table === undefined ? [] : table(face.table, rows)),
    ...(face.context.length === 0
      ? []
      : [{ type: 'context' as const, elements: [plain(face.context.join(texts.separator), limits.field)] }]),
    ...(face.button === undefined ? [] : [{ type: 'actions' as const, elements: [button(face.button)] }]),
  ];
}

function fits(blocks: readonly KnownBlock[]): boolean {
  return blocks.length <= limits.blocks && JSON.stringify(blocks).length <= limits.blocksJson;
}

/** As many rows as the limits allow; text alone if not even none of them fits. */
function fittingBlocks(face: Face): readonly KnownBlock[] {
  for (let rows = Math.min(face.table?.rows.length ?? 0, limits.rows); rows >= 0; rows -= 1) {
    const blocks = blocksOf(face, rows);
    if (fits(blocks)) return blocks;
  }
  return [];
}

function fieldLine({ label, values }: Field): string {
  return asText(`${label}: ${values.join(', ')}`);
}

/** As many of the lines as fit into `room`, each with the line break in front of it. */
function fittingLines(lines: readonly string[], room: number): readonly string[] {
  let left = room;
  const end = lines.findIndex((one) => {
    left -= one.length + 1;
    return left < 0;
  });
  return end === -1 ? lines : lines.slice(0, end);
}

/** The whole message in words: what a notification, a screen reader and a message without blocks have of it. */
function textOf(face: Face): string {
  const head = [headlineOf(face), ...(face.note === undefined ? [] : [face.note])].map(asText);
  const foot = face.context.length === 0 ? [] : [asText(cut(face.context.join(texts.separator), limits.cell * 5))];
  const room = limits.text - [...head, ...foot].join('\n').length;
  const more = face.table === undefined ? '' : asText(texts.more(face.table.total));
  const fields = fittingLines(face.fields.map(fieldLine), room - more.length - 1);
  const used = fields.reduce((sum, one) => sum + one.length + 1, 0);
  const rows = (face.table?.rows ?? []).slice(0, limits.rows).map((row) => asText(`• ${row.join(texts.separator)}`));
  const shown = fittingLines(rows, room - used - more.length - 1);
  const left = (face.table?.total ?? 0) - shown.length;
  return [...head, ...fields, ...shown, ...(left > 0 ? [asText(texts.more(left))] : []), ...foot].join('\n');
}

/**
 * Puts a message into Slack's words: header, section, table, context, link button; and the same in `text`. Keeps every limit. All
 * source values go into plain text; nothing of the blocks is `mrkdwn`.
 */
export function compose(face: Face): MessageBody {
  const blocks = JSON.parse(JSON.stringify(fittingBlocks(face))) as MessageBody['blocks'];
  return { text: textOf(face), blocks };
}
