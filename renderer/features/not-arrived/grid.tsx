import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { navigate, pathOf } from '../../lib/router.tsx';
import type { GridColumn, GridSource } from '../../ui/grid/grid-types.ts';
import { useFilterWords, useFlowStreamNames } from '../lists/filter-words.ts';
import { firstRow } from '../lists/first-row.ts';
import { ListGrid } from '../lists/list-grid.tsx';
import type { Place } from './places.tsx';
import type { Chosen, NotArrivedFilter, StateLooks } from './screen.tsx';

/** A list of records that did not arrive, wherever it stands. */
export interface NotArrivedListProps {
  readonly filter: NotArrivedFilter;
  readonly none: string;
  readonly fileName: string;
  readonly height?: 'fill' | number;
}

interface NotArrivedGridProps<Row> extends NotArrivedListProps {
  readonly here: Place;
  readonly columns: readonly GridColumn<Row>[];
  readonly source: GridSource<Row, NotArrivedFilter>;
  /** Column by which the newest stand first. */
  readonly newestBy: 'firstSeenAtUtc' | 'lastSeenAtUtc';
  readonly looks: StateLooks;
  /** What can be done with open records. */
  readonly actions: (open: Chosen) => ReactNode;
}

/** Records that did not arrive in the grid; one is opened, several are decided on together. */
export function NotArrivedGrid<Row extends { readonly id: string }>(props: NotArrivedGridProps<Row>) {
  const { here, filter, none, fileName, height = 'fill', columns, source, newestBy, looks, actions } = props;
  const text = useText();
  const filterWords = useFilterWords([
    ...useFlowStreamNames(filter),
    ['common.state', filter.state === undefined ? undefined : text(looks[filter.state].word)],
    ['rejected.reason', filter.reason],
    ['record.run', filter.runId],
    ['filter.text', filter.text],
  ]);
  const latest = useAsk(`${here}.list`, { filter, ...firstRow });
  return (
    <ListGrid
      name={here}
      fileName={fileName}
      label={text(`${here}.title`)}
      columns={columns}
      source={source}
      filter={filter}
      version={latest.dataUpdatedAt}
      onOpen={(row) => {
        navigate(pathOf(here, row.id));
      }}
      selection="many"
      actions={(selection, count) =>
        (filter.state ?? 'open') === 'open' ? actions({ filter, selection, count }) : null
      }
      filterWords={filterWords}
      newestBy={newestBy}
      height={height}
      none={none}
    />
  );
}
