import { cut } from './cut.ts';
import { approvalActions, type DecisionTaken } from './decision.ts';
import { asText } from './inert.ts';
import { limits } from './limits.ts';
import type { MessageBody } from './message.ts';
import type { Language } from '../model/settings.ts';
import { allTexts, textsIn } from './texts/texts.ts';
import { moment, word } from './words.ts';

type Block = MessageBody['blocks'][number];

const actionIds: readonly unknown[] = Object.values(approvalActions);

function isDecisionButton(element: unknown): element is Record<string, unknown> {
  return (
    typeof element === 'object' && element !== null && 'action_id' in element && actionIds.includes(element.action_id)
  );
}

function elementsOf(block: Block): readonly unknown[] {
  return block['type'] === 'actions' && Array.isArray(block['elements']) ? block['elements'] : [];
}

function asks(block: Block): boolean {
  return elementsOf(block).some(isDecisionButton);
}

/** One decision in words: `Approved by A. Jansen at 2026-11-21 14:03 Europe/Amsterdam`. */
export function decisionWords(
  { decision, userName, decidedAtUtc }: DecisionTaken,
  { timeZone, language }: { readonly timeZone: string; readonly language: Language },
): string {
  const texts = textsIn(language);
  const at = `${moment(decidedAtUtc, { timeZone, texts })} ${timeZone}`;
  return texts.decided(decision, word(userName, 60) ?? texts.notKnown, at);
}

/** Whether the message has buttons that ask for a decision. */
export function asksForDecision({ blocks }: Pick<MessageBody, 'blocks'>): boolean {
  return blocks.some(asks);
}

/** The same message under another delivery id: its buttons carry that one. A message without them stays as it is. */
export function readdressed(body: MessageBody, deliveryId: string): MessageBody {
  if (!asksForDecision(body)) return body;
  const blocks = body.blocks.map((block): Block => {
    if (!asks(block)) return block;
    const elements = elementsOf(block).map((one) => (isDecisionButton(one) ? { ...one, value: deliveryId } : one));
    return JSON.parse(JSON.stringify({ ...block, elements })) as Block;
  });
  return { text: body.text, blocks };
}

export interface Decided {
  readonly decision: DecisionTaken;
  /** IANA name: the moment is shown in it. */
  readonly timeZone: string;
  /** What people call the source. */
  readonly sourceName: string;
  readonly language: Language;
}

/**
 * The message once it is decided on: who decided what and when, and that it is recorded here alone, in place of the buttons. Keeps
 * the limits of the message that it is made of.
 */
export function withDecision(body: MessageBody, { decision, timeZone, sourceName, language }: Decided): MessageBody {
  const texts = textsIn(language);
  const source = word(sourceName, 40) ?? texts.theSource.toLowerCase();
  const lines = [decisionWords(decision, { timeZone, language }), texts.recorded(source)];
  const section = { type: 'section', text: { type: 'plain_text', text: lines.join('\n'), emoji: false } };
  // The message may have been written in another language than it is decided on in.
  const asked = allTexts.map((one) => one.asks(''));
  const blocks = body.blocks.flatMap((block): Block[] => {
    if (!asks(block)) return [withoutLine(block, asked)];
    const left = elementsOf(block).filter((one) => !isDecisionButton(one));
    const rest = left.length === 0 ? [] : [JSON.parse(JSON.stringify({ ...block, elements: left })) as Block];
    return [section, ...rest];
  });
  return { text: textWith(body.text, lines), blocks };
}

/** The block without the line that says what the buttons do, however it goes on, once there are none. */
function withoutLine(block: Block, lines: readonly string[]): Block {
  const elements = block['type'] === 'context' && Array.isArray(block['elements']) ? block['elements'] : [];
  const left = elements.filter((one) => {
    const text = typeof one === 'object' && one !== null && 'text' in one ? one['text'] : null;
    return typeof text !== 'string' || !lines.some((line) => text.startsWith(line));
  });
  return left.length === elements.length || left.length === 0 ? block : { ...block, elements: left };
}

/** The decision right below the first line; what does not fit any more goes from the end. */
function textWith(text: string, lines: readonly string[]): string {
  const [head = '', ...rest] = text.split('\n');
  const told = [head, ...lines.map((one) => asText(cut(one, limits.line)))];
  let left = limits.text - told.join('\n').length;
  for (const one of rest) {
    left -= one.length + 1;
    if (left < 0) break;
    told.push(one);
  }
  return told.join('\n');
}
