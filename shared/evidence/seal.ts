import { sha256Hex } from './sha256.ts';

/** What the file SEAL says. The key and its HMAC are null where the vault was locked when the pack was made. */
export interface PackSeal {
  readonly manifestSha256: string;
  readonly keyId: string | null;
  readonly hmac: string | null;
}

const title = 'ml-connector evidence seal 1';
const none = 'none';
const form =
  /^ml-connector evidence seal 1\nmanifest-sha256 ([0-9a-f]{64})\nkey ([0-9a-f]{16}|none)\nhmac-sha256 ([0-9a-f]{64}|none)\ncheck ([0-9a-f]{64})\n$/;

/** The file SEAL. Its last line is the hash of the lines above it, so that a change of the HMAC shows to those without the key. */
export function sealText({ manifestSha256, keyId, hmac }: PackSeal): string {
  const lines = `${title}\nmanifest-sha256 ${manifestSha256}\nkey ${keyId ?? none}\nhmac-sha256 ${hmac ?? none}\n`;
  return `${lines}check ${sha256Hex(lines)}\n`;
}

/** What a file SEAL says; null if it is not as it was written. */
export function readSeal(text: string): PackSeal | null {
  const [, manifestSha256 = '', keyId = none, hmac = none] = form.exec(text) ?? [];
  const seal = { manifestSha256, keyId: keyId === none ? null : keyId, hmac: hmac === none ? null : hmac };
  return sealText(seal) === text ? seal : null;
}
