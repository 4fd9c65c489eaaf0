import type { ReactNode } from 'react';
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useText } from '../i18n/text.ts';
import styles from './dialog.module.css';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: string | undefined;
  readonly children?: ReactNode;
  /** For what has a table in it. */
  readonly wide?: boolean;
  readonly actions: ReactNode;
}

/** A question or a small form over the screen. Escape and the cross close it; focus returns to where it was. */
export function Dialog({ open, onClose, title, description, children, wide = false, actions }: DialogProps) {
  const text = useText();
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={styles.popup} data-wide={wide}>
          <header className={styles.header}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            <Base.Close className={styles.close} aria-label={text('common.close')}>
              <X aria-hidden size={16} />
            </Base.Close>
          </header>
          {description === undefined ? null : (
            <Base.Description className={styles.description}>{description}</Base.Description>
          )}
          {children}
          <footer className={styles.actions}>{actions}</footer>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
