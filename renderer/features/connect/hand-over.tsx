import { KeyRound } from 'lucide-react';
import type { SystemDescriptor } from '../../../shared/model/system.ts';
import { useText } from '../../i18n/text.ts';
import { fromHere, pathOf } from '../../lib/router.tsx';
import { Button } from '../../ui/button.tsx';
import { setReturn } from '../handover/return-to.ts';
import type { Saving } from './use-save.ts';
import styles from './connect.module.css';

interface HandOverProps {
  readonly system: SystemDescriptor;
  readonly saving: Saving;
  readonly returnTo: string;
}

/** For a secret that belongs to somebody else: stores the rest, and opens the screen on which that person types it. */
export function HandOver({ system, saving, returnTo }: HandOverProps) {
  const text = useText();
  if (!system.fields.some((field) => field.secret)) return null;
  const open = async (): Promise<void> => {
    const go = fromHere();
    const id = await saving.storeWithoutSecrets();
    if (id === null) return;
    setReturn(returnTo);
    go(pathOf('handover', id));
  };
  return (
    <div className={styles.lookUp}>
      <Button writes icon={KeyRound} busy={saving.busy} onClick={() => void open()}>
        {text('handover.open')}
      </Button>
      <span className={styles.muted}>{text('handover.openNote')}</span>
    </div>
  );
}
