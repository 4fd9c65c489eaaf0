import { Pause } from 'lucide-react';
import type { RecordDetail } from '../../../shared/model/record-view.ts';
import { useText } from '../../i18n/text.ts';
import { heldPath } from '../../lib/paths.ts';
import { Link } from '../../lib/router.tsx';
import { awaitedText } from '../held/held-grid.tsx';
import styles from './records.module.css';

/** Says of a record whose newest version waits for reference data why that is, and for what. */
export function HeldBanner({ detail: { held } }: { readonly detail: RecordDetail }) {
  const text = useText();
  if (held === undefined) return null;
  const [first] = held.reasons;
  return (
    <section className={styles.gone} aria-label={text('record.heldTitle')}>
      <Pause aria-hidden size={18} />
      <div>
        <h2>{text('record.heldTitle')}</h2>
        <p data-private="">{first?.text}</p>
        <p data-private="">
          {text('held.waitsFor')} {awaitedText(held)}
        </p>
        <p>
          <Link to={heldPath(held.id)}>{text('record.heldOpen')}</Link>
        </p>
      </div>
    </section>
  );
}
