import { useMemo } from 'react';
import type { RejectedItem } from '../../../shared/model/record-view.ts';
import { reasonValue } from '../../i18n/answers.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { useLocale, type Locale } from '../../lib/locale.ts';
import { fieldName } from '../../lib/names.ts';
import type { GridColumn } from '../../ui/grid/grid-types.ts';
import { commonColumns, reasonColumn, seenColumn, stateColumn } from '../not-arrived/columns.tsx';
import { NotArrivedGrid, type NotArrivedListProps } from '../not-arrived/grid.tsx';
import { rejectedLooks } from './looks.ts';
import { RejectedActions } from './rejected-actions.tsx';
import { useRejectedSource } from './rejected-source.ts';

/** Rejected records in the grid; opening one shows every reason, the source record and what to do. */
export function RejectedGrid(props: NotArrivedListProps) {
  const text = useText();
  const locale = useLocale();
  const columns = useMemo(() => rejectedColumns(text, locale), [text, locale]);
  return (
    <NotArrivedGrid
      {...props}
      here="rejected"
      columns={columns}
      source={useRejectedSource()}
      newestBy="lastSeenAtUtc"
      looks={rejectedLooks}
      actions={(open) => <RejectedActions {...open} />}
    />
  );
}

function rejectedColumns(text: Translate, locale: Locale): GridColumn<RejectedItem>[] {
  const { label, stream, key } = commonColumns(text);
  const first = (row: RejectedItem) => row.reasons[0];
  return [
    label,
    reasonColumn(text, 234),
    {
      id: 'field',
      header: text('rejected.field'),
      width: 140,
      hidden: true,
      cell: (row) => <span title={first(row)?.field}>{fieldName(first(row)?.field ?? '')}</span>,
      value: (row) => first(row)?.field ?? null,
    },
    {
      id: 'value',
      header: text('rejected.value'),
      width: 96,
      private: true,
      cell: ({ reasons: [reason] }) => (reason === undefined ? '' : reasonValue(reason, locale)),
      value: (row) => first(row)?.value ?? null,
    },
    stream,
    seenColumn('lastSeenAtUtc', { header: text('rejected.lastSeen'), width: 148 }),
    seenColumn('firstSeenAtUtc', { header: text('rejected.firstSeen'), width: 160, hidden: true }),
    stateColumn(text, 112, ({ state }) => rejectedLooks[state]),
    {
      id: 'next',
      header: text('error.next'),
      width: 300,
      hidden: true,
      cell: (row) => first(row)?.next ?? '',
      value: (row) => first(row)?.next ?? null,
    },
    key,
  ];
}
