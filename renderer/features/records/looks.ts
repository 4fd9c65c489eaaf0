import { CircleAlert, CircleCheck, CircleMinus, Clock, Pause, Trash2 } from 'lucide-react';
import type { RecordState, RecordVersion } from '../../../shared/model/record-view.ts';
import type { TextId } from '../../i18n/text.ts';
import type { Look } from '../runs/words.ts';

export const recordLooks: Readonly<Record<RecordState, Look>> = {
  landed: { tone: 'ok', icon: CircleCheck, word: 'records.state.landed' },
  waiting: { tone: 'info', icon: Clock, word: 'records.state.waiting' },
  rejected: { tone: 'bad', icon: CircleAlert, word: 'records.state.rejected' },
  excluded: { tone: 'neutral', icon: CircleMinus, word: 'records.state.excluded' },
  held: { tone: 'warn', icon: Pause, word: 'records.state.held' },
  deleted: { tone: 'neutral', icon: Trash2, word: 'records.state.deleted' },
};

/** What became of a version. */
export function outcomeWord(version: Pick<RecordVersion, 'outcome'>): TextId {
  return `record.outcome.${version.outcome ?? 'waiting'}`;
}
