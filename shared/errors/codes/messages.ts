import type { ErrorTexts } from '../error-text.ts';

/** Errors of messages and the queue they wait in. */
export const messageErrors = {
  MESSAGE_CHANNEL_SHARED: {
    kind: 'config',
    text: 'Another company can read #{channel}, and nobody has confirmed that it may read what is posted there.',
    effect: 'Nothing was posted there; the messages to this channel wait. Other channels are not affected.',
    next: 'Open the rule and confirm that the other company may read its messages, or choose another channel; then try the messages again.',
  },
  MESSAGE_CONNECTION_REMOVED: {
    kind: 'config',
    text: 'The connection to Slack that this message was to go over has been removed.',
    effect: 'The message was not posted. Other messages of the flow go on over the connection that it has now.',
    next: 'Give the message up. What it says is told over the present connection when it changes.',
  },
  MESSAGE_CONTENTS_REMOVED: {
    kind: 'config',
    text: 'What the message about {message} said was removed from this computer after the retention time.',
    effect: 'Nothing was posted, and none of the chosen messages was changed.',
    next: 'Look at the message in Slack. What changes in the source from now on is told as before.',
  },
  MESSAGE_DECISION_REFUSED: {
    kind: 'config',
    text: '{refused} of the {chosen} chosen messages are in a state that does not allow this.',
    effect: 'None of the chosen messages was changed.',
    next: 'Look at the list again: a message may have gone on since it was read. Then choose only messages for which this is offered.',
  },
  MESSAGE_EFFECT_CHANGED: {
    kind: 'config',
    text: 'The messages changed while you were looking: trying them again would not do any more what was said.',
    effect: 'None of the messages was changed.',
    next: 'Open it again, read what it does now, and start it then.',
  },
  MESSAGE_PLACE_UNKNOWN: {
    kind: 'record',
    text: 'It is not known where the message stands that this one belongs to.',
    effect: 'A new message with what is so now takes its place.',
    next: 'Nothing needs to be done.',
  },
  MESSAGE_TAKEN_BACK: {
    kind: 'cancelled',
    text: 'The message was taken back before it left.',
    effect: 'It was not posted.',
    next: 'Nothing needs to be done.',
  },
} as const satisfies ErrorTexts;
