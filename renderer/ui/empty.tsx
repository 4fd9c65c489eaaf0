import type { ReactNode } from 'react';
import styles from './empty.module.css';

/** Where there is nothing: one sentence and, if something can be done, one action. */
export function Empty({ text, action }: { readonly text: string; readonly action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p>{text}</p>
      {action}
    </div>
  );
}
