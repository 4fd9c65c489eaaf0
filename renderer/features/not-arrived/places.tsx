import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { Link } from '../../lib/router.tsx';
import { Count } from '../../ui/money.tsx';
import styles from './not-arrived.module.css';

const places = [
  { id: 'rejected', to: '/rejected', name: 'rejected.title' },
  { id: 'held', to: '/held', name: 'held.title' },
] as const;

/** One of the two lists of records that did not arrive; also the first part of its route, its methods and its texts. */
export type Place = (typeof places)[number]['id'];

/** The two lists of what did not arrive, where any record waits for reference data: rejected, and held. */
export function Places({ here }: { readonly here: Place }) {
  const text = useText();
  const rows = useAsk('flows.overview', {}).data ?? [];
  const open = {
    rejected: rows.reduce((sum, row) => sum + row.openRejections, 0),
    held: rows.reduce((sum, row) => sum + row.openHeld, 0),
  };
  if (open.held === 0 && here === 'rejected') return null;
  return (
    <nav className={styles.places} aria-label={text('held.places')}>
      {places.map(({ id, to, name }) => (
        <Link key={id} to={to} className={styles.place} aria-current={id === here ? 'page' : undefined}>
          {text(name)} <span className={styles.count}>{<Count value={open[id]} />}</span>
        </Link>
      ))}
    </nav>
  );
}
