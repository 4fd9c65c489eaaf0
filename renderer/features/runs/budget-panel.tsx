import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { Run } from '../../../shared/model/run.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { useNow } from '../../lib/now.ts';
import { useAsk } from '../../lib/queries.ts';
import { Count } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Moment, RelativeTime } from '../../ui/relative-time.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import styles from './runs.module.css';

type Budget = OutputOf<'connections.budgets'>[number];

/** Calls that were used and are left at the source today, by company; nothing for a source that sets no such limit. */
export function BudgetPanel({ run }: { readonly run: Run }) {
  const text = useText();
  const flows = useAsk('flows.overview', {}).data ?? [];
  const source = flows.find((one) => one.flow.id === run.flowId)?.flow.sourceConnectionId;
  const now = useNow();
  const budgets = useAsk('connections.budgets', { id: source ?? '' }, { enabled: source !== undefined }).data ?? [];
  // Of an earlier day's run it would say nothing.
  if (budgets.length === 0 || !isOfToday(run, now)) return null;
  // Before the source has said what it permits, what is kept back of it is a guess.
  const keptBack = Math.max(0, ...budgets.filter(({ perDay }) => perDay !== null).map((one) => one.keptBack));
  return (
    <Panel title={text('budget.title')} whole>
      <Table label={text('budget.title')} columns={columnsOf(text)} rows={budgets} keyOf={(one) => one.part} />
      <p className={styles.budgetNote}>
        {text('budget.note')} {keptBack === 0 ? '' : text('budget.keptBack', { count: keptBack })}
      </p>
    </Panel>
  );
}

/** Until the source was asked for its companies, only the number of one is known. */
function companyName(text: Translate, { part, label }: Budget): string {
  return label === part ? text('budget.company', { number: part }) : label;
}

/** Days of the source's limits are those of UTC. */
function isOfToday({ state, startedAtUtc, endedAtUtc }: Run, now: number): boolean {
  return state === 'running' || (endedAtUtc ?? startedAtUtc).slice(0, 10) === new Date(now).toISOString().slice(0, 10);
}

function columnsOf(text: Translate): Column<Budget>[] {
  const unknown = text('budget.unknown');
  const count = (id: string, header: string, of: (one: Budget) => number | null): Column<Budget> => ({
    id,
    header,
    kind: 'number',
    cell: (one) => {
      const value = of(one);
      return value === null ? unknown : <Count value={value} />;
    },
  });
  return [
    { id: 'part', header: text('budget.part'), kind: 'main', cell: (one) => companyName(text, one) },
    count('used', text('budget.used'), ({ left, perDay }) =>
      left === null || perDay === null ? null : Math.max(0, perDay - left),
    ),
    count('left', text('budget.left'), ({ left }) => left),
    count('perDay', text('budget.perDay'), ({ perDay }) => perDay),
    {
      id: 'resets',
      header: text('budget.resets'),
      kind: 'tight',
      cell: ({ resetsAtUtc }) => (resetsAtUtc === null ? unknown : <Moment atUtc={resetsAtUtc} />),
    },
    {
      id: 'learned',
      header: text('budget.learned'),
      kind: 'tight',
      cell: ({ learnedAtUtc }) => (learnedAtUtc === null ? unknown : <RelativeTime atUtc={learnedAtUtc} />),
    },
  ];
}
