import { useMemo } from 'react';
import type { HeldFilter, HeldItem } from '../../../shared/model/held.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { heldPath } from '../../lib/paths.ts';
import { useAsk } from '../../lib/queries.ts';
import { navigate } from '../../lib/router.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Grid } from '../../ui/grid/grid.tsx';
import type { GridColumn } from '../../ui/grid/grid-types.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useFilterWords, useFlowStreamNames } from '../lists/filter-words.ts';
import { firstRow } from '../lists/first-row.ts';
import { LookBadge } from '../runs/look-badge.tsx';
import { HeldActions } from './held-actions.tsx';
import { useHeldSource } from './held-source.ts';
import { lookOf } from './looks.ts';

interface HeldGridProps {
  readonly filter: HeldFilter;
  readonly none: string;
  readonly fileName: string;
  readonly height?: 'fill' | number;
}

/** Held records in the grid; opening one shows every reason, what it waits for, and the source record. */
export function HeldGrid({ filter, none, fileName, height = 'fill' }: HeldGridProps) {
  const text = useText();
  const columns = useMemo(() => heldColumns(text), [text]);
  const source = useHeldSource();
  const filterWords = useHeldWords(filter);
  const latest = useAsk('held.list', { filter, ...firstRow });
  return (
    <Grid
      label={text('held.title')}
      columns={columns}
      source={source}
      filter={filter}
      version={latest.dataUpdatedAt}
      keyOf={(row) => row.id}
      onOpen={(row) => {
        navigate(heldPath(row.id));
      }}
      selection="many"
      actions={(selection, count) =>
        (filter.state ?? 'open') === 'open' ? <HeldActions selection={selection} count={count} filter={filter} /> : null
      }
      exportAll={{ fileName }}
      filterWords={filterWords}
      memory="held"
      initialSort={[{ column: 'firstSeenAtUtc', direction: 'desc' }]}
      height={height}
      empty={<Empty text={none} />}
    />
  );
}

function useHeldWords(filter: HeldFilter): string[] {
  const text = useText();
  return useFilterWords([
    ...useFlowStreamNames(filter),
    ['common.state', filter.state === undefined ? undefined : text(lookOf({ state: filter.state }).word)],
    ['rejected.reason', filter.reason],
    ['record.run', filter.runId],
    ['filter.text', filter.text],
  ]);
}

/** “Cost centers: NL-1 Sales (Amstel Trading), NL-2 Office (Amstel Trading)”, in the order of the reasons. */
export function awaitedText({ awaited }: Pick<HeldItem, 'awaited'>): string {
  const byStream = Map.groupBy(awaited, ({ streamLabel }) => streamLabel);
  return [...byStream]
    .map(([label, of]) => `${label}: ${of.map(({ name, called }) => called ?? name).join(', ')}`)
    .join(' · ');
}

function heldColumns(text: Translate): GridColumn<HeldItem>[] {
  const first = (row: HeldItem) => row.reasons[0];
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
      width: 220,
      sortable: true,
      // The sentence names the value that is missing.
      cell: (row) => <span data-private={first(row)?.value ? '' : undefined}>{first(row)?.text}</span>,
      value: (row) => first(row)?.text ?? null,
    },
    { id: 'awaited', header: text('held.waitsFor'), width: 240, cell: awaitedText, value: awaitedText },
    {
      id: 'stream',
      header: text('common.stream'),
      width: 126,
      sortable: true,
      cell: (row) => row.streamLabel,
      value: (row) => row.streamLabel,
    },
    {
      id: 'firstSeenAtUtc',
      header: text('held.since'),
      kind: 'date',
      width: 148,
      sortable: true,
      cell: (row) => <RelativeTime atUtc={row.firstSeenAtUtc} />,
      value: (row) => row.firstSeenAtUtc,
    },
    {
      id: 'state',
      header: text('common.state'),
      kind: 'state',
      width: 132,
      sortable: true,
      hidden: true,
      cell: (row) => <LookBadge look={lookOf(row)} />,
      value: (row) => text(lookOf(row).word),
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
