import type { RunTimeline } from '../../../shared/model/record-view.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { Duration, Moment } from '../../ui/relative-time.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { batchLooks, phaseWords } from './words.ts';

interface Line {
  readonly id: string;
  readonly stream: string;
  readonly what: string;
  readonly fromUtc: string;
  readonly toUtc: string | null;
}

/** The chart as a table: phases, batches with their failed attempts, and pauses, by stream and time. */
export function TimelineTable({ timeline, now }: { readonly timeline: RunTimeline; readonly now: number }) {
  const text = useText();
  return (
    <Table
      label={text('timeline.chart')}
      columns={columns(text, now)}
      rows={linesOf(timeline, text)}
      keyOf={(line) => line.id}
      groupOf={(line) => line.stream}
    />
  );
}

function linesOf(timeline: RunTimeline, text: Translate): Line[] {
  const streams = timeline.streams.flatMap(({ label, stream, phases, batches }): Line[] => [
    ...phases.map((phase) => ({
      id: `${stream}/${phase.phase}/${phase.startedAtUtc}`,
      stream: label,
      what: text(phaseWords[phase.phase]),
      fromUtc: phase.startedAtUtc,
      toUtc: phase.endedAtUtc,
    })),
    ...batches.flatMap((batch) => [
      {
        id: batch.id,
        stream: label,
        what: `${text('timeline.batch')}: ${text(batchLooks[batch.state].word)}`,
        fromUtc: batch.startedAtUtc,
        toUtc: batch.endedAtUtc,
      },
      ...batch.failed.map((attempt, index) => ({
        id: `${batch.id}/${String(index)}`,
        stream: label,
        what: text('timeline.attempt', { code: attempt.code }),
        fromUtc: attempt.atUtc,
        toUtc: attempt.atUtc,
      })),
    ]),
  ]);
  const pauses = timeline.pauses.map((pause, index) => ({
    id: `pause/${String(index)}`,
    stream: text('timeline.pauses'),
    what: text('timeline.pause', { host: pause.host }),
    fromUtc: pause.fromUtc,
    toUtc: pause.untilUtc,
  }));
  return [...streams.sort((a, b) => (a.stream === b.stream ? a.fromUtc.localeCompare(b.fromUtc) : 0)), ...pauses];
}

function columns(text: Translate, now: number): Column<Line>[] {
  return [
    { id: 'what', header: text('timeline.what'), kind: 'main', cell: (line) => line.what },
    { id: 'from', header: text('timeline.from'), cell: (line) => <Moment atUtc={line.fromUtc} /> },
    {
      id: 'until',
      header: text('timeline.until'),
      cell: (line) => (line.toUtc === null ? text('timeline.going') : <Moment atUtc={line.toUtc} />),
    },
    {
      id: 'took',
      header: text('timeline.took'),
      kind: 'number',
      cell: (line) => <Duration ms={(line.toUtc === null ? now : Date.parse(line.toUtc)) - Date.parse(line.fromUtc)} />,
    },
  ];
}
