import { useMemo, useState } from 'react';
import type { Run } from '../../../shared/model/run.ts';
import type { RunRequest, RunRequestFilter } from '../../../shared/model/record-view.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { Empty } from '../../ui/empty.tsx';
import { FilterBar, SearchBox } from '../../ui/filter-bar.tsx';
import { Grid } from '../../ui/grid/grid.tsx';
import type { GridColumn } from '../../ui/grid/grid-types.ts';
import { Count } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Duration, Moment } from '../../ui/relative-time.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { useFilterWords } from '../lists/filter-words.ts';
import { firstRow } from '../lists/first-row.ts';
import { hasLostRequests } from './lost-requests.ts';
import { requestSource } from './run-source.ts';

/** The requests of a run: hosts, results and sizes, never a payload. */
export function RequestLog({ run }: { readonly run: Run }) {
  const text = useText();
  const [words, setWords] = useState('');
  const [failed, setFailed] = useState(false);
  const columns = useMemo(() => requestColumns(text), [text]);
  const filter: RunRequestFilter = {
    runId: run.id,
    ...(words === '' ? {} : { text: words }),
    ...(failed ? { failed } : {}),
  };
  const filterWords = useFilterWords([
    ['record.run', run.id],
    ['filter.text', filter.text],
    ['common.state', failed ? text('request.failedOnly') : undefined],
  ]);
  const latest = useAsk('runs.requests', { filter, ...firstRow }, { forget: true });
  return (
    <Panel title={text('run.tab.requests')} note={text('request.note')} whole>
      <FilterBar label={text('request.find')}>
        <SearchBox label={text('request.find')} value={words} onChange={setWords} />
        <Checkbox label={text('request.failedOnly')} checked={failed} onChange={setFailed} />
      </FilterBar>
      <Grid
        label={text('run.tab.requests')}
        columns={columns}
        source={requestSource}
        filter={filter}
        version={latest.dataUpdatedAt}
        keyOf={(row) => String(row.number)}
        exportAll={{ fileName: 'requests' }}
        filterWords={filterWords}
        memory="requests"
        initialSort={[{ column: 'number', direction: 'desc' }]}
        height={480}
        empty={<NoRequests run={run} />}
      />
    </Panel>
  );
}

function NoRequests({ run }: { readonly run: Run }) {
  const text = useText();
  const isRemoved = hasLostRequests(run, useAsk('retention.get', {}).data?.lastRemoval);
  return <Empty text={text(isRemoved ? 'retention.runRequests' : 'request.none')} />;
}

function requestColumns(text: Translate): GridColumn<RunRequest>[] {
  const number = (id: 'bytesSent' | 'bytesReceived', header: string): GridColumn<RunRequest> => ({
    id,
    header,
    kind: 'number',
    width: 96,
    cell: (row) => <Count value={row[id]} />,
    value: (row) => row[id],
  });
  return [
    {
      id: 'number',
      header: text('request.time'),
      kind: 'date',
      width: 166,
      sortable: true,
      cell: (row) => <Moment atUtc={row.atUtc} />,
      value: (row) => row.atUtc,
    },
    {
      id: 'purpose',
      header: text('request.purpose'),
      width: 150,
      sortable: true,
      cell: (row) => row.purpose,
      value: (row) => row.purpose,
    },
    { id: 'host', header: text('request.host'), width: 150, cell: (row) => row.host, value: (row) => row.host },
    {
      id: 'connection',
      header: text('request.connection'),
      width: 150,
      hidden: true,
      cell: (row) => row.connectionName ?? '',
      value: (row) => row.connectionName,
    },
    {
      id: 'status',
      header: text('request.status'),
      kind: 'number',
      width: 76,
      sortable: true,
      cell: (row) => (row.status === null ? '' : String(row.status)),
      value: (row) => row.status,
    },
    {
      id: 'attempt',
      header: text('request.attempt'),
      kind: 'number',
      width: 84,
      cell: (row) => <Count value={row.attempt} />,
      value: (row) => row.attempt,
    },
    {
      id: 'ms',
      header: text('request.ms'),
      kind: 'number',
      width: 84,
      sortable: true,
      cell: (row) => <Duration ms={row.ms} />,
      value: (row) => row.ms,
    },
    number('bytesSent', text('request.sent')),
    number('bytesReceived', text('request.received')),
    {
      id: 'error',
      header: text('request.error'),
      width: 120,
      cell: (row) => row.error ?? text('request.ok'),
      value: (row) => row.error ?? text('request.ok'),
    },
  ];
}
