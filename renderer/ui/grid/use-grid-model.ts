import { useEffect, useRef, useState } from 'react';
import type { Sort } from '../../../shared/contract/paging.ts';
import { GridModel } from './grid-model.ts';
import type { GridProps } from './grid-types.ts';

interface LiveModel<Row, Filter> {
  readonly model: GridModel<Row, Filter>;
  /** The filter, the same object for as long as its content is the same. */
  readonly filter: Filter;
}

/** The model of a grid, asking for what the props and the order of the columns say. `onAsked` runs when another list comes. */
export function useGridModel<Row, Filter>(
  props: GridProps<Row, Filter>,
  sort: readonly Sort[],
  onAsked: () => void,
): LiveModel<Row, Filter> {
  const { source, keyOf, version } = props;
  const [model, setModel] = useState(() => new GridModel(source, keyOf));
  if (model.source !== source) setModel(new GridModel(source, keyOf));
  const [filter, setFilter] = useState(() => props.filter);
  if (JSON.stringify(filter) !== JSON.stringify(props.filter)) setFilter(() => props.filter);
  useEffect(() => model.open(), [model]);
  const asked = useRef(onAsked);
  useEffect(() => {
    asked.current = onAsked;
  });
  useEffect(() => {
    model.ask(sort, filter);
    asked.current();
  }, [model, sort, filter]);
  const seen = useRef(version);
  useEffect(() => {
    if (seen.current === version) return;
    seen.current = version;
    model.cache.revalidate();
  }, [model, version]);
  return { model, filter };
}
