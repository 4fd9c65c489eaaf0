import type { RejectedItem as Item } from '../../../shared/model/record-view.ts';
import { useText } from '../../i18n/text.ts';
import { rejectedPath } from '../../lib/paths.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Link } from '../../lib/router.tsx';
import { Reasons } from '../not-arrived/reasons.tsx';
import { rejectedLooks } from './looks.ts';
import styles from './rejected.module.css';

/** Rejected records, each with every reason: which field, which value, what was expected, what to do. */
export function RejectedList({ items, none }: { readonly items: readonly Item[]; readonly none?: string }) {
  const text = useText();
  if (items.length === 0) return <Empty text={none ?? text('rejected.none')} />;
  return (
    <ul className={styles.list} aria-label={text('rejected.title')}>
      {items.map((item) => (
        <RejectedItem key={item.id} item={item} />
      ))}
    </ul>
  );
}

function RejectedItem({ item }: { readonly item: Item }) {
  const text = useText();
  const look = rejectedLooks[item.state];
  return (
    <li className={styles.item}>
      <header className={styles.head}>
        <h3 data-private={item.labelIsName ? '' : undefined}>
          <Link to={rejectedPath(item.id)}>{item.label}</Link>
        </h3>
        <StateBadge tone={look.tone} icon={look.icon} label={text(look.word)} />
        <span className={styles.muted}>{item.streamLabel}</span>
        {item.key === null ? null : (
          <span className={styles.key}>
            <code>{item.key}</code>
            <CopyButton value={item.key} label={text('rejected.copyKey')} />
          </span>
        )}
        <span className={styles.when}>
          {text('rejected.firstSeen')} <RelativeTime atUtc={item.firstSeenAtUtc} />
        </span>
      </header>
      <Reasons reasons={item.reasons} />
    </li>
  );
}
