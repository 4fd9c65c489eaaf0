import type { EvidenceScope, MadeEvidence } from '../../../shared/model/evidence.ts';
import type { Language } from '../../../shared/model/settings.ts';
import { call } from '../../lib/client.ts';
import { saveFile } from '../../lib/save-file.ts';

/** Has the app make a pack, fetches it part by part and offers it as a file to save. Null if it is not wanted any more meanwhile: nothing is saved then. */
export async function savePack(
  scope: EvidenceScope,
  language: Language,
  isWanted: () => boolean,
): Promise<MadeEvidence | null> {
  const made = await call('evidence.make', { scope, language });
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let part = 0; part < made.parts && isWanted(); part += 1) {
    const { base64 } = await call('evidence.part', { sha256: made.sha256, part });
    pieces.push(Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)));
  }
  if (!isWanted()) return null;
  saveFile(made.fileName, 'application/zip', pieces);
  return made;
}

/** Offers the verifier's page, which is one of the app's own files, as a file to save. */
export async function saveVerifier(): Promise<void> {
  const answer = await fetch('verifier.html');
  if (!answer.ok) throw new Error('the verifier is not among the files of the app');
  saveFile('ml-connector-verifier.html', 'text/html;charset=utf-8', [await answer.text()]);
}
