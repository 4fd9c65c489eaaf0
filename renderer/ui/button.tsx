import { type ButtonHTMLAttributes, type ReactNode, type Ref } from 'react';
import type { LucideIcon } from 'lucide-react';
import { useText } from '../i18n/text.ts';
import { useLocked } from '../lib/read-only.ts';
import { Link } from '../lib/router.tsx';
import styles from './button.module.css';

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger';

interface Look {
  readonly kind?: ButtonKind;
  readonly icon?: LucideIcon;
  /** True for what changes the data file: it cannot be done, and says why, while that is open for reading only. */
  readonly writes?: boolean;
  readonly children: ReactNode;
}

export interface ButtonProps
  extends Look, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'style' | 'children'> {
  /** True while the action runs: the button cannot be pressed again, and says that it is busy. */
  readonly busy?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button; `primary` once a screen. */
export function Button(props: ButtonProps) {
  const { kind = 'secondary', icon: Icon, busy = false, writes = false, disabled, children, ...rest } = props;
  const whyNot = useWhyNot(writes);
  return (
    <button
      type="button"
      {...rest}
      {...(whyNot === undefined ? {} : { title: whyNot })}
      disabled={disabled === true || busy || whyNot !== undefined}
      aria-busy={busy || undefined}
      data-kind={kind}
      className={`${styles.button ?? ''} ${styles[kind] ?? ''}`}
    >
      {Icon === undefined ? null : <Icon aria-hidden size={15} />}
      {children}
    </button>
  );
}

/** Why what writes cannot be done now; undefined if it can. */
function useWhyNot(writes: boolean): string | undefined {
  const text = useText();
  const isReadOnly = useLocked();
  return writes && isReadOnly ? text('common.readOnly') : undefined;
}

/** A link that looks like a button. */
export function ButtonLink({ to, ...look }: Look & { readonly to: string }) {
  const { kind = 'secondary', icon: Icon, writes = false, children } = look;
  // A link cannot be switched off, a button can.
  if (useWhyNot(writes) !== undefined) return <Button {...look} />;
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
  /** As of `Button`. */
  readonly writes?: boolean;
  readonly onClick: () => void;
}

/** A button with an icon alone; `label` is read aloud and shown on hover. */
export function IconButton({ icon: Icon, label, writes = false, onClick }: IconButtonProps) {
  const whyNot = useWhyNot(writes);
  return (
    <button
      type="button"
      className={styles.icon}
      aria-label={label}
      title={whyNot ?? label}
      disabled={whyNot !== undefined}
      onClick={onClick}
    >
      <Icon aria-hidden size={15} />
    </button>
  );
}
