import { Play, RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { useStartRun } from '../runs/use-start-run.ts';
import type { Overview } from './cause.ts';

interface SyncOrResume {
  readonly button: ReactNode;
  /** Why it could not be started or resumed; null while nothing failed. */
  readonly error: Error | null;
}

/** The button that starts a flow now, or resumes it where it is paused. */
export function useSyncOrResume({ flow, state }: Overview, kind: 'primary' | 'secondary' = 'secondary'): SyncOrResume {
  const text = useText();
  const start = useStartRun();
  const resume = useAct('flows.resume', ['flows.overview']);
  const sync = (
    <Button
      writes
      kind={kind}
      icon={RefreshCw}
      disabled={state === 'running'}
      busy={start.isPending}
      onClick={() => {
        start.mutate({ flowId: flow.id });
      }}
    >
      {text('home.sync')}
    </Button>
  );
  const goOn = (
    <Button
      writes
      kind={kind}
      icon={Play}
      busy={resume.isPending}
      onClick={() => {
        resume.mutate({ id: flow.id });
      }}
    >
      {text('home.resume')}
    </Button>
  );
  return { button: flow.paused === null ? sync : goOn, error: resume.error ?? start.error };
}
