export const leastPassphraseCharacters = 12;
const fewestDifferent = 6;
const strongCharacters = 20;
const strongDifferent = 10;

/**
 * What a passphrase that nobody can renew is worth: `short` and `plain` are refused, since a computer that has the file guesses them;
 * `fair` holds against a passer-by, `strong` is about four words that do not belong together.
 */
export type PassphraseStrength = 'short' | 'plain' | 'fair' | 'strong';

/** The strength of a passphrase, by its length and by how many different characters it has. */
export function passphraseStrength(passphrase: string): PassphraseStrength {
  const characters = Array.from(passphrase.normalize('NFKC'));
  const different = new Set(characters).size;
  if (characters.length < leastPassphraseCharacters) return 'short';
  if (different < fewestDifferent) return 'plain';
  return characters.length >= strongCharacters && different >= strongDifferent ? 'strong' : 'fair';
}

/** Whether a backup may be sealed under it. */
export function isStrongEnough(passphrase: string): boolean {
  const strength = passphraseStrength(passphrase);
  return strength === 'fair' || strength === 'strong';
}
