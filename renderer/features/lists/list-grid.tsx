import type { ReactNode } from 'react';
import { Empty } from '../../ui/empty.tsx';
import { Grid } from '../../ui/grid/grid.tsx';
import type { GridProps } from '../../ui/grid/grid-types.ts';

type Told = 'keyOf' | 'memory' | 'exportAll' | 'initialSort' | 'empty';

interface ListGridProps<Row, Filter> extends Omit<GridProps<Row, Filter>, Told> {
  /** Under which its columns are remembered. */
  readonly name: string;
  /** Of its rows when they are exported; as the list if left out. */
  readonly fileName?: string;
  /** Column of the time by which the newest row stands first. */
  readonly newestBy: string;
  /** Said where there is no row, and what can be done then. */
  readonly none: string;
  readonly way?: ReactNode;
}

/** The grid of a list of the app: rows known by their id, the newest first, exported whole, as high as its place unless told. */
export function ListGrid<Row extends { readonly id: string }, Filter>(props: ListGridProps<Row, Filter>) {
  const { name, fileName = name, newestBy, none, way, height = 'fill', ...grid } = props;
  return (
    <Grid
      {...grid}
      keyOf={(row) => row.id}
      exportAll={{ fileName }}
      memory={name}
      initialSort={[{ column: newestBy, direction: 'desc' }]}
      height={height}
      empty={<Empty text={none} action={way} />}
    />
  );
}
