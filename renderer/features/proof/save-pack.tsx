import { Download } from 'lucide-react';
import { useState } from 'react';
import type { SignOff } from '../../../shared/sign-off/model.ts';
import { useText } from '../../i18n/text.ts';
import { call, dtoOf } from '../../lib/client.ts';
import { saveFile } from '../../lib/save-file.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';

/** The bytes of the pack that a sign-off was made with. */
export async function storedPack(id: string): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: string[] = [];
  for (let part = 0, parts = 1; part < parts; part += 1) {
    const answer = await call('sign-offs.pack', { id, part });
    pieces.push(atob(answer.base64));
    ({ parts } = answer);
  }
  return Uint8Array.from(pieces.join(''), (sign) => sign.charCodeAt(0));
}

/** Saves the evidence pack of a sign-off as a file. */
export function SavePack({ signOff }: { readonly signOff: Pick<SignOff, 'id' | 'packFile' | 'period'> }) {
  const text = useText();
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      saveFile(signOff.packFile, 'application/zip', [await storedPack(signOff.id)]);
      setError(null);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button
        kind="quiet"
        icon={Download}
        busy={isBusy}
        aria-label={text('proof.savePackOf', { period: signOff.period })}
        onClick={() => void save()}
      >
        {text('proof.savePack')}
      </Button>
      {error === null ? null : <ErrorNotice error={dtoOf(error)} />}
    </>
  );
}
