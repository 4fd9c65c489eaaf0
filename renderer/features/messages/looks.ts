import {
  CircleCheck,
  CircleHelp,
  CircleSlash,
  CircleX,
  Clock,
  Layers,
  LoaderCircle,
  Search,
  Send,
  VolumeX,
} from 'lucide-react';
import type { MessageKind, MessageReason, MessageState } from '../../../shared/messages/message.ts';
import type { TextId } from '../../i18n/text.ts';
import type { Look } from '../runs/words.ts';

export const messageLooks: Readonly<Record<MessageState, Look>> = {
  held: { tone: 'neutral', icon: Clock, word: 'message.state.held' },
  queued: { tone: 'neutral', icon: Send, word: 'message.state.queued' },
  sending: { tone: 'info', icon: LoaderCircle, word: 'message.state.sending', moving: true },
  posted: { tone: 'ok', icon: CircleCheck, word: 'message.state.posted' },
  covered: { tone: 'ok', icon: Layers, word: 'message.state.covered' },
  suppressed: { tone: 'neutral', icon: VolumeX, word: 'message.state.suppressed' },
  unknown: { tone: 'warn', icon: Search, word: 'message.state.unknown' },
  undecided: { tone: 'warn', icon: CircleHelp, word: 'message.state.undecided' },
  failed: { tone: 'bad', icon: CircleX, word: 'message.state.failed' },
  dismissed: { tone: 'neutral', icon: CircleSlash, word: 'message.state.dismissed' },
};

/** What each state means, for who looks at one message. */
export const stateMeanings: Readonly<Record<MessageState, TextId>> = {
  held: 'message.means.held',
  queued: 'message.means.queued',
  sending: 'message.means.sending',
  posted: 'message.means.posted',
  covered: 'message.means.covered',
  suppressed: 'message.means.suppressed',
  unknown: 'message.means.unknown',
  undecided: 'message.means.undecided',
  failed: 'message.means.failed',
  dismissed: 'message.means.dismissed',
};

export const reasonWords: Readonly<Record<MessageReason, TextId>> = {
  'quiet-hours': 'message.reason.quietHours',
  'daily-cap': 'message.reason.dailyCap',
  'digest-time': 'message.reason.digestTime',
  overflow: 'message.reason.overflow',
  'back-fill': 'message.reason.backFill',
  'after-parent': 'message.reason.afterParent',
  'channel-stopped': 'message.reason.channelStopped',
  'connection-stopped': 'message.reason.connectionStopped',
  'rule-off': 'message.reason.ruleOff',
  superseded: 'message.reason.superseded',
};

export const kindWords: Readonly<Record<MessageKind, TextId>> = {
  alert: 'message.kind.alert',
  update: 'message.kind.update',
  reply: 'message.kind.reply',
  digest: 'message.kind.digest',
  'back-fill': 'message.kind.backFill',
  incident: 'message.kind.incident',
  test: 'message.kind.test',
};

/** States that are looked at together. */
export const stateGroups = {
  needs: ['undecided', 'failed'],
  waiting: ['held', 'queued', 'sending', 'unknown'],
  told: ['posted', 'covered'],
  silent: ['suppressed', 'dismissed'],
} as const satisfies Readonly<Record<string, readonly MessageState[]>>;
export type StateGroup = keyof typeof stateGroups;

export const groupWords: Readonly<Record<StateGroup, TextId>> = {
  needs: 'messages.needs',
  waiting: 'messages.waiting',
  told: 'messages.told',
  silent: 'messages.silent',
};
