import { useText } from '../../i18n/text.ts';
import { EvidenceButton } from './evidence-button.tsx';
import { EvidenceDialog } from './evidence-dialog.tsx';

/** Saves the evidence pack of a run that has ended. Works on a data file that is open for reading only too. */
export function RunEvidence({ runId }: { readonly runId: string }) {
  const text = useText();
  return (
    <EvidenceButton label={text('evidence.ofRun')}>
      {(open, close) => (
        <EvidenceDialog
          open={open}
          onClose={close}
          title={text('evidence.ofRun')}
          intro={text('evidence.ofRunIntro')}
          scope={{ kind: 'run', runId }}
        />
      )}
    </EvidenceButton>
  );
}
