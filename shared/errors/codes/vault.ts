import type { ErrorTexts } from '../error-text.ts';

/** Errors of the vault: the place where secrets are kept, sealed. */
export const vaultErrors = {
  VAULT_LOCKED: {
    kind: 'config',
    text: 'The vault with the passwords is locked.',
    effect: 'Nothing is synced until it is open; nothing is lost.',
    next: 'Open the vault: unlock the keychain of this machine, or enter the vault’s passphrase.',
  },
  VAULT_NO_KEYCHAIN: {
    kind: 'config',
    text: 'No keychain can be used on this machine: {reason}.',
    effect: 'No secret was stored.',
    next: 'Choose a passphrase for the vault, or start the keychain of this machine and open the app again.',
  },
  VAULT_KEY_MISSING: {
    kind: 'config',
    text: 'The keychain of this machine no longer holds the key to the stored secrets.',
    effect: 'The stored secrets cannot be opened; records and runs are not touched.',
    next: 'Restore the keychain from its backup, or choose a passphrase for a new vault and enter the secrets of each connection again.',
  },
  VAULT_KEY_DAMAGED: {
    kind: 'config',
    text: 'The entry of ml-connector in the keychain is not a key.',
    effect: 'It was not changed. The stored secrets cannot be opened; records and runs are not touched.',
    next: 'Choose a passphrase for a new vault and enter the secrets of each connection again.',
  },
  VAULT_PASSPHRASE_WRONG: {
    kind: 'auth',
    text: 'The passphrase does not open the vault.',
    effect: 'Nothing was changed.',
    next: 'Enter it again. It cannot be recovered: if it is lost, start a new vault and enter the secrets of each connection again.',
  },
  VAULT_PASSPHRASE_WEAK: {
    kind: 'config',
    text: 'The passphrase must have at least {least} characters.',
    effect: 'Nothing was stored.',
    next: 'Choose a longer passphrase, such as four or more words.',
  },
  VAULT_FILE_DAMAGED: {
    kind: 'config',
    text: 'The description of the passphrase vault is damaged ({reason}).',
    effect: 'It was not changed. The stored secrets cannot be opened; records and runs are not touched.',
    next: 'Restore the data folder from its backup, or start a new vault and enter the secrets of each connection again.',
  },
  VAULT_SECRET_MISSING: {
    kind: 'config',
    text: 'The secret “{name}” of this connection was never stored.',
    effect: 'Nothing was sent.',
    next: 'Open the connection and enter it.',
  },
  VAULT_SECRET_UNREADABLE: {
    kind: 'config',
    text: 'The stored secret “{name}” cannot be opened: it was changed, moved from another connection, or sealed with another key.',
    effect: 'Nothing was sent.',
    next: 'Open the connection and enter the secret again.',
  },
  VAULT_SECRET_INVALID: {
    kind: 'config',
    text: 'The secret “{name}” cannot be stored: {reason}.',
    effect: 'A secret stored before is kept.',
    next: 'Copy it again from where it was issued.',
  },
} as const satisfies ErrorTexts;
