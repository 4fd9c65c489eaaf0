import { useState } from 'react';

interface RowKeys {
  /** Name of the row at this place. */
  readonly at: (index: number) => number;
  /** To be told before the row at this place goes. */
  readonly remove: (index: number) => void;
}

/** A name for each row of a list that grows at its end, so that what is typed in one stays with it when another goes. */
export function useRowKeys(): RowKeys {
  const [gone, setGone] = useState<readonly number[]>([]);
  const at = (index: number): number => {
    let key = -1;
    for (let left = index + 1; left > 0;) {
      key += 1;
      if (!gone.includes(key)) left -= 1;
    }
    return key;
  };
  return {
    at,
    remove: (index) => {
      setGone([...gone, at(index)]);
    },
  };
}
