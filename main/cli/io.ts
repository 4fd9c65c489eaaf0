import type { Clock } from '../ports/time.ts';

/** The terminal, environment and files as the verbs see them; replaced as a whole in tests. */
export interface CliIo {
  /** Writes one line (or several) to standard output. */
  out(text: string): void;
  /** Writes one line to standard error. */
  err(text: string): void;
  /** Shows a passing line on standard error where that is a terminal, in place of the one before; nothing otherwise. */
  progress(text: string): void;
  /** Asks without echo; null where nobody can be asked. */
  askSecret(label: string): Promise<string | null>;
  readFile(path: string): Promise<string>;
  /** Throws CLI_FILE_UNREADABLE, as `readFile` does. */
  readBytes(path: string): Promise<Uint8Array>;
  /** Writes a file that was not there; for its owner alone. Throws EVIDENCE_FILE_UNWRITABLE. */
  writeNewFile(path: string, bytes: Uint8Array): Promise<void>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Aborted by Ctrl-C or by the service manager's stop. */
  readonly stop: AbortSignal;
}
