import type { ReactNode } from 'react';
import { Page } from './panel.tsx';
import styles from './list-page.module.css';

interface ListPageProps {
  readonly title: string;
  readonly intro: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A screen that is one long list: as high as the window lets it be, so that the list scrolls and not the screen. */
export function ListPage({ title, intro, actions, children }: ListPageProps) {
  return (
    <div className={styles.page}>
      <Page title={title} intro={intro} actions={actions}>
        {children}
      </Page>
    </div>
  );
}

interface ListCardProps {
  /** What the list holds, for those who hear it. */
  readonly label: string;
  readonly children: ReactNode;
}

/** The list itself: its filter bar, and below it the grid in all the height that is left. */
export function ListCard({ label, children }: ListCardProps) {
  return (
    <section className={styles.card} aria-label={label}>
      {children}
    </section>
  );
}
