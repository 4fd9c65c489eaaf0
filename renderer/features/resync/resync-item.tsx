import type { ResyncPart, ResyncView } from '../../../shared/resync/resync.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { formatDate } from '../../lib/format.ts';
import { useLocale, type Locale } from '../../lib/locale.ts';
import { useAct } from '../../lib/queries.ts';
import { runPath } from '../../lib/paths.ts';
import { Link } from '../../lib/router.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Fold } from '../../ui/fold.tsx';
import { Count } from '../../ui/money.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Moment } from '../../ui/relative-time.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { CountLine } from '../runs/count-line.tsx';
import type { Look } from '../runs/words.ts';
import { ConfirmGone } from './confirm-gone.tsx';
import { partLooks, resyncLooks } from './words.ts';
import styles from './resync.module.css';

/** One range: how far it is, what became of its records, each of its parts, and what can be done with it. */
export function ResyncItem({ resync }: { readonly resync: ResyncView }) {
  const text = useText();
  const locale = useLocale();
  const { sum, parts, state } = resync;
  const days = { stream: resync.label, from: formatDate(resync.from, locale), to: formatDate(resync.to, locale) };
  const progress = text('resync.progress', { done: sum.partsDone, total: parts.length });
  return (
    <section className={styles.item} aria-label={text('resync.range', days)}>
      <div className={styles.head}>
        <strong>{text('resync.range', days)}</strong>
        <Badge look={resyncLooks[state]} text={text} />
        <span>{progress}</span>
        <ResyncActions resync={resync} />
      </div>
      {state === 'running' ? <Progress label={progress} value={sum.partsDone} max={parts.length} /> : null}
      <CountLine counts={sum.counts} label={text('run.countsOf', { stream: resync.label })} />
      {parts.map((part) =>
        part.state === 'asks' ? <ConfirmGone key={part.number} resync={resync} part={part} /> : null,
      )}
      {parts.map((part) => (part.error === null ? null : <ErrorNotice key={part.number} error={part.error} />))}
      <Fold label={text('resync.parts', days)}>
        <div className={styles.scroll}>
          <Table
            label={text('resync.parts', days)}
            columns={columns(text, locale)}
            rows={parts}
            keyOf={(part) => String(part.number)}
          />
        </div>
      </Fold>
    </section>
  );
}

function Badge({ look, text }: { readonly look: Look; readonly text: Translate }) {
  return <StateBadge tone={look.tone} icon={look.icon} label={text(look.word)} moving={look.moving === true} />;
}

function ResyncActions({ resync: { id, state } }: { readonly resync: ResyncView }) {
  const text = useText();
  const pause = useAct('resync.pause', ['resync.list']);
  const resume = useAct('resync.resume', ['resync.list']);
  const stop = useAct('resync.stop', ['resync.list']);
  const error = pause.error ?? resume.error ?? stop.error;
  const button = (label: string, act: typeof pause | typeof resume | typeof stop) => (
    <Button
      writes
      busy={act.isPending}
      onClick={() => {
        act.mutate({ id });
      }}
    >
      {label}
    </Button>
  );
  return (
    <>
      {state === 'running' ? button(text('resync.pause'), pause) : null}
      {state === 'paused' ? button(text('resync.resume'), resume) : null}
      {state === 'failed' ? button(text('resync.tryAgain'), resume) : null}
      {state === 'running' || state === 'paused' || state === 'asks' ? button(text('resync.stop'), stop) : null}
      {error === null ? null : <ErrorNotice error={dtoOf(error)} />}
    </>
  );
}

function columns(text: Translate, locale: Locale): Column<ResyncPart>[] {
  const count = (id: string, header: string, of: (part: ResyncPart) => number | null): Column<ResyncPart> => ({
    id,
    header,
    kind: 'number',
    cell: (part) => {
      const value = of(part);
      return value === null ? '' : <Count value={value} />;
    },
  });
  return [
    {
      id: 'days',
      header: text('resync.part'),
      kind: 'main',
      cell: ({ from, to }) => text('resync.partDays', { from: formatDate(from, locale), to: formatDate(to, locale) }),
    },
    {
      id: 'state',
      header: text('resync.state'),
      kind: 'tight',
      cell: (part) => (
        <>
          <Badge look={partLooks[part.state]} text={text} />
          {part.nextAttemptAtUtc === null ? null : <Moment atUtc={part.nextAttemptAtUtc} />}
        </>
      ),
    },
    count('announced', text('run.announced'), (part) => part.announced),
    count('read', text('count.readHead'), (part) => part.counts?.read ?? null),
    count('loaded', text('count.loadedHead'), (part) => part.counts?.loaded ?? null),
    count('unchanged', text('count.unchangedHead'), (part) => part.counts?.unchanged ?? null),
    count('deleted', text('resync.deleted'), (part) => part.gone?.marked ?? null),
    {
      id: 'run',
      header: text('resync.run'),
      kind: 'tight',
      cell: ({ runId }) => (runId === null ? '' : <Link to={runPath(runId)}>{text('resync.openRun')}</Link>),
    },
  ];
}
