import { PowerOff } from 'lucide-react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { practiceFaultGroups } from '../../../shared/model/practice.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Switch } from '../../ui/toggle.tsx';
import styles from './practice.module.css';

type System = OutputOf<'practice.status'>['systems'][number];

/** What can go wrong in a practice system, by what it concerns: how much of it is on, and one button that ends it all. */
export function SystemFaults({ system: { system, faults } }: { readonly system: System }) {
  const text = useText();
  const fault = useAct('practice.fault', ['practice.status']);
  const active = faults.filter((one) => one.active);
  const switchOff = async (): Promise<void> => {
    try {
      for (const one of active) await fault.mutateAsync({ system, fault: one.id, active: false });
    } catch {
      // The fault that stayed on still shows, and the error is told below.
    }
  };
  return (
    <section className={styles.faults} aria-label={text('practice.faults')}>
      <div className={styles.faultsHead}>
        <h3>{text('practice.faults')}</h3>
        <span role="status" className={styles.count}>
          {text('practice.faultsOn', { on: active.length, all: faults.length })}
        </span>
        {active.length === 0 ? null : (
          <Button icon={PowerOff} busy={fault.isPending} onClick={() => void switchOff()}>
            {text('practice.faultsOff')}
          </Button>
        )}
      </div>
      {practiceFaultGroups.map((group) => (
        <FaultGroup
          key={group}
          title={text(`practice.faultGroup.${group}`)}
          faults={faults.filter((one) => one.group === group)}
          onChange={(id, on) => {
            fault.mutate({ system, fault: id, active: on });
          }}
        />
      ))}
      {fault.error === null ? null : <ErrorNotice error={dtoOf(fault.error)} />}
    </section>
  );
}

interface FaultGroupProps {
  readonly title: string;
  readonly faults: System['faults'];
  readonly onChange: (id: string, on: boolean) => void;
}

function FaultGroup({ title, faults, onChange }: FaultGroupProps) {
  const text = useText();
  if (faults.length === 0) return null;
  const on = faults.filter((one) => one.active).length;
  return (
    <fieldset className={styles.group}>
      <legend>
        {title}
        {on === 0 ? null : (
          <span className={styles.count}> {text('practice.faultsOn', { on, all: faults.length })}</span>
        )}
      </legend>
      <div className={styles.switches}>
        {faults.map((one) => (
          <Switch
            key={one.id}
            label={one.label}
            checked={one.active}
            onChange={(active) => {
              onChange(one.id, active);
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}
