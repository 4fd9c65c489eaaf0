import {
  Ban,
  CircleCheck,
  CircleX,
  Clock,
  LoaderCircle,
  Pause,
  TriangleAlert,
  Circle,
  type LucideIcon,
} from 'lucide-react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { BatchSummary, RunPhase, RunState, RunTrigger } from '../../../shared/model/run.ts';
import type { Disposition } from '../../../shared/model/record.ts';
import type { TextId } from '../../i18n/text.ts';
import type { Tone } from '../../ui/state-badge.tsx';

export interface Look {
  readonly tone: Tone;
  readonly icon: LucideIcon;
  readonly word: TextId;
  readonly moving?: boolean;
}

export const runLooks: Readonly<Record<RunState, Look>> = {
  running: { tone: 'info', icon: LoaderCircle, word: 'run.state.running', moving: true },
  succeeded: { tone: 'ok', icon: CircleCheck, word: 'run.state.succeeded' },
  'succeeded-with-rejections': { tone: 'warn', icon: TriangleAlert, word: 'run.state.rejections' },
  incomplete: { tone: 'warn', icon: Clock, word: 'run.state.incomplete' },
  failed: { tone: 'bad', icon: CircleX, word: 'run.state.failed' },
  cancelled: { tone: 'neutral', icon: Ban, word: 'run.state.cancelled' },
};

export const flowLooks: Readonly<Record<OutputOf<'flows.overview'>[number]['state'], Look>> = {
  'never-run': { tone: 'neutral', icon: Circle, word: 'flow.state.neverRun' },
  healthy: { tone: 'ok', icon: CircleCheck, word: 'flow.state.healthy' },
  running: { tone: 'info', icon: LoaderCircle, word: 'run.state.running', moving: true },
  incomplete: { tone: 'warn', icon: Clock, word: 'run.state.incomplete' },
  rejections: { tone: 'warn', icon: TriangleAlert, word: 'flow.state.rejections' },
  failed: { tone: 'bad', icon: CircleX, word: 'run.state.failed' },
  paused: { tone: 'warn', icon: Pause, word: 'flow.state.paused' },
};

export const batchLooks: Readonly<Record<BatchSummary['state'], Look>> = {
  staged: { tone: 'neutral', icon: Clock, word: 'batch.staged' },
  delivering: { tone: 'info', icon: LoaderCircle, word: 'batch.delivering', moving: true },
  unknown: { tone: 'warn', icon: TriangleAlert, word: 'batch.unknown' },
  acknowledged: { tone: 'ok', icon: CircleCheck, word: 'batch.acknowledged' },
  failed: { tone: 'bad', icon: CircleX, word: 'batch.failed' },
};

export const phaseWords: Readonly<Record<RunPhase, TextId>> = {
  queued: 'phase.queued',
  planning: 'phase.planning',
  reading: 'phase.reading',
  delivering: 'phase.delivering',
  comparing: 'phase.comparing',
  done: 'phase.done',
};

export const triggerWords: Readonly<Record<RunTrigger, TextId>> = {
  manual: 'trigger.manual',
  schedule: 'trigger.schedule',
  'catch-up': 'trigger.catchUp',
  webhook: 'trigger.webhook',
  replay: 'trigger.replay',
  're-sync': 'trigger.resync',
  verify: 'trigger.verify',
};

export const dispositionWords: Readonly<Record<Disposition, TextId>> = {
  loaded: 'count.loaded',
  unchanged: 'count.unchanged',
  excluded: 'count.excluded',
  rejected: 'count.rejected',
  held: 'count.held',
  waiting: 'count.waiting',
};
