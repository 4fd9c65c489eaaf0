import { Download } from 'lucide-react';
import { useState } from 'react';
import type { ErrorDto } from '../../../shared/errors/error-dto.ts';
import { useText } from '../../i18n/text.ts';
import { call, dtoOf } from '../../lib/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';

/** Saves connections and flows, without secrets, as the file that `import` reads. Works on a data file that is read-only too. */
export function ExportButton() {
  const text = useText();
  const [error, setError] = useState<ErrorDto | null>(null);
  const [isBusy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      download('ml-connector-config.json', JSON.stringify(await call('config.export', {}), null, 2));
    } catch (failure) {
      setError(dtoOf(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button icon={Download} busy={isBusy} onClick={() => void save()}>
        {text('settings.export')}
      </Button>
      {error === null ? null : <ErrorNotice error={error} />}
    </>
  );
}

function download(name: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
