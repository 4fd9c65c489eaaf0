import { randomBytes } from 'node:crypto';
import { blocksSchema, MAX_MARKDOWN } from './block-schemas.ts';
import { SlackError } from './slack-error.ts';
import type { Block } from './workspace.ts';

/** Undocumented; seen at about this many characters of all blocks together. Their JSON is what is counted here. */
export const MAX_BLOCKS_JSON = 13_200;

type Parsed = (typeof blocksSchema)['_output'];

function refuse(messages: readonly string[]): never {
  const errors = messages.slice(0, 10);
  const explained = errors.map((message) => `[ERROR] ${message}`);
  throw new SlackError('invalid_blocks', { errors, response_metadata: { messages: explained } });
}

function checkShape(value: readonly unknown[]): Parsed {
  const parsed = blocksSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  return refuse(
    parsed.error.issues.map((issue) => `${issue.message} [json-pointer:/blocks${pointer(issue.path.map(String))}]`),
  );
}

function pointer(path: readonly string[]): string {
  return path.map((part) => `/${part}`).join('');
}

function checkTogether(blocks: Parsed): void {
  const ids = blocks.flatMap((block) => block.block_id ?? []);
  if (new Set(ids).size !== ids.length) refuse(['`block_id` must be unique within a message [json-pointer:/blocks]']);
  if (blocks.filter((block) => block.type === 'table').length > 1) refuse(['only_one_table_allowed']);
  const markdown = blocks.reduce((sum, block) => sum + (block.type === 'markdown' ? block.text.length : 0), 0);
  if (markdown > MAX_MARKDOWN || JSON.stringify(blocks).length > MAX_BLOCKS_JSON) {
    throw new SlackError('msg_blocks_too_long');
  }
}

function withActionId<T extends { readonly type: string; readonly action_id?: string | undefined }>(element: T): T {
  return { ...element, action_id: element.action_id ?? randomId() };
}

function randomId(): string {
  return randomBytes(4).toString('base64url').slice(0, 5);
}

/** Slack names every block and button that came without a name. */
function named(block: Parsed[number]): Block {
  const block_id = block.block_id ?? randomId();
  if (block.type === 'actions') return { ...block, block_id, elements: block.elements.map(withActionId) };
  if (block.type === 'section' && block.accessory?.type === 'button') {
    return { ...block, block_id, accessory: withActionId(block.accessory) };
  }
  return { ...block, block_id };
}

/** The blocks of a message as they are stored. Throws `invalid_blocks_format`, `invalid_blocks` (with places), `msg_blocks_too_long`. */
export function checkBlocks(value: unknown): readonly Block[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new SlackError('invalid_blocks_format');
  const blocks = checkShape(value as readonly unknown[]);
  checkTogether(blocks);
  return blocks.map(named);
}
