import { useEffect, useState } from 'react';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Run } from '../../../shared/model/run.ts';
import type { RunTimeline } from '../../../shared/model/record-view.ts';
import { call } from '../../lib/client.ts';
import { useInLanguage } from '../../lib/queries.ts';

/** Pauses are no event of their own: while a run is under way they are looked for. */
const lookAgainMs = 2_000;

/** When each part of a run happened, kept current while it runs. */
export function useTimeline(run: Run): UseQueryResult<RunTimeline> {
  const inLanguage = useInLanguage<RunTimeline>();
  return useQuery({
    queryKey: ['runs.timeline', { id: run.id }],
    queryFn: () => call('runs.timeline', { id: run.id }),
    select: inLanguage,
    refetchInterval: run.state === 'running' ? lookAgainMs : false,
  });
}

/** The present moment in milliseconds, each second, while `active`. */
export function useSeconds(active: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 1_000);
    return () => {
      clearInterval(timer);
    };
  }, [active]);
  return now;
}
