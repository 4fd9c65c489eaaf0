import { CircleAlert, CircleCheck, CircleDashed, Clock, LoaderCircle, Pause, type LucideIcon } from 'lucide-react';
import { errorIn } from '../../../shared/errors/error-language.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { formatRelative } from '../../lib/format.ts';
import { useLocale, type Locale } from '../../lib/locale.ts';
import { useNow } from '../../lib/now.ts';
import type { Tone } from '../../ui/state-badge.tsx';
import type { Overview, Trouble } from './cause.ts';
import type { Summary } from './summary.ts';
import styles from './home.module.css';

const looks: Readonly<Record<Summary['kind'], { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  needs: { tone: 'bad', icon: CircleAlert },
  waits: { tone: 'warn', icon: Clock },
  never: { tone: 'neutral', icon: CircleDashed },
  running: { tone: 'info', icon: LoaderCircle },
  paused: { tone: 'warn', icon: Pause },
  in: { tone: 'ok', icon: CircleCheck },
};

/** Whether the data is in and, if not, why: the first thing to read. Stays in sight while something needs a person. */
export function SummaryLine({ summary }: { readonly summary: Summary }) {
  const text = useText();
  const locale = useLocale();
  const now = useNow();
  const { icon: Icon } = looks[summary.kind];
  const tone = toneOf(summary);
  return (
    <div className={styles.summary} data-tone={tone}>
      <Icon aria-hidden size={22} />
      <div>
        <p className={styles.answer}>{answerOf(summary, { text, locale, now })}</p>
        <Causes summary={summary} />
      </div>
    </div>
  );
}

/** Rejected records alone are no alarm: their neighbours are in. */
function toneOf(summary: Summary): Tone {
  const onlyRejected =
    summary.kind === 'needs' && summary.needing.every(({ trouble }) => trouble.fix.kind === 'rejected');
  return onlyRejected ? 'warn' : looks[summary.kind].tone;
}

interface Words {
  readonly text: Translate;
  readonly locale: Locale;
  readonly now: number;
}

function answerOf(summary: Summary, { text, locale, now }: Words): string {
  switch (summary.kind) {
    case 'needs':
      return text('home.answer.needs', { count: summary.needing.length, total: summary.total });
    case 'waits':
      return text('home.answer.waits', { count: summary.waiting.length, total: summary.total });
    case 'never':
      return text('home.answer.never', { count: summary.never, total: summary.total });
    case 'running':
      return text('home.answer.running', { count: summary.running, total: summary.total });
    case 'paused':
      return text('home.answer.paused', { count: summary.paused, total: summary.total });
    case 'in':
      return [
        text('home.answer.in'),
        summary.lastSuccessAtUtc === null
          ? ''
          : text('home.answer.last', { when: formatRelative(summary.lastSuccessAtUtc, now, locale) }),
        summary.agreeing === 0 ? '' : text('home.answer.agree', { count: summary.agreeing }),
        summary.notCompared === 0 ? '' : text('home.answer.notCompared', { count: summary.notCompared }),
      ]
        .filter(Boolean)
        .join(' ');
  }
}

const causesShown = 3;

function Causes({ summary }: { readonly summary: Summary }) {
  const text = useText();
  const { language } = useLocale();
  const named = summary.kind === 'needs' ? summary.needing : summary.kind === 'waits' ? summary.waiting : [];
  if (named.length === 0) return null;
  return (
    <ul className={styles.causes}>
      {named.slice(0, causesShown).map(({ row, trouble }) => (
        <li key={row.flow.id}>{causeText(row, trouble, (error) => errorIn(language, error).text, text)}</li>
      ))}
      {named.length > causesShown ? <li>{text('home.moreCauses', { count: named.length - causesShown })}</li> : null}
    </ul>
  );
}

function causeText(
  row: Overview,
  trouble: Trouble,
  said: (error: NonNullable<Trouble['error']>) => string,
  text: Translate,
): string {
  const flow = row.flow.name;
  if (trouble.error !== null) return text('home.cause', { flow, reason: said(trouble.error) });
  return trouble.fix.kind === 'rejected'
    ? text('home.causeRejected', { flow, count: row.openRejections })
    : text('home.causeTotals', { flow });
}
