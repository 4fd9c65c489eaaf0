import type { RunItem } from '../../../shared/model/record-view.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { Link, pathOf } from '../../lib/router.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { LongTable, type LongColumn } from '../../ui/long-table.tsx';
import { Count } from '../../ui/money.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { Duration, Moment } from '../../ui/relative-time.tsx';
import { LookBadge } from './look-badge.tsx';
import { sumCounts } from './sums.ts';
import { runLooks, triggerWords } from './words.ts';

/** Every run, the newest first. */
export function RunList() {
  const text = useText();
  const runs = useAsk('runs.list', { filter: {}, sort: [], offset: 0, limit: 500 });
  return (
    <Page title={text('runs.title')} intro={text('runs.intro')}>
      <Panel title={text('runs.all')} flush>
        <Loaded of={runs}>
          {({ items: rows }) =>
            rows.length === 0 ? (
              <Empty text={text('runs.none')} action={<Link to="/">{text('nav.home')}</Link>} />
            ) : (
              <LongTable label={text('runs.all')} columns={columns(text)} rows={rows} keyOf={(run) => run.id} />
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
}

function columns(text: Translate): LongColumn<RunItem>[] {
  const count = (name: 'read' | 'loaded' | 'unchanged' | 'rejected', header: string): LongColumn<RunItem> => ({
    id: name,
    header,
    width: '72px',
    number: true,
    cell: (run) => <Count value={sumCounts(run.streams)[name]} />,
  });
  return [
    {
      id: 'started',
      header: text('runs.started'),
      width: '168px',
      cell: (run) => (
        <Link to={pathOf('runs', run.id)}>
          <Moment atUtc={run.startedAtUtc} />
        </Link>
      ),
    },
    { id: 'flow', header: text('common.flow'), width: 'minmax(120px, 1fr)', cell: (run) => run.flowName },
    {
      id: 'state',
      header: text('common.state'),
      width: '164px',
      cell: (run) => <LookBadge look={runLooks[run.state]} />,
    },
    { id: 'trigger', header: text('runs.trigger'), width: '84px', cell: (run) => text(triggerWords[run.trigger]) },
    count('read', text('count.readHead')),
    count('loaded', text('count.loadedHead')),
    count('unchanged', text('count.unchangedHead')),
    count('rejected', text('count.rejectedHead')),
    { id: 'took', header: text('runs.took'), width: '70px', number: true, cell: (run) => durationOf(run) },
  ];
}

function durationOf(run: RunItem) {
  if (run.endedAtUtc === null) return null;
  return <Duration ms={Date.parse(run.endedAtUtc) - Date.parse(run.startedAtUtc)} />;
}
