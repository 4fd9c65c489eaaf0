import { CircleCheck, CircleSlash, TriangleAlert } from 'lucide-react';
import type { RejectedRecord } from '../../../shared/model/run.ts';
import type { Look } from '../runs/words.ts';

export const rejectedLooks: Readonly<Record<RejectedRecord['state'], Look>> = {
  open: { tone: 'warn', icon: TriangleAlert, word: 'rejected.open' },
  resolved: { tone: 'ok', icon: CircleCheck, word: 'rejected.resolved' },
  dismissed: { tone: 'neutral', icon: CircleSlash, word: 'rejected.dismissed' },
};
