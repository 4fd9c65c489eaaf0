import type { Arguments } from './arguments.ts';
import { MAX_MARKDOWN } from './block-schemas.ts';
import { checkBlocks } from './blocks.ts';
import { checkMetadata } from './metadata.ts';
import { explained, SlackError } from './slack-error.ts';
import type { Content, Treatment } from './workspace.ts';

/** Text beyond this is cut off. */
export const MAX_TEXT = 40_000;
const MAX_ATTACHMENTS = 100;

function readAttachments(args: Arguments): Content['attachments'] {
  const value = args.structure('attachments', 'invalid_attachments');
  if (value === undefined) return [];
  const isList = Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null);
  if (!isList) throw new SlackError('invalid_attachments');
  if (value.length > MAX_ATTACHMENTS) throw new SlackError('too_many_attachments');
  return value as Content['attachments'];
}

function readMarkdown(markdown: string, args: Arguments): Pick<Content, 'text' | 'blocks'> {
  if (args.has('text') || args.has('blocks')) throw new SlackError('markdown_text_conflict');
  if (markdown.length > MAX_MARKDOWN) throw new SlackError('msg_too_long');
  return { text: markdown, blocks: checkBlocks([{ type: 'markdown', text: markdown }]) };
}

/** The metadata that came, checked; undefined for none and for `{}`. Throws the codes of metadata. */
export function readMetadata(args: Arguments, maxCharacters: number): Content['metadata'] {
  return checkMetadata(args.structure('metadata', 'invalid_metadata_format'), maxCharacters);
}

/**
 * What a message says, checked. Throws `no_text` for nothing, `markdown_text_conflict`, `msg_too_long`, `too_many_attachments` and the
 * codes of blocks and metadata.
 */
export function readContent(args: Arguments, maxMetadata: number): Content {
  const markdown = args.optional('markdown_text');
  const text = args.optional('text') ?? '';
  const said =
    markdown === undefined || markdown === ''
      ? { text: text.slice(0, MAX_TEXT), blocks: checkBlocks(args.structure('blocks', 'invalid_blocks_format')) }
      : readMarkdown(markdown, args);
  const attachments = readAttachments(args);
  const metadata = readMetadata(args, maxMetadata);
  if (said.text === '' && said.blocks.length === 0 && attachments.length === 0) throw new SlackError('no_text');
  return { ...said, attachments, metadata };
}

/** How the text is to be treated, with Slack's defaults. Throws `invalid_arguments` for an unknown `parse`. */
export function readTreatment(args: Arguments): Treatment {
  const parse = args.optional('parse') ?? 'none';
  if (parse !== 'none' && parse !== 'full') throw explained('invalid_arguments', ['[json-pointer:/parse]']);
  const flag = (name: string, otherwise: boolean): boolean => (args.has(name) ? args.flag(name) : otherwise);
  return {
    linkNames: flag('link_names', false),
    parseFull: parse === 'full',
    unfurlLinks: flag('unfurl_links', true),
    unfurlMedia: flag('unfurl_media', true),
    mrkdwn: flag('mrkdwn', true),
  };
}
