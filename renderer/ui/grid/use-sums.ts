import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { SelectionSums } from '../../../shared/contract/paging.ts';
import type { GridFooter } from './grid-types.ts';
import { allChosen, isNoneChosen, selectionOf, type Chosen } from './selection.ts';

/** A selection made with the keyboard changes many times a second; sums are asked for when it rests. */
const restMs = 120;

export interface Sums {
  /** The last sums that were computed; null before any. */
  readonly value: SelectionSums | null;
  /** True while they are not those of the selection as it is now. */
  readonly stale: boolean;
  readonly failed: boolean;
  readonly again: () => void;
}

interface SumsOptions<Filter> {
  readonly footer: GridFooter<Filter> | undefined;
  readonly chosen: Chosen;
  readonly filter: Filter;
  readonly total: number;
  readonly version: string | number | undefined;
}

interface Answer {
  readonly to: readonly unknown[];
  /** True if it is of all rows because nothing is selected. */
  readonly all: boolean;
  /** Null if there is none. */
  readonly value: SelectionSums | null;
}

/** Sums of what is selected, or of all rows where the footer offers that, computed where the rows are. */
export function useSums<Filter>({ footer, chosen, filter, total, version }: SumsOptions<Filter>): Sums {
  const [answer, setAnswer] = useState<Answer>();
  const [tries, setTries] = useState(0);
  const none = isNoneChosen(chosen, total);
  const asked =
    footer === undefined || total === 0 || (none && footer.sumsOfAll !== true) ? null : none ? allChosen : chosen;
  const filterKey = JSON.stringify(filter);
  const [question, setQuestion] = useState<readonly unknown[]>([]);
  const now = [asked, filterKey, version, tries, total];
  if (now.some((part, at) => part !== question[at])) setQuestion(now);
  const sumsOf = useRef(footer?.sumsOf);
  useLayoutEffect(() => {
    sumsOf.current = footer?.sumsOf;
  });
  useEffect(() => {
    if (asked === null) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      const request = { selection: selectionOf(asked), filter: JSON.parse(filterKey) as Filter, signal: abort.signal };
      const tell = (value: SelectionSums | null): void => {
        if (!abort.signal.aborted) setAnswer({ to: question, all: none, value });
      };
      sumsOf.current?.(request).then(tell, () => {
        tell(null);
      });
    }, restMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [asked, none, filterKey, question]);
  const current = answer?.to === question;
  return {
    // Sums of all rows never stand where those of a selection belong.
    value: asked === null || answer?.all !== none ? null : answer.value,
    stale: asked !== null && !current,
    failed: asked !== null && current && answer.value === null,
    again: () => {
      setTries((count) => count + 1);
    },
  };
}
