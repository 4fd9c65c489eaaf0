import { CircleCheck, CircleHelp, CircleSlash, CircleX, GitMerge, LoaderCircle, Undo2 } from 'lucide-react';
import type { ProposalState, ProposedChange } from '../../../shared/model/write-back.ts';
import type { TextId } from '../../i18n/text.ts';
import type { Look } from '../runs/words.ts';

export const proposalLooks: Readonly<Record<ProposalState, Look>> = {
  open: { tone: 'warn', icon: CircleHelp, word: 'writeBack.state.open' },
  writing: { tone: 'info', icon: LoaderCircle, word: 'writeBack.state.writing', moving: true },
  written: { tone: 'ok', icon: CircleCheck, word: 'writeBack.state.written' },
  conflict: { tone: 'bad', icon: GitMerge, word: 'writeBack.state.conflict' },
  failed: { tone: 'bad', icon: CircleX, word: 'writeBack.state.failed' },
  dismissed: { tone: 'neutral', icon: CircleSlash, word: 'writeBack.state.dismissed' },
  withdrawn: { tone: 'neutral', icon: Undo2, word: 'writeBack.state.withdrawn' },
};

export const problemWords: Readonly<Record<NonNullable<ProposedChange['problem']>, TextId>> = {
  empty: 'writeBack.problem.empty',
  'too-long': 'writeBack.problem.tooLong',
  'not-one-of': 'writeBack.problem.notOneOf',
};
