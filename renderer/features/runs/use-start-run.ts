import { useCallback } from 'react';
import type { InputOf, OutputOf } from '../../../shared/contract/contract.ts';
import { errorIn } from '../../../shared/errors/error-language.ts';
import { dtoOf } from '../../lib/client.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAct, type Act, type FollowUp } from '../../lib/queries.ts';
import { useFreezeDialog } from './freeze-state.ts';

/** Starts a run; its progress arrives by events. Where a freeze holds, a person is asked first. */
export function useStartRun(): Act<'runs.start'> {
  const start = useAct('runs.start', ['flows.overview', 'runs.list', 'audit.list']);
  const ask = useFreezeDialog((state) => state.ask);
  const { language } = useLocale();
  const { mutate: send, reset } = start;
  const mutate = useCallback(
    (input: InputOf<'runs.start'>, followUp: FollowUp<OutputOf<'runs.start'>> = {}) => {
      const onError = (error: Error): void => {
        const dto = dtoOf(error);
        if (dto.code === 'ENGINE_FLOW_FROZEN') {
          // The question says the reason: nothing else needs to.
          reset();
          ask(input, errorIn(language, dto).text);
          return;
        }
        followUp.onError?.(error);
      };
      send(input, { ...followUp, onError });
    },
    [send, reset, ask, language],
  );
  return { ...start, mutate };
}
