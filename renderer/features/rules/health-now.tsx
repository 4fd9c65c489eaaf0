import { CircleCheck, CirclePause, Clock, TriangleAlert } from 'lucide-react';
import type { HealthState } from '../../../shared/messages/health.ts';
import { useText, type TextId } from '../../i18n/text.ts';
import { formatCount } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAsk } from '../../lib/queries.ts';
import { Link, pathOf } from '../../lib/router.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Moment, RelativeTime } from '../../ui/relative-time.tsx';
import { LookBadge } from '../runs/look-badge.tsx';
import type { Look } from '../runs/words.ts';
import styles from './rules.module.css';

interface HealthNowProps {
  readonly flowId: string;
  /** The minutes that the rule asks for. */
  readonly behindMinutes: number;
}

/** How the flow keeps its promise at this moment: its last reading, the incident that is open, the warning kept in Slack. */
export function HealthNow({ flowId, behindMinutes }: HealthNowProps) {
  const health = useAsk('messages.health', { flowId });
  return <Loaded of={health}>{(state) => <Now state={state} behindMinutes={behindMinutes} />}</Loaded>;
}

function Now({ state, behindMinutes }: { readonly state: HealthState; readonly behindMinutes: number }) {
  const text = useText();
  const locale = useLocale();
  const { limitMinutes, fault } = state;
  const isRaised = limitMinutes !== null && limitMinutes > behindMinutes;
  return (
    <section className={styles.form} aria-label={text('health.now')}>
      <div>
        <LookBadge look={lookOf(state)} />
      </div>
      {isRaised ? (
        <p className={styles.muted}>{text('health.raised', { minutes: formatCount(limitMinutes, locale) })}</p>
      ) : null}
      <KeyValues items={useRows(state)} />
      {fault === null ? null : (
        <>
          <p className={styles.muted}>
            {text('health.fault')} <RelativeTime atUtc={fault.atUtc} />
          </p>
          <ErrorNotice error={fault.error} />
        </>
      )}
    </section>
  );
}

function lookOf({ watch, behindSinceUtc, incident }: HealthState): Look {
  const look = (tone: Look['tone'], icon: Look['icon'], word: TextId): Look => ({ tone, icon, word });
  if (watch === 'paused') return look('neutral', CirclePause, 'health.paused');
  if (watch !== 'on') return look('neutral', Clock, 'health.manual');
  return behindSinceUtc === null && incident === null
    ? look('ok', CircleCheck, 'health.inTime')
    : look('bad', TriangleAlert, 'health.behind');
}

function useRows({ watch, lastSuccessUtc, behindSinceUtc, incident, deadMan }: HealthState) {
  const text = useText();
  const last = lastSuccessUtc === null ? text('health.never') : <Moment atUtc={lastSuccessUtc} />;
  return [
    ...(watch === 'on' ? [{ name: text('health.lastSuccess'), value: last }] : []),
    ...(behindSinceUtc === null
      ? []
      : [{ name: text('health.behindSince'), value: <Moment atUtc={behindSinceUtc} /> }]),
    ...(incident === null
      ? []
      : [
          {
            name: text('health.incident'),
            value: <Link to={pathOf('messages', incident.messageId)}>{text('health.openMessage')}</Link>,
          },
        ]),
    ...(deadMan === null ? [] : [{ name: text('health.warning'), value: <Moment atUtc={deadMan.postAtUtc} /> }]),
  ];
}
