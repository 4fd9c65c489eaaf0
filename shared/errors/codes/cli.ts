import type { ErrorTexts } from '../error-text.ts';

/** Errors of the command line: its words, its files, the secrets it needs. */
export const cliErrors = {
  CLI_USAGE: { kind: 'config', text: '{reason}.', next: 'Run “help” to see the verbs and their options.' },
  CLI_FILE_UNREADABLE: {
    kind: 'config',
    text: 'The file “{file}” could not be read: {reason}.',
    effect: 'Nothing was changed.',
    next: 'Check the name and the permissions of the file.',
  },
  CLI_CONFIG_INVALID: {
    kind: 'config',
    text: 'The configuration in “{file}” is not valid at {where}: {reason}.',
    effect: 'Nothing was changed.',
    next: 'Correct the place named. docs/configuration.md describes every field.',
  },
  CLI_PROXY_PASSWORD_MISSING: {
    kind: 'config',
    text: 'The password of the proxy is not given ({where}).',
    effect: 'Nothing was changed.',
    next: 'Set the environment variable and name it in proxyPasswordFromEnvironment, or run the command in a terminal, where it is asked for.',
  },
  CLI_PASSPHRASE_MISSING: {
    kind: 'config',
    text: 'The passphrase of the backup is missing.',
    effect: 'Nothing was made and nothing was changed.',
    next: 'Set an environment variable and name it: --passphrase-env {variable}. In a terminal it is asked for.',
  },
  CLI_SECRET_MISSING: {
    kind: 'config',
    text: 'The secret “{secret}” of the connection “{connection}” is not given ({where}).',
    effect: 'Nothing was changed.',
    next: 'Set the environment variable and name it under secretsFromEnvironment, or run the command in a terminal, where it is asked for.',
  },
  CLI_NO_WINDOW: {
    kind: 'config',
    text: 'The app that runs on this data folder serves no window.',
    effect: 'It goes on as before.',
    next: 'Use its own window, or wait until the command that runs it has ended and start “serve” again.',
  },
  CLI_VAULT_LOCKED: {
    kind: 'config',
    text: 'The vault is locked.',
    effect: 'Stored secrets cannot be opened, so no system can be reached.',
    next: 'Set the environment variable {variable} to its passphrase, or run the command in a terminal, where it is asked for.',
  },
} as const satisfies ErrorTexts;
