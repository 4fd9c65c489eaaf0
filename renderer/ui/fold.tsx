import type { ReactNode } from 'react';
import styles from './fold.module.css';

/** Something that is rarely needed, folded away under a line that opens it. */
export function Fold({
  label,
  open = false,
  children,
}: {
  readonly label: ReactNode;
  readonly open?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <details className={styles.fold} open={open}>
      <summary>{label}</summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
