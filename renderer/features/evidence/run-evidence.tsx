import { FileCheck2 } from 'lucide-react';
import { useText } from '../../i18n/text.ts';
import { DialogButton } from '../../ui/dialog-button.tsx';
import { EvidenceDialog } from './evidence-dialog.tsx';

/** Saves the evidence pack of a run that has ended. Works on a data file that is open for reading only too. */
export function RunEvidence({ runId }: { readonly runId: string }) {
  const text = useText();
  return (
    <DialogButton icon={FileCheck2} label={text('evidence.ofRun')}>
      {(isOpen, close) => (
        <EvidenceDialog
          open={isOpen}
          onClose={close}
          title={text('evidence.ofRun')}
          intro={text('evidence.ofRunIntro')}
          scope={{ kind: 'run', runId }}
        />
      )}
    </DialogButton>
  );
}
