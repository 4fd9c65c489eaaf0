import type { RunItem } from '../../../shared/model/record-view.ts';
import type { Translate } from '../../i18n/text.ts';
import type { GridColumn } from '../../ui/grid/grid-types.ts';
import { Count } from '../../ui/money.tsx';
import { Duration, Moment } from '../../ui/relative-time.tsx';
import { LookBadge } from './look-badge.tsx';
import { sumCounts } from './sums.ts';
import { runLooks, triggerWords } from './words.ts';

/** Columns of the list of runs. */
export function runColumns(text: Translate): GridColumn<RunItem>[] {
  return [
    {
      id: 'startedAtUtc',
      header: text('runs.started'),
      kind: 'date',
      width: 176,
      hideable: false,
      sortable: true,
      cell: (run) => <Moment atUtc={run.startedAtUtc} />,
      value: (run) => run.startedAtUtc,
    },
    {
      id: 'flowName',
      header: text('common.flow'),
      width: 148,
      sortable: true,
      cell: (run) => run.flowName,
      value: (run) => run.flowName,
    },
    {
      id: 'state',
      header: text('common.state'),
      kind: 'state',
      width: 151,
      sortable: true,
      cell: (run) => <LookBadge look={runLooks[run.state]} />,
      value: (run) => text(runLooks[run.state].word),
    },
    {
      id: 'trigger',
      header: text('runs.trigger'),
      width: 107,
      sortable: true,
      cell: (run) => text(triggerWords[run.trigger]),
      value: (run) => text(triggerWords[run.trigger]),
    },
    { ...countColumn('read', text('count.readHead')), width: 76 },
    { ...countColumn('loaded', text('count.loadedHead')), width: 78 },
    // What is left of those read; hidden so that what needs a person is in sight in a narrow window.
    { ...countColumn('unchanged', text('count.unchangedHead')), width: 100, hidden: true },
    { ...countColumn('rejected', text('count.rejectedHead')), width: 95 },
    { ...countColumn('waiting', text('count.waitingHead')), width: 89 },
    {
      id: 'took',
      header: text('runs.took'),
      kind: 'number',
      width: 86,
      cell: (run) => (run.endedAtUtc === null ? '' : <Duration ms={tookMs(run.startedAtUtc, run.endedAtUtc)} />),
      value: (run) => (run.endedAtUtc === null ? null : tookMs(run.startedAtUtc, run.endedAtUtc) / 1000),
    },
    { id: 'id', header: text('record.run'), width: 280, hidden: true, cell: (run) => run.id, value: (run) => run.id },
  ];
}

function countColumn(
  name: 'read' | 'loaded' | 'unchanged' | 'rejected' | 'waiting',
  header: string,
): Omit<GridColumn<RunItem>, 'width'> {
  return {
    id: name,
    header,
    kind: 'number',
    cell: (run) => <Count value={sumCounts(run.streams)[name]} />,
    value: (run) => sumCounts(run.streams)[name],
  };
}

function tookMs(from: string, to: string): number {
  return Date.parse(to) - Date.parse(from);
}
