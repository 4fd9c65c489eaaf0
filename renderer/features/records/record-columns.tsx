import type { RecordItem } from '../../../shared/model/record-view.ts';
import type { Translate } from '../../i18n/text.ts';
import type { GridColumn } from '../../ui/grid/grid-types.ts';
import { Amount } from '../../ui/money.tsx';
import { AccountingDate, RelativeTime } from '../../ui/relative-time.tsx';
import { LookBadge } from '../runs/look-badge.tsx';
import { recordLooks } from './looks.ts';

/** Columns of every list of records. Amount and currency stand side by side, so that figures line up. */
export function recordColumns(text: Translate): GridColumn<RecordItem>[] {
  return [
    {
      id: 'label',
      header: text('records.number'),
      width: 124,
      hideable: false,
      sortable: true,
      // A supplier is known by its name, which is private here as it is in its own column.
      cell: (row) => (row.label === row.party ? <span data-private="">{row.label}</span> : row.label),
      value: (row) => row.label,
    },
    {
      id: 'stream',
      header: text('common.stream'),
      width: 122,
      sortable: true,
      cell: (row) => row.streamLabel,
      value: (row) => row.streamLabel,
    },
    {
      id: 'party',
      header: text('records.party'),
      width: 124,
      sortable: true,
      private: true,
      cell: (row) => row.party ?? '',
      value: (row) => row.party,
    },
    {
      id: 'documentDate',
      header: text('record.date'),
      kind: 'date',
      width: 124,
      sortable: true,
      cell: (row) => (row.documentDate === null ? '' : <AccountingDate date={row.documentDate} />),
      value: (row) => row.documentDate,
    },
    ...moneyColumns(text),
    {
      id: 'state',
      header: text('common.state'),
      kind: 'state',
      width: 134,
      sortable: true,
      cell: (row) => <LookBadge look={recordLooks[row.state]} />,
      value: (row) => text(recordLooks[row.state].word),
    },
    {
      id: 'landedAtUtc',
      header: text('records.delivered'),
      kind: 'date',
      width: 148,
      cell: (row) => (row.landedAtUtc === null ? '' : <RelativeTime atUtc={row.landedAtUtc} />),
      value: (row) => row.landedAtUtc,
    },
    {
      id: 'company',
      header: text('record.company'),
      width: 120,
      sortable: true,
      hidden: true,
      cell: (row) => row.company ?? '',
      value: (row) => row.company,
    },
    {
      id: 'flow',
      header: text('common.flow'),
      width: 150,
      hidden: true,
      cell: (row) => row.flowName,
      value: (row) => row.flowName,
    },
    {
      id: 'key',
      header: text('record.key'),
      width: 260,
      hidden: true,
      cell: (row) => row.key,
      value: (row) => row.key,
    },
  ];
}

function moneyColumns(text: Translate): GridColumn<RecordItem>[] {
  return [
    {
      id: 'amount',
      header: text('records.amount'),
      kind: 'money',
      width: 120,
      sortable: true,
      cell: (row) => <MainAmount row={row} text={text} />,
      value: (row) => row.amounts[0]?.sum ?? null,
    },
    {
      id: 'currency',
      header: text('records.currency'),
      width: 78,
      cell: (row) => row.amounts[0]?.currency ?? '',
      value: (row) => row.amounts[0]?.currency ?? null,
    },
  ];
}

/** The first amount; that there are more, in other currencies, is said and never added up. */
function MainAmount({ row, text }: { readonly row: RecordItem; readonly text: Translate }) {
  const [first, ...more] = row.amounts;
  if (first === undefined) return null;
  return (
    <>
      <Amount amount={first.sum} currency={first.currency} />
      {more.length === 0 ? null : ` ${text('records.more', { count: more.length })}`}
    </>
  );
}
