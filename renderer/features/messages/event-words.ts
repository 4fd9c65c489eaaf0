import { messageEvents, type MessageEvent } from '../../../shared/messages/events.ts';
import { messageDecisionSchema, messageReasonSchema } from '../../../shared/messages/message.ts';
import type { TextId, Translate } from '../../i18n/text.ts';
import { decisionWords } from './decisions.ts';
import { reasonWords } from './looks.ts';

const words: Readonly<Record<MessageEvent, TextId>> = {
  'called-for': 'message.event.calledFor',
  held: 'message.event.held',
  released: 'message.event.released',
  sending: 'message.event.sending',
  posted: 'message.event.posted',
  'outcome-unknown': 'message.event.outcomeUnknown',
  absent: 'message.event.absent',
  undecided: 'message.event.undecided',
  refused: 'message.event.refused',
  'plain-text': 'message.event.plainText',
  failed: 'message.event.failed',
  covered: 'message.event.covered',
  suppressed: 'message.event.suppressed',
  replaced: 'message.event.replaced',
  redirected: 'message.event.redirected',
  're-sent': 'message.event.resent',
  decided: 'message.event.decided',
};

/** What happened to a message, in words; an event that this version does not know is shown as it is called. */
export function eventText(event: string, text: Translate): string {
  const known = messageEvents.find((one) => one === event);
  return known === undefined ? event : text(words[known]);
}

/** What an event says besides its name: a reason or a decision in words, else as it is (a code, a name). */
export function eventDetail(detail: string | null, text: Translate): string {
  const reason = messageReasonSchema.safeParse(detail);
  if (reason.success) return text(reasonWords[reason.data]);
  const decision = messageDecisionSchema.safeParse(detail);
  if (decision.success) return text(decisionWords[decision.data].name);
  return detail ?? '';
}

/** Whether the detail of an event is the id of another message. */
export function namesAnother(event: string): boolean {
  return event === 'replaced' || event === 're-sent';
}
