import type { Run } from '../../../shared/model/run.ts';
import { useText } from '../../i18n/text.ts';
import { formatCount } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { Progress } from '../../ui/progress.tsx';
import { progressOf } from './sums.ts';
import { phaseWords } from './words.ts';
import styles from './runs.module.css';

/** What a run is doing now: stream, phase and how much of what was announced has been read. */
export function RunProgress({ run }: { readonly run: Run }) {
  const text = useText();
  const locale = useLocale();
  const active = run.streams.find((stream) => stream.phase !== 'done' && stream.phase !== 'queued');
  const progress = progressOf(run);
  const doing =
    active === undefined
      ? text('run.starting')
      : text('run.doing', { stream: active.label, phase: text(phaseWords[active.phase]) });
  return (
    <div className={styles.progress}>
      <span>{doing}</span>
      <Progress label={text('run.progress')} value={progress?.done ?? null} max={progress?.total ?? 1} />
      <span className={styles.progressNumbers}>
        {progress === null
          ? ''
          : text('run.ofAnnounced', {
              done: formatCount(progress.done, locale),
              total: formatCount(progress.total, locale),
            })}
      </span>
    </div>
  );
}
