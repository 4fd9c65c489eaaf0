import { useText, type Translate } from '../i18n/text.ts';
import { useAsk } from '../lib/queries.ts';
import type { Run } from '../../shared/model/run.ts';
import { phaseWords, runLooks } from '../features/runs/words.ts';
import styles from './shell.module.css';

/** Tells screen readers of a run's phases, and of nothing in between. */
export function Announcer() {
  const text = useText();
  const rows = useAsk('flows.overview', {}).data ?? [];
  const words = rows.flatMap((row) => (row.lastRun === null ? [] : [announce(row.lastRun, text)]));
  return (
    <div role="status" className={styles.hidden}>
      {words.join(' ')}
    </div>
  );
}

function announce(run: Run, text: Translate): string {
  if (run.state !== 'running')
    return text('announce.ended', { flow: run.flowName, state: text(runLooks[run.state].word) });
  const active = run.streams.find((stream) => stream.phase !== 'done' && stream.phase !== 'queued');
  if (active === undefined) return text('announce.started', { flow: run.flowName });
  return text('announce.phase', { stream: active.label, phase: text(phaseWords[active.phase]) });
}
