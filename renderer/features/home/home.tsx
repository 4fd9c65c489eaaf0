import { Plus } from 'lucide-react';
import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { LoadedScreen } from '../../ui/loading.tsx';
import { Page } from '../../ui/panel.tsx';
import { troubleOf, type Overview } from './cause.ts';
import { FirstStart } from './first-start.tsx';
import { FlowRow } from './flow-row.tsx';
import { SummaryLine } from './summary-line.tsx';
import { summaryOf } from './summary.ts';
import styles from './home.module.css';

/** Is the data in, and if not, why: one sentence, then one row per flow. */
export function Home() {
  const text = useText();
  const overview = useAsk('flows.overview', {});
  return (
    <LoadedScreen of={overview}>
      {(rows) =>
        rows.length === 0 ? (
          <FirstStart />
        ) : (
          <Page
            title={text('home.title')}
            actions={
              <ButtonLink writes to="/connect" icon={Plus}>
                {text('home.add')}
              </ButtonLink>
            }
          >
            <Flows rows={rows} />
          </Page>
        )
      }
    </LoadedScreen>
  );
}

function Flows({ rows }: { readonly rows: readonly Overview[] }) {
  const text = useText();
  const connections = useAsk('connections.list', {}).data ?? [];
  const systems = useAsk('systems.list', {}).data ?? [];
  const nameOf = (connectionId: string): string => {
    const connection = connections.find((one) => one.id === connectionId);
    return systems.find((one) => one.id === connection?.system)?.name ?? '';
  };
  const isPractice = ({ flow }: Overview): boolean =>
    connections.some((one) => one.id === flow.sourceConnectionId && one.practice);
  const heads = [
    'common.flow',
    'home.lastSuccess',
    'home.nextRun',
    'home.strip',
    'home.loadedShort',
    'nav.rejected',
  ] as const;
  return (
    <>
      <SummaryLine summary={summaryOf(rows, connections)} />
      <div className={styles.list}>
        <div className={styles.columns}>
          {/* Each fact is named on its row as well, for screen readers and narrow windows. */}
          <div className={styles.heads} aria-hidden>
            {heads.map((head, index) => (
              <span key={head} data-number={index >= 4}>
                {text(head)}
              </span>
            ))}
            <span />
          </div>
          <ul className={styles.flows} aria-label={text('home.flows')}>
            {rows.map((row) => (
              <li key={row.flow.id}>
                <FlowRow
                  row={row}
                  trouble={troubleOf(row, connections)}
                  pair={text(isPractice(row) ? 'home.pairPractice' : 'home.pair', {
                    source: nameOf(row.flow.sourceConnectionId),
                    destination: nameOf(row.flow.destinationConnectionId),
                  })}
                />
              </li>
            ))}
          </ul>
        </div>
      </div>
    </>
  );
}
