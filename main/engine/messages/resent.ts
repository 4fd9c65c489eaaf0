import type { MessageBody } from '../../../shared/messages/message.ts';
import { textsIn } from '../../../shared/messages/texts/texts.ts';
import type { Language } from '../../../shared/model/settings.ts';

type Block = MessageBody['blocks'][number];

/** Most elements that a context block may have (Block Kit). */
const mostElements = 10;

/** The same message, which says in its context line that it was posted again. */
export function markResent(body: MessageBody, language: Language): MessageBody {
  const { resent } = textsIn(language);
  const mark = { type: 'plain_text', text: resent };
  const text = `${body.text}\n${resent}`;
  if (body.blocks.length === 0) return { text, blocks: [] };
  const at = body.blocks.findLastIndex((block) => block['type'] === 'context');
  const context = body.blocks[at];
  const elements = context?.['elements'];
  if (context === undefined || !Array.isArray(elements) || elements.length >= mostElements) {
    return { text, blocks: [...body.blocks, { type: 'context', elements: [mark] }] };
  }
  const marked: Block = { ...context, elements: [...elements, mark] };
  return { text, blocks: body.blocks.with(at, marked) };
}
