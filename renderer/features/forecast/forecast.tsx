import { CircleCheck, CircleHelp, Hourglass } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { InputOf } from '../../../shared/contract/contract.ts';
import type { ForecastPart } from '../../../shared/model/forecast.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAsk } from '../../lib/queries.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Waiting } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { formatClock } from '../runs/clock-text.ts';
import { fitOf, wordsOfPart, type Fit } from './forecast-words.ts';
import styles from './forecast.module.css';

interface ForecastProps {
  /** What is going to be read. */
  readonly of: InputOf<'forecast.flow'>;
  /** Name of the source. */
  readonly source: string;
}

/** What a reading needs of the source's daily calls, before it is begun; nothing for a source that sets no such limit. */
export function ForecastPanel(props: ForecastProps) {
  const text = useText();
  return (
    <Forecast {...props}>
      {(content, fit) => (
        <Panel title={text('forecast.title')} note={<FitBadge fit={fit} />}>
          {content}
        </Panel>
      )}
    </Forecast>
  );
}

/** The same inside another panel or a form. */
export function ForecastPart(props: ForecastProps) {
  const text = useText();
  return (
    <Forecast {...props}>
      {(content, fit) => (
        <section className={styles.part} aria-label={text('forecast.title')}>
          <div className={styles.head}>
            <strong>{text('forecast.title')}</strong>
            <FitBadge fit={fit} />
          </div>
          {content}
        </section>
      )}
    </Forecast>
  );
}

const looks = {
  fits: { tone: 'ok', icon: CircleCheck, word: 'forecast.ok' },
  over: { tone: 'warn', icon: Hourglass, word: 'forecast.over' },
  unknown: { tone: 'neutral', icon: CircleHelp, word: 'forecast.notKnown' },
} as const;

function FitBadge({ fit }: { readonly fit: Fit | null }) {
  const text = useText();
  if (fit === null) return null;
  const { tone, icon, word } = looks[fit];
  return <StateBadge tone={tone} icon={icon} label={text(word)} />;
}

const slowMs = 700;

/** True once something has been on its way for longer than a moment. */
function useIsSlow(isPending: boolean): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    if (!isPending) return;
    const timer = setTimeout(() => {
      setSlow(true);
    }, slowMs);
    return () => {
      clearTimeout(timer);
    };
  }, [isPending]);
  return isPending && isSlow;
}

interface FrameProps extends ForecastProps {
  readonly children: (content: ReactNode, fit: Fit | null) => ReactNode;
}

function Forecast({ of, source, children }: FrameProps) {
  const text = useText();
  // Asked once until a run ends: asking costs calls itself.
  const forecast = useAsk('forecast.flow', of);
  const isSlow = useIsSlow(forecast.isPending);
  if (forecast.error !== null) return children(<ErrorNotice error={dtoOf(forecast.error)} />, null);
  // A source without such a limit answers at once, and nothing is to flicker for it.
  if (forecast.data === undefined && isSlow) return children(<Waiting text={text('forecast.ask')} />, null);
  const parts = forecast.data?.parts ?? null;
  if (parts === null || parts.length === 0) return null;
  const keptBack = Math.max(...parts.map((part) => part.keptBack));
  const fits = parts.map(fitOf);
  const fit = fits.includes('over') ? 'over' : fits.includes('unknown') ? 'unknown' : 'fits';
  return children(
    <div className={styles.words} role="status" aria-busy={forecast.isFetching}>
      <ul className={styles.list}>
        {parts.map((part) => (
          <li key={part.part}>
            <PartWords part={part} />
          </li>
        ))}
      </ul>
      <p className={styles.note}>
        {text('forecast.note', { system: source })}{' '}
        {keptBack === 0 ? '' : text('forecast.keptBack', { count: keptBack })}
      </p>
      {forecast.isFetching ? <Waiting text={text('forecast.ask')} /> : null}
    </div>,
    fit,
  );
}

function PartWords({ part }: { readonly part: ForecastPart }) {
  const text = useText();
  const locale = useLocale();
  const at = part.resetsAtUtc;
  const resets =
    at === null
      ? text('forecast.resetsUnknown')
      : text('forecast.resetsAt', { utc: at.slice(11, 16), local: formatClock(at, locale).slice(0, 5) });
  const { id, values } = wordsOfPart(part, resets);
  return <>{text(id, values)}</>;
}
