import type { Run } from '../../../shared/model/run.ts';
import type { RunTimeline } from '../../../shared/model/record-view.ts';
import { useText } from '../../i18n/text.ts';
import { formatDuration } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { Empty } from '../../ui/empty.tsx';
import { Fold } from '../../ui/fold.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatClock } from './clock-text.ts';
import { TimelineTable } from './timeline-table.tsx';
import { barOf, scaleOf, type Scale } from './timeline-scale.ts';
import { useSeconds, useTimeline } from './use-timeline.ts';
import { batchLooks, phaseWords } from './words.ts';
import styles from './timeline.module.css';

type StreamTimes = RunTimeline['streams'][number];

/** When each stream was worked on: phases, batches below them, and pauses across; the same as a table below. */
export function Timeline({ run }: { readonly run: Run }) {
  const text = useText();
  const timeline = useTimeline(run);
  const now = useSeconds(run.state === 'running');
  return (
    <Loaded of={timeline}>
      {(loaded) =>
        loaded.streams.every((stream) => stream.phases.length === 0 && stream.batches.length === 0) ? (
          <Empty text={text('timeline.none')} />
        ) : (
          <Panel title={text('timeline.chart')} note={<Legend />}>
            <Chart timeline={loaded} now={now} />
            <Fold label={text('timeline.table')}>
              <TimelineTable timeline={loaded} now={now} />
            </Fold>
          </Panel>
        )
      }
    </Loaded>
  );
}

function Legend() {
  const text = useText();
  return (
    <ul className={styles.legend}>
      {(['planning', 'reading', 'delivering', 'comparing'] as const).map((phase) => (
        <li key={phase}>
          <span className={styles.swatch} data-phase={phase} />
          {text(phaseWords[phase])}
        </li>
      ))}
      <li>
        <span className={styles.swatch} data-phase="batch" />
        {text('timeline.batch')}
      </li>
      <li>
        <span className={styles.swatch} data-phase="pause" />
        {text('timeline.pauses')}
      </li>
    </ul>
  );
}

function Chart({ timeline, now }: { readonly timeline: RunTimeline; readonly now: number }) {
  const locale = useLocale();
  const scale = scaleOf(timeline, now);
  return (
    <div className={styles.chart} aria-hidden>
      {timeline.streams.map((stream) => (
        <div key={stream.stream} className={styles.row}>
          <span className={styles.name}>{stream.label}</span>
          <Track stream={stream} timeline={timeline} scale={scale} />
          <span className={styles.took}>
            {stream.startedAtUtc === null
              ? ''
              : formatDuration((Date.parse(stream.endedAtUtc ?? '') || now) - Date.parse(stream.startedAtUtc), locale)}
          </span>
        </div>
      ))}
      <div className={styles.row}>
        <span />
        <span className={styles.axis}>
          {scale.marks.map((mark) => (
            <span key={mark}>{formatClock(new Date(mark).toISOString(), locale)}</span>
          ))}
        </span>
        <span />
      </div>
    </div>
  );
}

interface TrackProps {
  readonly stream: StreamTimes;
  readonly timeline: RunTimeline;
  readonly scale: Scale;
}

function Track({ stream, timeline, scale }: TrackProps) {
  const text = useText();
  const locale = useLocale();
  const took = (fromUtc: string, toUtc: string | null): string =>
    formatDuration((toUtc === null ? scale.to : Date.parse(toUtc)) - Date.parse(fromUtc), locale);
  return (
    <svg className={styles.track} viewBox="0 0 1000 30" preserveAspectRatio="none">
      <rect className={styles.ground} x="0" y="0" width="1000" height="30" />
      {stream.phases.map((phase) => (
        <rect
          key={`${phase.phase}/${phase.startedAtUtc}`}
          className={styles.bar}
          data-phase={phase.phase}
          {...barOf(scale, phase.startedAtUtc, phase.endedAtUtc)}
          y="2"
          height="16"
        >
          <title>
            {text('timeline.phaseOf', {
              phase: text(phaseWords[phase.phase]),
              took: took(phase.startedAtUtc, phase.endedAtUtc),
            })}
          </title>
        </rect>
      ))}
      {stream.batches.map((batch) => (
        <rect
          key={batch.id}
          className={styles.bar}
          data-phase={batch.state === 'failed' || batch.state === 'unknown' ? 'trouble' : 'batch'}
          {...barOf(scale, batch.startedAtUtc, batch.endedAtUtc)}
          y="21"
          height="6"
        >
          <title>
            {text('timeline.batchOf', {
              records: batch.documents,
              state: text(batchLooks[batch.state].word),
              took: took(batch.startedAtUtc, batch.endedAtUtc),
            })}
          </title>
        </rect>
      ))}
      {pausesWithin(timeline, stream).map((pause) => (
        <rect
          key={`${pause.host}/${pause.fromUtc}`}
          className={styles.pause}
          {...barOf(scale, pause.fromUtc, pause.untilUtc)}
          y="0"
          height="30"
        >
          <title>{text('timeline.pause', { host: pause.host })}</title>
        </rect>
      ))}
    </svg>
  );
}

/** A pause belongs to the stream that was under way when it began. */
function pausesWithin(timeline: RunTimeline, stream: StreamTimes): RunTimeline['pauses'] {
  const { startedAtUtc, endedAtUtc } = stream;
  if (startedAtUtc === null) return [];
  return timeline.pauses.filter(
    (pause) => pause.fromUtc >= startedAtUtc && (endedAtUtc === null || pause.fromUtc <= endedAtUtc),
  );
}
