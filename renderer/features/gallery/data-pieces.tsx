import { CircleCheck, CircleX, Clock, LoaderCircle, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { CheckStep } from '../../../shared/model/check.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import { Button } from '../../ui/button.tsx';
import { Checklist } from '../../ui/checklist.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { LongTable } from '../../ui/long-table.tsx';
import { Amount, Count, Money } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { AccountingDate, Duration, Moment, RelativeTime } from '../../ui/relative-time.tsx';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';
import { Table } from '../../ui/table.tsx';
import { LookBadge } from '../runs/look-badge.tsx';
import { batchLooks, flowLooks, runLooks } from '../runs/words.ts';
import { Line } from './line.tsx';
import { words } from './words.ts';
import styles from './gallery.module.css';

const moment = '2026-11-20T07:45:12.000Z';
const error = toErrorDto(new AppError('WORKDAY_AUTH_INVALID', 'auth', { details: { user: 'isu_finance' } }));
const tones: readonly (readonly [Tone, LucideIcon])[] = [
  ['ok', CircleCheck],
  ['warn', TriangleAlert],
  ['bad', CircleX],
  ['info', LoaderCircle],
  ['neutral', Clock],
];
const stepStates: readonly CheckStep['state'][] = ['passed', 'warning', 'failed', 'running', 'skipped'];
const amounts = [
  { id: '1', currency: 'EUR', amount: '12345678901234567.89', count: 1204 },
  { id: '2', currency: 'JPY', amount: '-98450100', count: 12 },
  { id: '3', currency: 'KWD', amount: '0', count: 0 },
];

/** States as icon, word and colour, and what went wrong in full. */
export function StatePieces() {
  return (
    <Panel title={words.states}>
      <div className={styles.stack}>
        <Line name={words.tones}>
          {tones.map(([tone, icon]) => (
            <StateBadge key={tone} tone={tone} icon={icon} label={tone} moving={tone === 'info'} />
          ))}
        </Line>
        {Object.entries({ flow: flowLooks, run: runLooks, batch: batchLooks }).map(([name, looks]) => (
          <Line key={name} name={name}>
            {Object.entries(looks).map(([state, look]) => (
              <LookBadge key={state} look={look} />
            ))}
          </Line>
        ))}
        <Line name={words.narrow}>
          <div className={styles.narrow}>
            <StateBadge tone="neutral" icon={Clock} label={words.long} />
            <StateBadge whole tone="neutral" icon={Clock} label={words.long} />
          </div>
        </Line>
        <ErrorNotice error={error} action={<Button>{words.again}</Button>} />
        <ErrorNotice error={error} />
        <Checklist
          label={words.checklist}
          steps={stepStates.map((state, index) => ({
            id: state,
            label: words.step,
            state,
            detail: words.help,
            durationMs: state === 'running' || state === 'skipped' ? null : 120 * (index + 1),
            error: state === 'failed' ? error : null,
          }))}
        />
      </div>
    </Panel>
  );
}

/** Numbers, times and tables. */
export function DataPieces() {
  const columns = [
    { id: 'currency', header: words.currency, kind: 'main', cell: (row: (typeof amounts)[number]) => row.currency },
    {
      id: 'amount',
      header: words.amount,
      kind: 'number',
      cell: (row: (typeof amounts)[number]) => <Amount amount={row.amount} currency={row.currency} />,
    },
    {
      id: 'count',
      header: words.count,
      kind: 'number',
      cell: (row: (typeof amounts)[number]) => <Count value={row.count} />,
    },
  ] as const;
  return (
    <Panel title={words.data} flush>
      <Table label={words.table} columns={columns} rows={amounts} keyOf={(row) => row.id} current="2" />
      <Table label={words.noRows} columns={columns} rows={[]} keyOf={(row) => row.id} />
      <div className={styles.inset}>
        <Line name={words.amount}>
          {amounts.map((one) => (
            <Money key={one.id} amount={one.amount} currency={one.currency} signed />
          ))}
        </Line>
        <Line name={words.times}>
          <RelativeTime atUtc={moment} />
          <Moment atUtc={moment} />
          <AccountingDate date="2026-11-30" />
          <Duration ms={12_400} />
        </Line>
      </div>
      <LongTable
        label={words.longTable}
        maxHeight={180}
        keyOf={(row) => row.id}
        rows={Array.from({ length: 500 }, (_, index) => ({ id: String(index + 1) }))}
        columns={[
          { id: 'number', header: words.count, width: '90px', number: true, cell: (row) => row.id },
          { id: 'text', header: words.field, width: '1fr', cell: () => words.text },
        ]}
      />
    </Panel>
  );
}
