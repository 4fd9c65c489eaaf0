import { useMemo } from 'react';
import type { HeldItem } from '../../../shared/model/held.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import type { GridColumn } from '../../ui/grid/grid-types.ts';
import { commonColumns, reasonColumn, seenColumn, stateColumn } from '../not-arrived/columns.tsx';
import { NotArrivedGrid, type NotArrivedListProps } from '../not-arrived/grid.tsx';
import { HeldActions } from './held-actions.tsx';
import { useHeldSource } from './held-source.ts';
import { heldLooks, lookOf } from './looks.ts';

/** Held records in the grid; opening one shows every reason, what it waits for, and the source record. */
export function HeldGrid(props: NotArrivedListProps) {
  const text = useText();
  const columns = useMemo(() => heldColumns(text), [text]);
  return (
    <NotArrivedGrid
      {...props}
      here="held"
      columns={columns}
      source={useHeldSource()}
      newestBy="firstSeenAtUtc"
      looks={heldLooks}
      actions={(open) => <HeldActions {...open} />}
    />
  );
}

/** “Cost centers: NL-1 Sales (Amstel Trading), NL-2 Office (Amstel Trading)”, in the order of the reasons. */
export function awaitedText({ awaited }: Pick<HeldItem, 'awaited'>): string {
  const byStream = Map.groupBy(awaited, ({ streamLabel }) => streamLabel);
  return [...byStream]
    .map(([label, of]) => `${label}: ${of.map(({ name, called }) => called ?? name).join(', ')}`)
    .join(' · ');
}

/** In a column there is no room for what everything in it is called, but where a record waits for things of several kinds. */
function awaitedInColumn({ awaited }: HeldItem): string {
  const isOfOne = new Set(awaited.map(({ stream }) => stream)).size < 2;
  return isOfOne ? awaited.map(({ name, called }) => called ?? name).join(', ') : awaitedText({ awaited });
}

function heldColumns(text: Translate): GridColumn<HeldItem>[] {
  const { label, stream, key } = commonColumns(text);
  return [
    label,
    reasonColumn(text, 122),
    { id: 'awaited', header: text('held.waitsFor'), width: 220, cell: awaitedInColumn, value: awaitedText },
    stream,
    seenColumn('firstSeenAtUtc', { header: text('held.since'), width: 148 }),
    stateColumn(text, 132, lookOf),
    key,
  ];
}
