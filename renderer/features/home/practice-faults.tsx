import { FlaskConical, PowerOff } from 'lucide-react';
import type { Connection } from '../../../shared/model/connection.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './repair.module.css';

interface PracticeFaultsProps {
  readonly system: Connection['system'];
  /** Called once every fault is off. */
  readonly onOff: () => void;
}

/** What keeps a practice system from working is a fault that a person switched on, and is put right by switching it off. */
export function PracticeFaults({ system, onOff }: PracticeFaultsProps) {
  const text = useText();
  const status = useAsk('practice.status', {}).data;
  const fault = useAct('practice.fault', ['practice.status']);
  const active = status?.systems.find((one) => one.system === system)?.faults.filter((one) => one.active) ?? [];
  const switchOff = async (): Promise<void> => {
    try {
      for (const one of active) await fault.mutateAsync({ system, fault: one.id, active: false });
      onOff();
    } catch {
      // The fault that stayed on is named below.
    }
  };
  return (
    <Panel
      title={text('repair.practice')}
      actions={
        <>
          <ButtonLink to="/practice" icon={FlaskConical}>
            {text('nav.practice')}
          </ButtonLink>
          {active.length === 0 ? null : (
            <Button writes kind="primary" icon={PowerOff} busy={fault.isPending} onClick={() => void switchOff()}>
              {text('repair.faultsOff')}
            </Button>
          )}
        </>
      }
    >
      <p className={styles.text}>{text('repair.practiceText')}</p>
      {active.length === 0 ? (
        <p className={styles.text}>{text('repair.noFaults')}</p>
      ) : (
        <ul className={styles.faults} aria-label={text('repair.faults')}>
          {active.map((one) => (
            <li key={one.id}>{one.label}</li>
          ))}
        </ul>
      )}
      {fault.error === null ? null : <ErrorNotice error={dtoOf(fault.error)} />}
    </Panel>
  );
}
