import { CircleCheck, CircleDashed, CircleX, LoaderCircle, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { CheckStep } from '../../shared/model/check.ts';
import { answerIn } from '../i18n/answers.ts';
import { useText, type TextId } from '../i18n/text.ts';
import { useLocale } from '../lib/locale.ts';
import { ErrorNotice } from './error-notice.tsx';
import { Duration } from './relative-time.tsx';
import styles from './checklist.module.css';

const looks: Readonly<Record<CheckStep['state'], { icon: LucideIcon; word: TextId }>> = {
  running: { icon: LoaderCircle, word: 'check.running' },
  passed: { icon: CircleCheck, word: 'check.passed' },
  warning: { icon: TriangleAlert, word: 'check.warning' },
  failed: { icon: CircleX, word: 'check.failed' },
  skipped: { icon: CircleDashed, word: 'check.skipped' },
};

/** The steps of a check, each with its state in icon and word, how long it took and what was found. */
export function Checklist({ label, steps }: { readonly label: string; readonly steps: readonly CheckStep[] }) {
  return (
    <ol className={styles.list} aria-label={label}>
      {steps.map((step) => (
        <ChecklistLine key={step.id} step={step} />
      ))}
    </ol>
  );
}

function ChecklistLine({ step: given }: { readonly step: CheckStep }) {
  const text = useText();
  const step = answerIn(useLocale(), given);
  const { icon: Icon, word } = looks[step.state];
  return (
    <li className={styles.step} data-state={step.state}>
      <div className={styles.line}>
        <Icon aria-hidden size={17} className={styles[step.state]} />
        <span className={styles.name}>{step.label}</span>
        <span className={styles.detail}>{step.detail}</span>
        <span className={`${styles.word ?? ''} ${styles[step.state] ?? ''}`}>{text(word)}</span>
        <span className={styles.time}>{step.durationMs === null ? null : <Duration ms={step.durationMs} />}</span>
      </div>
      <Sent requests={step.requests ?? []} />
      {step.error === null ? null : <ErrorNotice error={step.error} />}
    </li>
  );
}

/** What the step sent and what came back: method, host and purpose, never a path, a payload or a secret. */
function Sent({ requests }: { readonly requests: NonNullable<CheckStep['requests']> }) {
  const text = useText();
  if (requests.length === 0) return null;
  return (
    <ul className={styles.sent} aria-label={text('check.sent')}>
      {requests.map((one, index) => (
        <li key={index}>
          {text(one.status === null ? 'check.unanswered' : 'check.answered', {
            method: one.method,
            purpose: one.purpose,
            host: one.host,
            status: String(one.status ?? ''),
          })}
        </li>
      ))}
    </ul>
  );
}
