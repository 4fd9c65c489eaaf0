import { useCallback, useMemo } from 'react';
import { defaultSettings } from '../../../shared/model/settings.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { exportConfig } from '../../lib/export-config.ts';
import { runPath } from '../../lib/paths.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { fromHere, navigate } from '../../lib/router.tsx';
import { printScreen } from '../../lib/printing.ts';
import { say } from '../../ui/toasts.tsx';
import { useEvidence } from '../evidence/evidence-state.ts';
import { useStartPractice } from '../practice/use-start-practice.ts';
import { useStartRun } from '../runs/use-start-run.ts';
import { listCommands, type Command, type Deed } from './commands.ts';
import { usePalette } from './palette-state.ts';

/** Every command that makes sense now. */
export function useCommands(): Command[] {
  const settings = useAsk('settings.get', {}).data ?? defaultSettings;
  const flows = useAsk('flows.overview', {}).data;
  const info = useAsk('app.info', {}).data;
  const practice = info?.practice ?? false;
  const readOnly = info?.store.state === 'read-only';
  return useMemo(
    () => listCommands({ settings, flows: flows ?? [], practice, readOnly }),
    [settings, flows, practice, readOnly],
  );
}

/** Does a command; what went wrong is said in passing, wherever the person is. */
export function useCommandRunner(): (deed: Deed) => void {
  const text = useText();
  const start = useStartRun();
  const pause = useAct('flows.pause', ['flows.overview']);
  const resume = useAct('flows.resume', ['flows.overview']);
  const set = useAct('settings.set', ['settings.get']);
  const { begin } = useStartPractice();
  const practiceOff = useAct('practice.stop', ['practice.status', 'connections.list', 'flows.overview', 'app.info']);
  const show = usePalette((state) => state.show);
  const showEvidence = useEvidence((state) => state.show);
  const { mutate: startRun } = start;
  const { mutate: pauseFlow } = pause;
  const { mutate: resumeFlow } = resume;
  const { mutate: change } = set;
  const { mutate: end } = practiceOff;
  return useCallback(
    (deed) => {
      const onError = (error: unknown): void => {
        const { text: what, next } = dtoOf(error);
        say(what, next);
      };
      switch (deed.kind) {
        case 'go':
          navigate(deed.path);
          return;
        case 'open':
          show(deed.what);
          return;
        case 'sync': {
          const go = fromHere();
          startRun(
            { flowId: deed.flowId },
            {
              onError,
              onSuccess: (run) => {
                go(runPath(run.id));
              },
            },
          );
          return;
        }
        case 'pause':
          pauseFlow({ id: deed.flowId, reason: text('home.pausedByHand') }, { onError });
          return;
        case 'resume':
          resumeFlow({ id: deed.flowId }, { onError });
          return;
        case 'set':
          change(deed.settings, { onError });
          return;
        case 'evidence':
          showEvidence(deed.flowId);
          return;
        case 'print':
          printScreen();
          return;
        case 'export':
          exportConfig().catch(onError);
          return;
        case 'practice':
          if (deed.on) begin({ onError });
          else end({ remove: false }, { onError });
      }
    },
    [text, show, showEvidence, startRun, pauseFlow, resumeFlow, change, begin, end],
  );
}
