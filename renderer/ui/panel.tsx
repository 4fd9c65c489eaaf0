import { useId, type ReactNode } from 'react';
import styles from './panel.module.css';

interface PageProps {
  readonly title: string;
  /** The title is a name, which privacy mode blurs. */
  readonly isPrivate?: boolean;
  readonly intro?: string | undefined;
  readonly actions?: ReactNode;
  readonly above?: ReactNode;
  readonly children: ReactNode;
}

/** A screen: its one heading, what can be done, and its content. */
export function Page({ title, isPrivate = false, intro, actions, above, children }: PageProps) {
  return (
    <div className={styles.page}>
      {above}
      <header className={styles.header}>
        <div>
          <h1 data-private={isPrivate ? '' : undefined}>{title}</h1>
          {intro === undefined ? null : <p className={styles.intro}>{intro}</p>}
        </div>
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

interface PanelProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** Content reaches the edges: for tables. */
  readonly flush?: boolean;
  /** As `flush`, for a table that fits: its header stays in sight while the screen scrolls. */
  readonly whole?: boolean;
  readonly children: ReactNode;
}

/** A titled part of a screen. */
export function Panel({ title, note, actions, flush = false, whole = false, children }: PanelProps) {
  const id = useId();
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <header className={styles.panelHeader}>
        <h2 id={id}>{title}</h2>
        {note === undefined ? null : <div className={styles.note}>{note}</div>}
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </header>
      <div className={whole ? styles.whole : flush ? styles.flush : styles.body}>{children}</div>
    </section>
  );
}
