import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import type { LucideIcon } from 'lucide-react';
import { Link } from '../lib/router.tsx';
import styles from './button.module.css';

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger';

interface Look {
  readonly kind?: ButtonKind;
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
}

interface ButtonProps extends Look, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'style' | 'children'> {
  /** True while the action runs: the button cannot be pressed again, and says that it is busy. */
  readonly busy?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button; `primary` once a screen. */
export function Button({ kind = 'secondary', icon: Icon, busy = false, disabled, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      data-kind={kind}
      className={`${styles.button ?? ''} ${styles[kind] ?? ''}`}
    >
      {Icon === undefined ? null : <Icon aria-hidden size={15} />}
      {children}
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink({ kind = 'secondary', icon: Icon, to, children }: Look & { readonly to: string }) {
  return (
    <Link to={to} data-kind={kind} className={`${styles.button ?? ''} ${styles[kind] ?? ''}`}>
      {Icon === undefined ? null : <Icon aria-hidden size={15} />}
      {children}
    </Link>
  );
}

interface IconButtonProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly onClick: () => void;
}

/** A button with an icon alone; `label` is read aloud and shown on hover. */
export function IconButton({ icon: Icon, label, onClick }: IconButtonProps) {
  return (
    <button type="button" className={styles.icon} aria-label={label} title={label} onClick={onClick}>
      <Icon aria-hidden size={15} />
    </button>
  );
}
