import type { LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { ErrorDto } from '../../../shared/errors/error-dto.ts';
import { dtoOf } from '../../lib/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';

interface SaveFileButtonProps {
  readonly label: string;
  readonly icon: LucideIcon;
  /** Fetches what is to be saved and offers it as a file. */
  readonly save: () => Promise<void>;
}

/** Saves a file that the app makes; what went wrong is said beside it. Works on a data file that is read-only too. */
export function SaveFileButton({ label, icon, save }: SaveFileButtonProps) {
  const [error, setError] = useState<ErrorDto | null>(null);
  const [isBusy, setBusy] = useState(false);
  const work = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await save();
    } catch (failure) {
      setError(dtoOf(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button icon={icon} busy={isBusy} onClick={() => void work()}>
        {label}
      </Button>
      {error === null ? null : <ErrorNotice error={error} />}
    </>
  );
}
