import type { RejectedRecord } from '../../../shared/model/run.ts';
import { useText } from '../../i18n/text.ts';
import styles from './rejected.module.css';

/** Why a record was rejected, one block per reason. */
export function Reasons({ reasons }: { readonly reasons: RejectedRecord['reasons'] }) {
  return reasons.map((reason) => <Reason key={`${reason.code}/${reason.field}`} reason={reason} />);
}

function Reason({ reason }: { readonly reason: RejectedRecord['reasons'][number] }) {
  const text = useText();
  const facts = [
    { name: text('rejected.field'), value: reason.field },
    { name: text('rejected.value'), value: reason.value },
    { name: text('rejected.expected'), value: reason.expected },
  ].filter((fact) => fact.value !== null && fact.value !== '');
  return (
    <div className={styles.reason}>
      <p>{reason.text}</p>
      <dl className={styles.facts}>
        {facts.map((fact) => (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd>
              <code>{fact.value}</code>
            </dd>
          </div>
        ))}
        <div>
          <dt>{text('error.next')}</dt>
          <dd>{reason.next}</dd>
        </div>
      </dl>
      <p className={styles.muted}>
        <code>{reason.code}</code>
      </p>
    </div>
  );
}
