import { CircleDashed, CircleMinus, CirclePlus, Pause, Pencil, TriangleAlert } from 'lucide-react';
import type { PreviewItem } from '../../../shared/model/preview.ts';
import type { Look } from '../runs/words.ts';

export const outcomes = ['insert', 'update', 'unchanged', 'rejected', 'excluded', 'held'] as const;

export const outcomeLooks: Readonly<Record<PreviewItem['outcome'], Look>> = {
  insert: { tone: 'ok', icon: CirclePlus, word: 'outcome.insert' },
  update: { tone: 'info', icon: Pencil, word: 'outcome.update' },
  unchanged: { tone: 'neutral', icon: CircleDashed, word: 'outcome.unchanged' },
  rejected: { tone: 'warn', icon: TriangleAlert, word: 'outcome.rejected' },
  held: { tone: 'warn', icon: Pause, word: 'outcome.held' },
  excluded: { tone: 'neutral', icon: CircleMinus, word: 'outcome.excluded' },
};
