import type { RejectedRecord } from '../../../shared/model/run.ts';
import { reasonValue } from '../../i18n/answers.ts';
import { useText } from '../../i18n/text.ts';
import { useLocale } from '../../lib/locale.ts';
import { fieldName } from '../../lib/names.ts';
import { Fold } from '../../ui/fold.tsx';
import styles from './reasons.module.css';

type ReasonsOf = RejectedRecord['reasons'];

/** How many reasons are read at a glance; a document with many bad lines repeats itself. */
const shownAtOnce = 2;

/** Why a record was rejected, one block per reason; those after the first few are folded away. */
export function Reasons({ reasons }: { readonly reasons: ReasonsOf }) {
  const text = useText();
  const more = reasons.slice(shownAtOnce);
  return (
    <>
      <ReasonList reasons={reasons.slice(0, shownAtOnce)} />
      {more.length === 0 ? null : (
        <Fold label={text('rejected.more', { count: more.length })}>
          <ReasonList reasons={more} />
        </Fold>
      )}
    </>
  );
}

function ReasonList({ reasons }: { readonly reasons: ReasonsOf }) {
  return reasons.map((reason) => <Reason key={`${reason.code}/${reason.field}`} reason={reason} />);
}

function Reason({ reason }: { readonly reason: ReasonsOf[number] }) {
  const text = useText();
  const locale = useLocale();
  const facts = [
    // Support and the mapping know the field by its own name.
    { name: text('rejected.field'), value: fieldName(reason.field), own: reason.field, isPrivate: false },
    { name: text('rejected.value'), value: reasonValue(reason, locale), own: undefined, isPrivate: true },
    { name: text('rejected.expected'), value: reason.expected, own: undefined, isPrivate: true },
  ].filter((fact) => fact.value !== null && fact.value !== '');
  return (
    <div className={styles.reason}>
      {/* The sentence names the value that is wrong. */}
      <p data-private={reason.value === null || reason.value === '' ? undefined : ''}>{reason.text}</p>
      <dl className={styles.facts}>
        {facts.map((fact) => (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd>
              <code title={fact.own} data-private={fact.isPrivate ? '' : undefined}>
                {fact.value}
              </code>
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
