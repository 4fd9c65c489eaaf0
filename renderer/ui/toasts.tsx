import type { ReactNode } from 'react';
import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { useText } from '../i18n/text.ts';
import styles from './toasts.module.css';

const manager = Toast.createToastManager();

/** Says in passing that something was done, or what kept it from being done. */
export function say(title: string, description?: string): void {
  manager.add({ title, ...(description === undefined ? {} : { description }), timeout: 8000 });
}

/** The place where passing messages appear. */
export function Toasts({ children }: { readonly children: ReactNode }) {
  return (
    <Toast.Provider toastManager={manager}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const text = useText();
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles.toast}>
      <Toast.Content className={styles.content}>
        <Toast.Title className={styles.title} />
        <Toast.Description className={styles.description} />
      </Toast.Content>
      <Toast.Close className={styles.close} aria-label={text('common.close')}>
        <X aria-hidden size={15} />
      </Toast.Close>
    </Toast.Root>
  ));
}
