import { Fragment, type ReactNode } from 'react';
import styles from './key-values.module.css';

/** Names and values, one a line. */
export function KeyValues({
  items,
}: {
  readonly items: readonly { readonly name: string; readonly value: ReactNode }[];
}) {
  return (
    <dl className={styles.list}>
      {items.map((item) => (
        <Fragment key={item.name}>
          <dt>{item.name}</dt>
          <dd>{item.value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
