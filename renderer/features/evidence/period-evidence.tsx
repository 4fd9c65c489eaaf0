import { FileCheck2 } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../i18n/text.ts';
import { DateField } from '../../ui/date-field.tsx';
import { DialogButton } from '../../ui/dialog-button.tsx';
import { EvidenceDialog } from './evidence-dialog.tsx';
import { useEvidence } from './evidence-state.ts';
import { lastMonth } from './last-month.ts';
import styles from './evidence.module.css';

/** Saves the evidence pack of a flow's runs in a period. */
export function PeriodEvidence({ flowId }: { readonly flowId: string }) {
  const text = useText();
  return (
    <DialogButton icon={FileCheck2} label={text('evidence.ofPeriod')}>
      {(isOpen, close) => <PeriodDialog flowId={flowId} open={isOpen} onClose={close} />}
    </DialogButton>
  );
}

/** The same from anywhere: opened by a command. */
export function EvidenceFromCommand() {
  const { flowId, show } = useEvidence();
  return flowId === null ? null : (
    <PeriodDialog
      flowId={flowId}
      open
      onClose={() => {
        show(null);
      }}
    />
  );
}

interface PeriodDialogProps {
  readonly flowId: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The month before this one is offered first. */
function PeriodDialog({ flowId, open, onClose }: PeriodDialogProps) {
  const text = useText();
  const [period, setPeriod] = useState(() => lastMonth(new Date()));
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const isPeriod = period.from !== '' && period.from <= period.to;
  return (
    <EvidenceDialog
      open={open}
      onClose={onClose}
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
  );
}
