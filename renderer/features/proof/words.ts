import { CircleCheck, CircleHelp, CircleX, type LucideIcon } from 'lucide-react';
import type { BlockerKind } from '../../../shared/sign-off/model.ts';
import type { CauseKind, TieOutFigure, TieOutKind, TieOutNote, TieOutState } from '../../../shared/tie-out/model.ts';
import type { LineProblem } from '../../../shared/tie-out/understand.ts';
import type { TextId } from '../../i18n/text.ts';
import type { Tone } from '../../ui/state-badge.tsx';

export const kindWords: Readonly<Record<TieOutKind, TextId>> = {
  'open-invoices': 'proof.kind.openInvoices',
  'period-invoices': 'proof.kind.periodInvoices',
  'trial-balance': 'proof.kind.trialBalance',
};

export const figureWords: Readonly<Record<TieOutFigure, TextId>> = {
  count: 'proof.figure.count',
  amount: 'proof.figure.amount',
  debit: 'proof.figure.debit',
  credit: 'proof.figure.credit',
};

export const stateLooks: Readonly<Record<TieOutState, { word: TextId; tone: Tone; icon: LucideIcon }>> = {
  even: { word: 'proof.state.even', tone: 'ok', icon: CircleCheck },
  explained: { word: 'proof.state.explained', tone: 'warn', icon: CircleHelp },
  open: { word: 'proof.state.open', tone: 'bad', icon: CircleX },
};

export const causeWords: Readonly<Record<CauseKind, TextId>> = {
  rejected: 'proof.cause.rejected',
  dismissed: 'proof.cause.dismissed',
  excluded: 'proof.cause.excluded',
  waiting: 'proof.cause.waiting',
  held: 'proof.cause.held',
  'changed-since': 'proof.cause.changedSince',
  'left-out': 'proof.cause.leftOut',
  altered: 'proof.cause.altered',
};

export const noteWords: Readonly<Record<TieOutNote['note'], TextId>> = {
  'outside-window': 'proof.note.outsideWindow',
  'contents-removed': 'proof.note.contentsRemoved',
  busy: 'proof.note.busy',
  'many-changes': 'proof.note.manyChanges',
  'without-account': 'proof.note.withoutAccount',
};

export const problemWords: Readonly<Record<LineProblem, TextId>> = {
  columns: 'proof.problem.columns',
  number: 'proof.problem.number',
  'number-style': 'proof.problem.numberStyle',
  'no-key': 'proof.problem.noKey',
  count: 'proof.problem.count',
  twice: 'proof.problem.twice',
};

export const blockerWords: Readonly<Record<BlockerKind, TextId>> = {
  'run-under-way': 'proof.blocker.run',
  waiting: 'proof.blocker.waiting',
  rejected: 'proof.blocker.rejected',
  totals: 'proof.blocker.totals',
  'tie-out': 'proof.blocker.tieOut',
};
