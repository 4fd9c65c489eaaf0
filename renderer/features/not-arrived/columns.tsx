import type { RejectedItem } from '../../../shared/model/record-view.ts';
import type { Translate } from '../../i18n/text.ts';
import type { GridColumn } from '../../ui/grid/grid-types.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { LookBadge } from '../runs/look-badge.tsx';
import type { Look } from '../runs/words.ts';

type Row = Pick<RejectedItem, 'label' | 'labelIsName' | 'streamLabel' | 'key' | 'firstSeenAtUtc' | 'lastSeenAtUtc'> & {
  readonly reasons: readonly Pick<RejectedItem['reasons'][number], 'text' | 'value'>[];
};

/** Columns that the lists of rejected and of held records have in common, to be put in the order of either. */
export function commonColumns(text: Translate) {
  return {
    label: {
      id: 'label',
      header: text('records.number'),
      width: 110,
      hideable: false,
      sortable: true,
      // A supplier is known by its name, which is private.
      cell: (row) => (row.labelIsName ? <span data-private="">{row.label}</span> : row.label),
      value: (row) => row.label,
    },
    stream: {
      id: 'stream',
      header: text('common.stream'),
      width: 126,
      sortable: true,
      cell: (row) => row.streamLabel,
      value: (row) => row.streamLabel,
    },
    key: {
      id: 'key',
      header: text('record.key'),
      width: 252,
      hidden: true,
      cell: (row) => row.key ?? '',
      value: (row) => row.key,
    },
  } satisfies Record<string, GridColumn<Row>>;
}

/** The first reason in words. */
export function reasonColumn(text: Translate, width: number): GridColumn<Row> {
  return {
    id: 'reason',
    header: text('rejected.reason'),
    width,
    sortable: true,
    // The sentence names the value that is wrong or missing.
    cell: ({ reasons: [first] }) => <span data-private={first?.value ? '' : undefined}>{first?.text}</span>,
    value: ({ reasons: [first] }) => first?.text ?? null,
  };
}

/** When a record was first or last found so. */
export function seenColumn(
  id: 'firstSeenAtUtc' | 'lastSeenAtUtc',
  look: Pick<GridColumn<Row>, 'header' | 'width' | 'hidden'>,
): GridColumn<Row> {
  return {
    ...{ id, kind: 'date', sortable: true, ...look },
    cell: (row) => <RelativeTime atUtc={row[id]} />,
    value: (row) => row[id],
  };
}

/** How a record stands; hidden, since lists begin with the open ones. */
export function stateColumn<Item>(text: Translate, width: number, lookOf: (row: Item) => Look): GridColumn<Item> {
  return {
    ...{ id: 'state', header: text('common.state'), kind: 'state', width, sortable: true, hidden: true },
    cell: (row) => <LookBadge look={lookOf(row)} />,
    value: (row) => text(lookOf(row).word),
  };
}
