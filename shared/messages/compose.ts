import type {
  ActionsBlock,
  Button,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  PlainTextElement,
  SectionBlock,
  TableBlock,
} from '@slack/types';
import { cut } from './cut.ts';
import { approvalActions } from './decision.ts';
import { asText } from './inert.ts';
import { limits } from './limits.ts';
import type { MessageBody } from './message.ts';
import type { Face, Table } from './render-types.ts';
import { SEPARATOR, type Texts } from './texts/en.ts';

/** Slack refuses text that is empty. */
const NOTHING = '–';
/** Fields are cut shorter and shorter until all blocks together are short enough. */
const FIELD_LENGTHS = [limits.field, 400, 80];
/** Names in a headline are cut shorter and shorter until it fits into the header. */
const WIDTHS = [60, 40, 24, 16];

function plain(text: string, max: number): PlainTextElement {
  const shown = cut(text, max);
  return { type: 'plain_text', text: shown === '' ? NOTHING : shown, emoji: false };
}

/** The first line of a message, at most as long as a header. */
function headlineOf(face: Pick<Face, 'headline'>): string {
  let line = '';
  for (const width of WIDTHS) {
    line = face.headline(width);
    if (line.length <= limits.header) return line;
  }
  return cut(line, limits.header);
}

function header(headline: string): HeaderBlock {
  return { type: 'header', text: plain(headline, limits.header) };
}

function section({ note, fields }: Face, max: number): readonly SectionBlock[] {
  if (note === undefined && fields.length === 0) return [];
  const shown = fields.slice(0, limits.fields).map(({ label, values }) => plain(`${label}\n${values.join('\n')}`, max));
  return [
    {
      type: 'section',
      ...(note === undefined ? {} : { text: plain(note, max) }),
      ...(shown.length === 0 ? {} : { fields: shown }),
    },
  ];
}

function cell(text: string): TableBlock['rows'][number][number] {
  const shown = cut(text, limits.cell);
  return { type: 'raw_text', text: shown === '' ? NOTHING : shown };
}

function table({ columns, rows, total }: Table, most: number, texts: Texts): readonly KnownBlock[] {
  const shown = rows.slice(0, most);
  const left = total - shown.length;
  const more: KnownBlock = { type: 'context', elements: [plain(texts.more(left), limits.field)] };
  const block: KnownBlock = {
    type: 'table',
    rows: [columns.map(({ label }) => cell(label)), ...shown.map((row) => row.map(cell))],
    // Names may be long; what stands to the right are amounts and counts, which are read whole or not at all.
    column_settings: columns.map(({ align }) => ({ align, is_wrapped: align === 'left' })),
  };
  return [...(shown.length === 0 ? [] : [block]), ...(left > 0 ? [more] : [])];
}

function button({ label, url }: NonNullable<Face['button']>): Button {
  return { type: 'button', action_id: 'open_source', text: plain(label, limits.button), url };
}

function decisionButtons({ deliveryId }: NonNullable<Face['ask']>, texts: Texts): readonly Button[] {
  const one = (action: string, label: string): Button => ({
    type: 'button',
    action_id: action,
    text: plain(label, limits.button),
    value: deliveryId,
  });
  return [one(approvalActions.approve, texts.approve), one(approvalActions.query, texts.query)];
}

function actions({ ask, button: link, texts }: Face): readonly ActionsBlock[] {
  const elements = [
    ...(ask === undefined ? [] : decisionButtons(ask, texts)),
    ...(link === undefined ? [] : [button(link)]),
  ];
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

function smallPrint({ context, ask }: Face): readonly ContextBlock[] {
  const lines = [...(context.length === 0 ? [] : [context.join(SEPARATOR)]), ...(ask === undefined ? [] : [ask.note])];
  return lines.length === 0 ? [] : [{ type: 'context', elements: lines.map((one) => plain(one, limits.field)) }];
}

/** How much of a message its blocks show. */
interface Extent {
  readonly headline: string;
  readonly rows: number;
  /** Longest field. */
  readonly field: number;
}

function blocksOf(face: Face, { headline, rows, field }: Extent): readonly KnownBlock[] {
  return [
    header(headline),
    ...section(face, field),
    ...(face.table === undefined ? [] : table(face.table, rows, face.texts)),
    ...smallPrint(face),
    ...actions(face),
  ];
}

function fits(blocks: readonly KnownBlock[]): boolean {
  return blocks.length <= limits.blocks && JSON.stringify(blocks).length <= limits.blocksJson;
}

/** As many rows as the limits allow; where even none is too much, shorter fields. */
function fittingBlocks(face: Face, headline: string): readonly KnownBlock[] {
  const most = Math.min(face.table?.rows.length ?? 0, limits.rows);
  for (const field of FIELD_LENGTHS) {
    for (let rows = most; rows >= 0; rows -= 1) {
      const blocks = blocksOf(face, { headline, rows, field });
      if (fits(blocks)) return blocks;
    }
  }
  return [];
}

/** One line of `text`; escaping may make it up to five times as long. */
function textLine(line: string): string {
  return asText(cut(line, limits.line));
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
function textOf(face: Face, headline: string): string {
  const { texts } = face;
  const total = face.table?.total ?? 0;
  const head = asText(headline);
  const foot = face.context.length === 0 ? [] : [textLine(face.context.join(SEPARATOR))];
  const fields = face.fields.map(({ label, values }) => `${label}: ${values.join(', ')}`);
  const body = [...(face.note?.split('\n') ?? []), ...fields].map(textLine);
  const room = limits.text - [head, ...foot, texts.more(total)].join('\n').length - 1;
  const told = fittingLines(body, room);
  const left = room - told.join('\n').length - 1;
  const rows = (face.table?.rows ?? [])
    .slice(0, limits.rows)
    .map((row) => textLine(`• ${row.filter((cell) => cell !== '').join(SEPARATOR)}`));
  const shown = fittingLines(rows, left);
  const more = total - shown.length;
  return [head, ...told, ...shown, ...(more > 0 ? [texts.more(more)] : []), ...foot].join('\n');
}

/**
 * Puts a message into Slack's words: header, section, table, context, link button; and the same in `text`. Keeps every limit. All
 * source values go into plain text; nothing of the blocks is `mrkdwn`.
 */
export function compose(face: Face): MessageBody {
  const headline = headlineOf(face);
  const blocks = JSON.parse(JSON.stringify(fittingBlocks(face, headline))) as MessageBody['blocks'];
  return { text: textOf(face, headline), blocks };
}

/** The text alone of the same message, for one that is kept but never posted: a fraction of the work. */
export function composeText(face: Face): string {
  return textOf(face, headlineOf(face));
}
