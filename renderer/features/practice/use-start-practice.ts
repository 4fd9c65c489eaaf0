import { useCallback } from 'react';
import { useLocale } from '../../lib/locale.ts';
import { useAct, type Act, type FollowUp } from '../../lib/queries.ts';
import type { OutputOf } from '../../../shared/contract/contract.ts';

interface StartPractice extends Pick<Act<'practice.start'>, 'isPending' | 'error'> {
  begin(followUp?: FollowUp<OutputOf<'practice.start'>>): void;
}

/** Starts the practice systems; what they make is named in the language of this window. */
export function useStartPractice(): StartPractice {
  const { language } = useLocale();
  const { mutate, isPending, error } = useAct('practice.start', [
    'practice.status',
    'connections.list',
    'flows.overview',
    'app.info',
  ]);
  const begin = useCallback<StartPractice['begin']>(
    (followUp) => {
      mutate({ language }, followUp);
    },
    [mutate, language],
  );
  return { begin, isPending, error };
}
