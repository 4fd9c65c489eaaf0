import { X } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useText } from '../i18n/text.ts';
import { IconButton } from './button.tsx';
import styles from './side-panel.module.css';

/** A list, and beside it the panel with one of its rows; the list has all the room while there is no panel. */
export function Beside({ children }: { readonly children: ReactNode }) {
  return <div className={styles.both}>{children}</div>;
}

interface SidePanelProps {
  readonly label: string;
  readonly head: ReactNode;
  /** What it shows: another one takes the focus anew. */
  readonly of: string | number;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** One row of a list, whole. It has the focus when it opens; Escape closes it. */
export function SidePanel({ label, head, of, onClose, children }: SidePanelProps) {
  const text = useText();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.focus();
  }, [of]);
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      className={styles.panel}
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className={styles.head}>
        {head}
        <IconButton icon={X} label={text('common.close')} onClick={onClose} />
      </header>
      {children}
    </aside>
  );
}

/** What is in the panel; closing it gives the focus back to where it was. */
export function useOpened<Value>(initial: Value | null) {
  const [opened, setOpened] = useState(initial);
  const before = useRef<Element | null>(null);
  return {
    opened,
    open: (next: Value): void => {
      before.current = document.activeElement;
      setOpened(next);
    },
    close: (): void => {
      setOpened(null);
      if (before.current instanceof HTMLElement) before.current.focus();
    },
  };
}
