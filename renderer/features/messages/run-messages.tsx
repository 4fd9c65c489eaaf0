import { CircleCheck, CircleX } from 'lucide-react';
import { Fragment } from 'react';
import type { MessageCounts } from '../../../shared/messages/message.ts';
import type { Run } from '../../../shared/model/run.ts';
import { useText } from '../../i18n/text.ts';
import { messagesPath } from '../../lib/paths.ts';
import { useAsk } from '../../lib/queries.ts';
import { Link } from '../../lib/router.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Amount, Count } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { messageLooks } from './looks.ts';
import { useMessagingFlows } from './posts-messages.ts';
import { ruleNameOf } from './rule-of.ts';
import { addsUp, currencyLines, partsOf, statesWithMoney, sumOf, type CurrencyLine } from './sums.ts';
import styles from './messages.module.css';

/** What the rules called for in a run and what became of it, by rule; nothing for a run of a flow that posts no messages. */
export function RunMessages({ run }: { readonly run: Run }) {
  const text = useText();
  const posts = useMessagingFlows().some((flow) => flow.id === run.flowId);
  const counts = useAsk('messages.counts', { flowId: run.flowId, runId: run.id }, { enabled: posts });
  if (!posts) return null;
  return (
    <Panel
      title={text('messages.title')}
      note={text('messages.runNote')}
      flush
      actions={<Link to={messagesPath({ runId: run.id })}>{text('messages.openOfRun')}</Link>}
    >
      <Loaded of={counts}>
        {(rules) =>
          rules.length === 0 ? (
            <div className={styles.empty}>
              <Empty text={text('messages.runNone')} />
            </div>
          ) : (
            <Rules rules={rules} runId={run.id} />
          )
        }
      </Loaded>
    </Panel>
  );
}

function Rules({ rules, runId }: { readonly rules: readonly MessageCounts[]; readonly runId: string }) {
  const text = useText();
  return (
    <>
      {rules.length < 2 ? null : (
        <div className={styles.rule}>
          <h3>{text('messages.allRules')}</h3>
          <CountLine counts={sumOf(rules)} label={text('messages.countsOfAll')} runId={runId} ruleId={undefined} />
        </div>
      )}
      {rules.map((rule) => (
        <div key={rule.ruleId} className={styles.rule}>
          <h3>{ruleNameOf(rule, text)}</h3>
          <CountLine
            counts={rule}
            label={text('messages.countsOf', { rule: ruleNameOf(rule, text) })}
            runId={runId}
            ruleId={rule.ruleId}
          />
          <MoneyTable rule={rule} />
        </div>
      ))}
    </>
  );
}

interface CountLineProps {
  readonly counts: Pick<MessageCounts, 'calledFor' | 'states'>;
  readonly label: string;
  readonly runId: string;
  readonly ruleId: string | undefined;
}

/** Called for = posted + told in a digest + held + …, each part leading to its messages, and whether it adds up. */
function CountLine({ counts, label, runId, ruleId }: CountLineProps) {
  const text = useText();
  const sound = addsUp(counts);
  return (
    <div className={styles.sum} role="group" aria-label={label}>
      <span className={styles.part} data-count="calledFor">
        <Count value={counts.calledFor} />
        <span className={styles.word}>{text('messages.calledFor')}</span>
      </span>
      {partsOf(counts).map(({ state, messages }, index) => (
        <Fragment key={state}>
          <span className={styles.sign}>{index === 0 ? '=' : '+'}</span>
          <span className={styles.part} data-count={state}>
            {messages === 0 ? (
              <Count value={0} />
            ) : (
              <Link to={messagesPath({ runId, state, ...(ruleId === undefined ? {} : { ruleId }) })}>
                <Count value={messages} />
              </Link>
            )}
            <span className={styles.word}>{text(messageLooks[state].word)}</span>
          </span>
        </Fragment>
      ))}
      <StateBadge
        tone={sound ? 'ok' : 'bad'}
        icon={sound ? CircleCheck : CircleX}
        label={text(sound ? 'count.addsUp' : 'count.doesNot')}
      />
    </div>
  );
}

/** Amounts by currency: what was called for is the sum of what stands beside it. */
function MoneyTable({ rule }: { readonly rule: MessageCounts }) {
  const text = useText();
  const lines = currencyLines(rule);
  if (lines.length === 0) return null;
  const columns: Column<CurrencyLine>[] = [
    { id: 'currency', header: text('rule.currency'), kind: 'main', cell: (line) => line.currency },
    {
      id: 'calledFor',
      header: text('messages.calledForHead'),
      kind: 'number',
      cell: (line) => <Amount amount={line.calledFor} currency={line.currency} />,
    },
    ...statesWithMoney(lines).map((state): Column<CurrencyLine> => ({
      id: state,
      header: text(messageLooks[state].word),
      kind: 'number',
      cell: (line) => <Amount amount={line.byState.get(state) ?? '0'} currency={line.currency} />,
    })),
  ];
  return (
    <div className={styles.money}>
      <Table
        label={text('messages.amountsOf', { rule: ruleNameOf(rule, text) })}
        columns={columns}
        rows={lines}
        keyOf={(line) => line.currency}
      />
    </div>
  );
}
