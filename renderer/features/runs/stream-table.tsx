import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import type { Run, RunStream } from '../../../shared/model/run.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { useLocale, type Locale } from '../../lib/locale.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { windowText } from '../../lib/window-text.ts';
import { Count } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Duration } from '../../ui/relative-time.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { CountLine } from './count-line.tsx';
import { GonePanel } from './gone-panel.tsx';
import { phaseWords } from './words.ts';
import styles from './runs.module.css';

/** Each stream of a run: its phase, its counts on one line, and what went wrong. */
export function StreamTable({ run }: { readonly run: Run }) {
  const text = useText();
  const locale = useLocale();
  const failed = run.streams.filter((stream) => stream.error !== null);
  const again = run.streams.filter(({ heldAgain = 0 }) => heldAgain > 0);
  const excluded = run.streams.flatMap((stream) => stream.excludedBy.map((one) => ({ ...one, stream: stream.label })));
  return (
    <div className={styles.stack}>
      {failed.map((stream) =>
        stream.error === null ? null : <ErrorNotice key={stream.stream} error={stream.error} />,
      )}
      <Panel title={text('run.tab.streams')} flush>
        <Table
          label={text('run.tab.streams')}
          columns={columns(text, locale)}
          rows={run.streams}
          keyOf={(stream) => stream.stream}
        />
      </Panel>
      <GonePanel run={run} />
      {again.length === 0 ? null : (
        <Panel title={text('run.heldAgainTitle')}>
          <ul>
            {again.map(({ stream, label, heldAgain = 0 }) => (
              <li key={stream}>{text('run.heldAgain', { stream: label, count: heldAgain })}</li>
            ))}
          </ul>
        </Panel>
      )}
      {excluded.length === 0 ? null : (
        <Panel title={text('run.excluded')}>
          <ul>
            {excluded.map((one) => (
              <li key={`${one.stream}/${one.reason}`}>
                {text('run.excludedBy', { stream: one.stream, reason: one.reason, count: one.count })}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}

function columns(text: Translate, locale: Locale): Column<RunStream>[] {
  return [
    {
      id: 'stream',
      header: text('common.stream'),
      kind: 'main',
      cell: (stream) => (
        <>
          {stream.label}
          {stream.window === null ? null : <span className={styles.window}>{windowText(stream.window, locale)}</span>}
        </>
      ),
    },
    { id: 'phase', header: text('run.phase'), kind: 'tight', cell: (stream) => text(phaseWords[stream.phase]) },
    {
      id: 'announced',
      header: text('run.announced'),
      kind: 'number',
      cell: (stream) => (stream.announced === null ? '' : <Count value={stream.announced} />),
    },
    {
      id: 'counts',
      header: text('run.counts'),
      cell: (stream) => (
        <CountLine dense counts={stream.counts} label={text('run.countsOf', { stream: stream.label })} />
      ),
    },
    {
      id: 'reconciled',
      header: text('run.reconciled'),
      kind: 'tight',
      cell: (stream) => <Reconciled stream={stream} />,
    },
    { id: 'took', header: text('runs.took'), kind: 'number', cell: (stream) => tookOf(stream) },
  ];
}

function Reconciled({ stream }: { readonly stream: RunStream }) {
  const text = useText();
  if (stream.reconciled === null) return <StateBadge tone="neutral" icon={CircleDashed} label={text('run.notYet')} />;
  return stream.reconciled ? (
    <StateBadge tone="ok" icon={CircleCheck} label={text('run.reconciledYes')} />
  ) : (
    <StateBadge tone="bad" icon={CircleX} label={text('run.reconciledNo')} />
  );
}

function tookOf(stream: RunStream) {
  if (stream.startedAtUtc === null || stream.endedAtUtc === null) return null;
  return <Duration ms={Date.parse(stream.endedAtUtc) - Date.parse(stream.startedAtUtc)} />;
}
