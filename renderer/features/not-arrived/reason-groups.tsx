import type { RejectedReason } from '../../../shared/model/record-view.ts';
import { errorText } from '../../../shared/errors/codes.ts';
import { errorWords } from '../../../shared/errors/error-language.ts';
import { fillText } from '../../../shared/errors/error-text.ts';
import { useText } from '../../i18n/text.ts';
import { formatCount } from '../../lib/format.ts';
import { useLocale, type Locale } from '../../lib/locale.ts';
import { readableName } from '../../lib/names.ts';
import styles from './reasons.module.css';

const namedAtOnce = 3;

interface ReasonGroupsProps {
  readonly reasons: readonly RejectedReason[];
  /** Code of the reason that the list is narrowed to; empty for all. */
  readonly value: string;
  readonly onChange: (code: string) => void;
}

/** Reasons by how many records they stand in the way of, each with what to do: one correction often frees them all. */
export function ReasonGroups({ reasons, value, onChange }: ReasonGroupsProps) {
  const text = useText();
  const locale = useLocale();
  const total = reasons.reduce((sum, one) => sum + one.count, 0);
  return (
    <ul className={styles.groups} aria-label={text('rejected.reasons')}>
      <li>
        <button
          type="button"
          className={styles.group}
          aria-pressed={value === ''}
          onClick={() => {
            onChange('');
          }}
        >
          <span className={styles.groupHead}>
            <strong>{text('rejected.allReasons')}</strong>
            <span className={styles.groupCount}>{formatCount(total, locale)}</span>
          </span>
        </button>
      </li>
      {reasons.map((reason) => (
        <li key={reason.code}>
          <Group
            reason={reason}
            pressed={value === reason.code}
            onPress={() => {
              onChange(value === reason.code ? '' : reason.code);
            }}
          />
        </li>
      ))}
    </ul>
  );
}

interface GroupProps {
  readonly reason: RejectedReason;
  readonly pressed: boolean;
  readonly onPress: () => void;
}

function Group({ reason, pressed, onPress }: GroupProps) {
  const text = useText();
  const locale = useLocale();
  const words = inWords(reason, locale);
  return (
    <button type="button" className={styles.group} aria-pressed={pressed} onClick={onPress}>
      <span className={styles.groupHead}>
        <strong>{words.text}</strong>
        <span className={styles.groupCount}>{formatCount(reason.count, locale)}</span>
      </span>
      <span className={styles.groupNext}>
        <span className={styles.muted}>{text('error.next')}</span> {words.next}
      </span>
      <code className={styles.muted}>{reason.code}</code>
    </button>
  );
}

/** The reason in general, in the reader’s language: what differs from record to record is left open. */
function inWords(reason: RejectedReason, { language }: Locale): { text: string; next: string } {
  const words = errorWords(language, reason.code) ?? errorText(reason.code);
  // A few fields are named; of many, that there are several is enough.
  const named = reason.fields.slice(0, namedAtOnce).map(readableName).join(' / ');
  const field = reason.fields.length > namedAtOnce ? `${named}, …` : named === '' ? '…' : named;
  const details = { field, value: '…', expected: '…', reason: '…' };
  // A sentence that ends with what is left open has its full stop in it.
  const filled = (sentence: string) => fillText(sentence, details).replaceAll('….', '…');
  return { text: filled(words.text), next: filled(words.next) };
}
