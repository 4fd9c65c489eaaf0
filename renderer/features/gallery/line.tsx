import type { ReactNode } from 'react';
import styles from './gallery.module.css';

/** A few pieces beside each other, named. */
export function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.line}>
      <span className={styles.name}>{name}</span>
      {children}
    </div>
  );
}
