import { FileCheck2 } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { ErrorDto } from '../../../shared/errors/error-dto.ts';
import type { EvidenceScope, MadeEvidence } from '../../../shared/model/evidence.ts';
import { useText } from '../../i18n/text.ts';
import { call, dtoOf } from '../../lib/client.ts';
import { useLocale } from '../../lib/locale.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Count } from '../../ui/money.tsx';
import { Progress } from '../../ui/progress.tsx';
import { say } from '../../ui/toasts.tsx';
import { savePack, saveVerifier } from './save-pack.ts';
import styles from './evidence.module.css';

interface EvidenceDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly intro: string;
  /** What the pack is to cover; null while that is not clear. */
  readonly scope: EvidenceScope | null;
  readonly children?: ReactNode;
}

/** Asks for a pack, saves it, and then says what it is known by and how it is checked. */
export function EvidenceDialog({ open, onClose, title, intro, scope, children }: EvidenceDialogProps) {
  const text = useText();
  const { made, error, isBusy, make, reset } = useMaking(scope);
  const close = (): void => {
    reset();
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={made === null ? title : text('evidence.done')}
      description={made === null ? intro : text('evidence.noted')}
      actions={
        <>
          <Button onClick={close}>{text(made === null ? 'common.cancel' : 'evidence.close')}</Button>
          {made === null ? (
            <Button kind="primary" icon={FileCheck2} busy={isBusy} disabled={scope === null} onClick={make}>
              {text('evidence.make')}
            </Button>
          ) : (
            <VerifierButton />
          )}
        </>
      }
    >
      <div className={styles.form}>
        {made === null ? children : <Made made={made} />}
        {isBusy ? <MakingProgress /> : null}
        {error === null ? null : <ErrorNotice error={error} />}
      </div>
    </Dialog>
  );
}

const askedEveryMs = 300;

/** How far the pack is; a small one is made before this is asked. */
function MakingProgress() {
  const text = useText();
  const [share, setShare] = useState<number | null>(null);
  useEffect(() => {
    const timer = setInterval(() => {
      call('evidence.progress', {}).then(
        (answer) => {
          setShare(answer.share);
        },
        // It says nothing of the pack, whose own answer comes.
        () => undefined,
      );
    }, askedEveryMs);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return (
    <>
      <Progress label={text('evidence.making')} value={share} max={1} />
      <p className={styles.muted}>{text('evidence.making')}</p>
    </>
  );
}

function useMaking(scope: EvidenceScope | null) {
  const { language } = useLocale();
  // The making that the dialog waits for; one that was cancelled saves nothing.
  const wanted = useRef<object | null>(null);
  const [made, setMade] = useState<MadeEvidence | null>(null);
  const [error, setError] = useState<ErrorDto | null>(null);
  const [isBusy, setBusy] = useState(false);
  const work = async (): Promise<void> => {
    if (scope === null) return;
    const making = {};
    const isWanted = (): boolean => wanted.current === making;
    wanted.current = making;
    setBusy(true);
    setError(null);
    try {
      const saved = await savePack(scope, language, isWanted);
      if (isWanted()) setMade(saved);
    } catch (failure) {
      if (isWanted()) setError(dtoOf(failure));
    } finally {
      if (isWanted()) setBusy(false);
    }
  };
  const reset = (): void => {
    wanted.current = null;
    setBusy(false);
    setMade(null);
    setError(null);
  };
  return { made, error, isBusy, make: () => void work(), reset };
}

function Made({ made }: { readonly made: MadeEvidence }) {
  const text = useText();
  return (
    <>
      <KeyValues
        items={[
          { name: text('evidence.file'), value: made.fileName },
          { name: text('evidence.runs'), value: <Count value={made.runs} /> },
          {
            name: text('evidence.sha'),
            value: (
              <span className={styles.hash}>
                <code>{made.sha256}</code>
                <CopyButton value={made.sha256} label={text('evidence.copySha')} />
              </span>
            ),
          },
        ]}
      />
      <p>{text('evidence.check')}</p>
    </>
  );
}

function VerifierButton() {
  const text = useText();
  return (
    <Button
      onClick={() => {
        saveVerifier().catch(() => {
          say(text('evidence.verifierFailed'));
        });
      }}
    >
      {text('evidence.saveVerifier')}
    </Button>
  );
}
