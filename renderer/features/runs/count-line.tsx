import { CircleCheck, CircleX } from 'lucide-react';
import { Fragment } from 'react';
import { dispositions } from '../../../shared/model/record.ts';
import type { StreamCounts } from '../../../shared/model/totals.ts';
import { useText } from '../../i18n/text.ts';
import { Count } from '../../ui/money.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { addsUp } from './sums.ts';
import { dispositionWords } from './words.ts';
import styles from './runs.module.css';

interface CountLineProps {
  readonly counts: StreamCounts;
  readonly label: string;
  /** For rows of a table: small, and only says it if the numbers do not add up. */
  readonly dense?: boolean;
}

/** Read = loaded + unchanged + excluded + rejected + held + waiting, and whether it adds up. */
export function CountLine({ counts, label, dense = false }: CountLineProps) {
  const text = useText();
  const sound = addsUp(counts);
  return (
    <div
      className={dense ? `${styles.countLine ?? ''} ${styles.dense ?? ''}` : styles.countLine}
      role="group"
      aria-label={label}
    >
      <CountPart name={text('count.read')} id="read" value={counts.read} />
      {dispositions.map((name, index) => (
        <Fragment key={name}>
          <span className={styles.sign}>{index === 0 ? '=' : '+'}</span>
          <CountPart name={text(dispositionWords[name])} id={name} value={counts[name]} />
        </Fragment>
      ))}
      {dense && sound ? null : (
        <StateBadge
          tone={sound ? 'ok' : 'bad'}
          icon={sound ? CircleCheck : CircleX}
          label={text(sound ? 'count.addsUp' : 'count.doesNot')}
        />
      )}
    </div>
  );
}

function CountPart({ name, id, value }: { readonly name: string; readonly id: string; readonly value: number }) {
  return (
    <span className={styles.count} data-count={id} data-zero={value === 0}>
      <Count value={value} />
      <span className={styles.countName}>{name}</span>
    </span>
  );
}
