import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateCACertificate } from 'mockttp';

export interface InspectionCa {
  readonly key: string;
  readonly cert: string;
  /** Folder with its certificate as `ca.pem`. */
  readonly folder: string;
  remove(): void;
}

/** The certificate authority of a company that reads along: its proxy signs every certificate itself. */
export async function inspectionCa(): Promise<InspectionCa> {
  const ca = await generateCACertificate({ subject: { commonName: 'Acme Inspection CA', organizationName: 'Acme' } });
  const folder = mkdtempSync(join(tmpdir(), 'mlc-inspected-'));
  writeFileSync(join(folder, 'ca.pem'), ca.cert);
  return {
    ...ca,
    folder,
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}
