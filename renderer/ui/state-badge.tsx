import type { LucideIcon } from 'lucide-react';
import styles from './state-badge.module.css';

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'neutral';

interface StateBadgeProps {
  readonly tone: Tone;
  readonly icon: LucideIcon;
  readonly label: string;
  /** Turns the icon: for what is under way. */
  readonly moving?: boolean;
  /** The word may take several lines, and is never cut off. */
  readonly whole?: boolean;
}

/** A state as icon, word and colour together: the colour never says anything alone. */
export function StateBadge({ tone, icon: Icon, label, moving = false, whole = false }: StateBadgeProps) {
  return (
    <span className={`${styles.badge ?? ''} ${styles[tone] ?? ''}`} data-tone={tone} data-whole={whole} title={label}>
      <Icon aria-hidden size={14} className={moving ? styles.moving : undefined} />
      <span className={styles.word}>{label}</span>
    </span>
  );
}
