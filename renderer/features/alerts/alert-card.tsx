import { AlarmClock, BellOff, BellRing, CircleCheck, type LucideIcon } from 'lucide-react';
import type { Alert, AlertState } from '../../../shared/alerts/alert.ts';
import { useText } from '../../i18n/text.ts';
import { formatMoment } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';
import { Acknowledge } from './acknowledge.tsx';
import { AlertActions } from './alert-actions.tsx';
import { Snooze } from './snooze.tsx';
import { alertWords, kindWord } from './words.ts';
import styles from './alerts.module.css';

const looks: Readonly<Record<AlertState, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  open: { tone: 'bad', icon: BellRing },
  snoozed: { tone: 'warn', icon: AlarmClock },
  acknowledged: { tone: 'warn', icon: BellOff },
  closed: { tone: 'ok', icon: CircleCheck },
};

/** One alert: what happened, what it means for the data, what to do, and the way to do it. */
export function AlertCard({ alert }: { readonly alert: Alert }) {
  const text = useText();
  const locale = useLocale();
  const { what, means, next } = alertWords(alert, { text, locale });
  const { state, acknowledged, details } = alert;
  const from = formatMoment(alert.sinceUtc, locale);
  const when =
    alert.untilUtc === null
      ? text('alerts.sinceAt', { at: from })
      : text('alerts.lasted', { from, to: formatMoment(alert.untilUtc, locale) });
  return (
    <article className={styles.card} aria-labelledby={`alert-${alert.id}`}>
      <header className={styles.head}>
        <StateBadge {...looks[state]} label={text(`alerts.state.${state}`)} />
        <h2 id={`alert-${alert.id}`}>{kindWord(alert.kind, text)}</h2>
        <span className={styles.when}>{when}</span>
      </header>
      <p>{what}</p>
      {state === 'closed' ? null : (
        <>
          <dl className={styles.parts}>
            <dt>{text('alerts.means')}</dt>
            <dd>{means}</dd>
            <dt>{text('alerts.next')}</dt>
            <dd>{next}</dd>
          </dl>
          {details.error === undefined ? null : <ErrorNotice error={details.error} />}
        </>
      )}
      {state !== 'snoozed' || alert.snoozedUntilUtc === undefined ? null : (
        <p className={styles.when}>
          {text('alerts.snoozedUntil', { at: formatMoment(alert.snoozedUntilUtc, locale) })}
        </p>
      )}
      {acknowledged === null ? null : (
        <p className={styles.when}>
          {text('alerts.acknowledgedBy', { at: formatMoment(acknowledged.atUtc, locale), note: acknowledged.note })}
        </p>
      )}
      {state === 'closed' ? null : (
        <div className={styles.actions}>
          <AlertActions alert={alert} />
          {state === 'acknowledged' ? null : (
            <>
              <Acknowledge alert={alert} />
              <Snooze alert={alert} />
            </>
          )}
        </div>
      )}
    </article>
  );
}
