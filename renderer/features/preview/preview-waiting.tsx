import { X } from 'lucide-react';
import { useText } from '../../i18n/text.ts';
import { useChecks } from '../../lib/checks.ts';
import { Button } from '../../ui/button.tsx';
import { Checklist } from '../../ui/checklist.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './preview.module.css';

interface PreviewWaitingProps {
  readonly checkId: string;
  readonly onCancel: () => void;
}

/** While a preview is made: the step it is at, the shape of what comes, and a way out. */
export function PreviewWaiting({ checkId, onCancel }: PreviewWaitingProps) {
  const text = useText();
  const steps = useChecks((state) => state.byId[checkId])?.steps ?? [];
  return (
    <>
      <Panel
        title={text('preview.waitingTitle')}
        note={text('preview.waiting')}
        actions={
          <Button icon={X} onClick={onCancel}>
            {text('common.cancel')}
          </Button>
        }
      >
        <Checklist label={text('preview.waitingTitle')} steps={steps} />
      </Panel>
      <div aria-hidden className={styles.coming}>
        <div className={styles.comingCounts}>{bars(5)}</div>
        <div className={styles.comingSplit}>
          <div className={styles.comingList}>{bars(8)}</div>
          <div className={styles.comingList}>{bars(8)}</div>
        </div>
      </div>
    </>
  );
}

function bars(count: number) {
  return Array.from({ length: count }, (_, index) => <span key={index} className={styles.comingBar} />);
}
