import { useMemo } from 'react';
import type { RejectedFilter, RejectedItem } from '../../../shared/model/record-view.ts';
import { reasonValue } from '../../i18n/answers.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { useLocale, type Locale } from '../../lib/locale.ts';
import { fieldName } from '../../lib/names.ts';
import { rejectedPath } from '../../lib/paths.ts';
import { useAsk } from '../../lib/queries.ts';
import { navigate } from '../../lib/router.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Grid } from '../../ui/grid/grid.tsx';
import type { GridColumn } from '../../ui/grid/grid-types.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useFilterWords, useFlowStreamNames } from '../lists/filter-words.ts';
import { firstRow } from '../lists/first-row.ts';
import { LookBadge } from '../runs/look-badge.tsx';
import { rejectedLooks } from './looks.ts';
import { RejectedActions } from './rejected-actions.tsx';
import { useRejectedSource } from './rejected-source.ts';

interface RejectedGridProps {
  readonly filter: RejectedFilter;
  readonly none: string;
  readonly fileName: string;
  readonly height?: 'fill' | number;
}

/** Rejected records in the grid; opening one shows every reason, the source record and what to do. */
export function RejectedGrid({ filter, none, fileName, height = 'fill' }: RejectedGridProps) {
  const text = useText();
  const locale = useLocale();
  const columns = useMemo(() => rejectedColumns(text, locale), [text, locale]);
  const source = useRejectedSource();
  const filterWords = useRejectedWords(filter);
  const latest = useAsk('rejected.list', { filter, ...firstRow });
  return (
    <Grid
      label={text('rejected.title')}
      columns={columns}
      source={source}
      filter={filter}
      version={latest.dataUpdatedAt}
      keyOf={(row) => row.id}
      onOpen={(row) => {
        navigate(rejectedPath(row.id));
      }}
      selection="many"
      actions={(selection, count) =>
        (filter.state ?? 'open') === 'open' ? (
          <RejectedActions selection={selection} count={count} filter={filter} />
        ) : null
      }
      exportAll={{ fileName }}
      filterWords={filterWords}
      memory="rejected"
      initialSort={[{ column: 'lastSeenAtUtc', direction: 'desc' }]}
      height={height}
      empty={<Empty text={none} />}
    />
  );
}

function useRejectedWords(filter: RejectedFilter): string[] {
  const text = useText();
  return useFilterWords([
    ...useFlowStreamNames(filter),
    ['common.state', filter.state === undefined ? undefined : text(rejectedLooks[filter.state].word)],
    ['rejected.reason', filter.reason],
    ['record.run', filter.runId],
    ['filter.text', filter.text],
  ]);
}

function rejectedColumns(text: Translate, locale: Locale): GridColumn<RejectedItem>[] {
  const first = (row: RejectedItem) => row.reasons[0];
  const valueOf = (row: RejectedItem): string => {
    const reason = first(row);
    return reason === undefined ? '' : reasonValue(reason, locale);
  };
  return [
    {
      id: 'label',
      header: text('records.number'),
      width: 110,
      hideable: false,
      sortable: true,
      // A supplier is known by its name, which is private.
      cell: (row) => (row.labelIsName ? <span data-private="">{row.label}</span> : row.label),
      value: (row) => row.label,
    },
    {
      id: 'reason',
      header: text('rejected.reason'),
      width: 234,
      sortable: true,
      // The sentence names the value that is wrong.
      cell: (row) => <span data-private={first(row)?.value ? '' : undefined}>{first(row)?.text}</span>,
      value: (row) => first(row)?.text ?? null,
    },
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
      cell: valueOf,
      value: (row) => first(row)?.value ?? null,
    },
    {
      id: 'stream',
      header: text('common.stream'),
      width: 126,
      sortable: true,
      cell: (row) => row.streamLabel,
      value: (row) => row.streamLabel,
    },
    ...timesAndState(text),
    {
      id: 'next',
      header: text('error.next'),
      width: 300,
      hidden: true,
      cell: (row) => first(row)?.next ?? '',
      value: (row) => first(row)?.next ?? null,
    },
    {
      id: 'key',
      header: text('record.key'),
      width: 260,
      hidden: true,
      cell: (row) => row.key ?? '',
      value: (row) => row.key,
    },
  ];
}

function timesAndState(text: Translate): GridColumn<RejectedItem>[] {
  return [
    {
      id: 'lastSeenAtUtc',
      header: text('rejected.lastSeen'),
      kind: 'date',
      width: 148,
      sortable: true,
      cell: (row) => <RelativeTime atUtc={row.lastSeenAtUtc} />,
      value: (row) => row.lastSeenAtUtc,
    },
    {
      id: 'firstSeenAtUtc',
      header: text('rejected.firstSeen'),
      kind: 'date',
      width: 160,
      sortable: true,
      hidden: true,
      cell: (row) => <RelativeTime atUtc={row.firstSeenAtUtc} />,
      value: (row) => row.firstSeenAtUtc,
    },
    {
      id: 'state',
      header: text('common.state'),
      kind: 'state',
      width: 112,
      sortable: true,
      hidden: true,
      cell: (row) => <LookBadge look={rejectedLooks[row.state]} />,
      value: (row) => text(rejectedLooks[row.state].word),
    },
  ];
}
