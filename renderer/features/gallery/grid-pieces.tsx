import { AppError } from '../../../shared/errors/app-error.ts';
import { Empty } from '../../ui/empty.tsx';
import { arraySource, type ArrayFilter } from '../../ui/grid/array-source.ts';
import { Grid } from '../../ui/grid/grid.tsx';
import type { GridColumn, GridSource } from '../../ui/grid/grid-types.ts';
import { Amount } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { words } from './words.ts';
import styles from './gallery.module.css';

interface Row {
  readonly id: string;
  readonly amount: string;
  readonly currency: string;
}

const rows: readonly Row[] = Array.from({ length: 300 }, (_, index) => ({
  id: String(index + 1).padStart(4, '0'),
  amount: `${String(index * 17)}.${String(index % 100).padStart(2, '0')}`,
  currency: index % 3 === 0 ? 'USD' : 'EUR',
}));
const columns: readonly GridColumn<Row>[] = [
  { id: 'id', header: words.field, width: 160, sortable: true, cell: (row) => row.id, value: (row) => row.id },
  {
    id: 'amount',
    header: words.amount,
    kind: 'money',
    width: 180,
    sortable: true,
    cell: (row) => <Amount amount={row.amount} currency={row.currency} />,
    value: (row) => row.amount,
  },
  {
    id: 'currency',
    header: words.currency,
    width: 120,
    sortable: true,
    cell: (row) => row.currency,
    value: (row) => row.currency,
  },
];
const keyOf = (row: Row): string => row.id;
const amountsOf = ({ amount, currency }: Row) => [{ amountName: 'invoice_total', amount, currency }];
const full = arraySource({ rows, columns, keyOf, amountsOf });
const empty = arraySource({ rows: [], columns, keyOf });
const broken: GridSource<Row, ArrayFilter> = {
  fetchPage: () => Promise.reject(new AppError('ENGINE_INTERRUPTED', 'transient')),
};
const everything: ArrayFilter = {};

/** The grid with rows and sums, without rows, and where rows cannot be read. */
export function GridPieces() {
  const common = { columns, filter: everything, keyOf, selection: 'many', height: 260 } as const;
  return (
    <Panel title={words.grid} flush>
      <Grid
        {...common}
        label={words.grid}
        source={full}
        footer={{ sumsOf: full.sumsOf, sumsOfAll: true }}
        exportAll={{ fileName: 'gallery' }}
      />
      <div className={styles.inset} />
      <Grid {...common} label={words.gridEmpty} source={empty} empty={<Empty text={words.empty} />} />
      <div className={styles.inset} />
      <Grid {...common} label={words.gridBroken} source={broken} />
    </Panel>
  );
}
