import { FileCheck2 } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { EvidenceDialog } from './evidence-dialog.tsx';
import { lastMonth } from './last-month.ts';
import styles from './evidence.module.css';

/** Saves the evidence pack of a flow's runs in a period; the month before this one is offered first. */
export function PeriodEvidence({ flowId }: { readonly flowId: string }) {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const [period, setPeriod] = useState(() => lastMonth(new Date()));
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const isPeriod = period.from !== '' && period.from <= period.to;
  return (
    <>
      <Button
        icon={FileCheck2}
        onClick={() => {
          setOpen(true);
        }}
      >
        {text('evidence.ofPeriod')}
      </Button>
      <EvidenceDialog
        open={isOpen}
        onClose={() => {
          setOpen(false);
        }}
        title={text('evidence.ofPeriod')}
        intro={text('evidence.intro')}
        scope={isPeriod ? { kind: 'period', flowId, fromDay: period.from, toDay: period.to, timeZone } : null}
      >
        <div className={styles.days}>
          {(['from', 'to'] as const).map((end) => (
            <DateField
              key={end}
              label={text(`evidence.${end}`)}
              value={period[end]}
              onChange={(day) => {
                setPeriod({ ...period, [end]: day });
              }}
            />
          ))}
        </div>
        <p>{text('evidence.zone', { timeZone })}</p>
      </EvidenceDialog>
    </>
  );
}
