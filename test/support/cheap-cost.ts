import type { PassphraseCost } from '../../main/vault/passphrase-key.ts';

/** A passphrase that is quick to try: for tests that are about something else. */
export const cheapCost: PassphraseCost = { n: 2 ** 10, r: 8, p: 1 };
