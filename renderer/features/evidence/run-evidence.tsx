import { FileCheck2 } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { EvidenceDialog } from './evidence-dialog.tsx';

/** Saves the evidence pack of a run that has ended. Works on a data file that is open for reading only too. */
export function RunEvidence({ runId }: { readonly runId: string }) {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        icon={FileCheck2}
        onClick={() => {
          setOpen(true);
        }}
      >
        {text('evidence.ofRun')}
      </Button>
      <EvidenceDialog
        open={isOpen}
        onClose={() => {
          setOpen(false);
        }}
        title={text('evidence.ofRun')}
        intro={text('evidence.ofRunIntro')}
        scope={{ kind: 'run', runId }}
      />
    </>
  );
}
