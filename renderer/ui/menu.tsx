import type { ReactNode } from 'react';
import { Menu as Base } from '@base-ui/react/menu';
import { Ellipsis, type LucideIcon } from 'lucide-react';
import { navigate } from '../lib/router.tsx';
import { useLocked } from '../lib/read-only.ts';
import styles from './menu.module.css';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  /** A route to go to, or something to do. */
  readonly to?: string;
  readonly onChoose?: () => void;
  readonly disabled?: boolean;
  /** True for what changes the data file. */
  readonly writes?: boolean;
}

/** What is done seldom, behind one button; `label` names the button. Arrow keys, Enter and Escape work within. */
export function Menu({ label, items }: { readonly label: string; readonly items: readonly MenuItem[] }): ReactNode {
  const isLocked = useLocked();
  return (
    <Base.Root modal={false}>
      <Base.Trigger className={styles.trigger} aria-label={label} title={label}>
        <Ellipsis aria-hidden size={16} />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={styles.positioner} sideOffset={4} align="end">
          <Base.Popup className={styles.popup}>
            {items.map(({ id, label: name, icon: Icon, to, onChoose, disabled = false, writes = false }) => (
              <Base.Item
                key={id}
                className={styles.item}
                disabled={disabled || (writes && isLocked)}
                onClick={() => {
                  if (to !== undefined) navigate(to);
                  onChoose?.();
                }}
              >
                {Icon === undefined ? null : <Icon aria-hidden size={15} />}
                {name}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
