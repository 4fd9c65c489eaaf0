import type { ReplayRecord } from '../../../shared/replay/replay.ts';
import type { Run } from '../../../shared/model/run.ts';
import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import { effectSentence } from './statement.tsx';
import { modeWords } from './words.ts';
import styles from './replay.module.css';

/** Of a run that replays: what was said beforehand and what was done, side by side. Nothing for any other run. */
export function SaidAndDone({ run }: { readonly run: Run }) {
  const text = useText();
  const isByHand = run.replay?.automatic === false;
  // Asked again when the run has ended.
  const record =
    useAsk('replay.of-run', { runId: run.id }, { enabled: isByHand && run.state !== 'running' }).data ?? null;
  if (run.replay?.automatic === true) {
    return (
      <Panel title={text('replay.automatic')}>
        <p className={styles.note}>{text('replay.automaticMeans')}</p>
      </Panel>
    );
  }
  return record === null ? null : <Held record={record} />;
}

function Held({ record }: { readonly record: ReplayRecord }) {
  const text = useText();
  const { plan, done, cameTrue } = record;
  const verdict = cameTrue === null ? 'replay.brokenOff' : cameTrue ? 'replay.cameTrue' : 'replay.cameDifferent';
  return (
    <Panel title={text('replay.saidAndDone')} note={text(modeWords[plan.mode].name)}>
      <p className={styles.note} data-verdict={cameTrue === false ? 'bad' : 'plain'}>
        {text(verdict)}
      </p>
      <Table
        label={text('replay.saidAndDone')}
        columns={[
          { id: 'stream', header: text('common.stream'), kind: 'main', cell: (row) => row.label },
          { id: 'said', header: text('replay.said'), kind: 'wrap', cell: (row) => effectSentence(row, text) },
          {
            id: 'done',
            header: text('replay.done'),
            kind: 'wrap',
            cell: (row) => {
              const own = done.find((one) => one.stream === row.stream);
              return own === undefined ? text('replay.notDone') : effectSentence(own, text);
            },
          },
        ]}
        rows={plan.streams}
        keyOf={(row) => row.stream}
      />
    </Panel>
  );
}
