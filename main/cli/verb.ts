import type { AppPort } from '../app-port.ts';
import type { ExitCode } from './exit-code.ts';
import type { CliIo } from './io.ts';

/** What was typed after the verb. */
export interface VerbArgs {
  readonly json: boolean;
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
}

export interface VerbOption {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  /** Shown in help as the option's value: FLOW, N. */
  readonly value?: string;
  readonly help: string;
}

/** One verb of the command line: a function of the app alone, so that it is tested with a fake one. */
export interface Verb {
  readonly name: string;
  /** Words after the verb, as help shows them: `FLOW` or `[FLOW]`. */
  readonly words: string;
  readonly maxWords: number;
  readonly summary: string;
  readonly options: Readonly<Record<string, VerbOption>>;
  /** Whether a locked vault is opened first: the verb reaches a system or stores a secret. */
  readonly needsVault: boolean;
  /** Whether the app keeps its schedules and a window while the verb runs. */
  readonly staysOpen?: boolean;
  /** What it does without the app; null where this command line needs it. Left out where every one does. */
  alone?(args: VerbArgs, io: CliIo): Promise<ExitCode> | null;
  run(app: AppPort, args: VerbArgs, io: CliIo): Promise<ExitCode>;
}

/** One text option, if it was given. */
export function textOption(args: VerbArgs, name: string): string | undefined {
  const value = args.options[name];
  return typeof value === 'string' ? value : undefined;
}

/** All values of an option that may be given many times. */
export function listOption(args: VerbArgs, name: string): readonly string[] {
  const value = args.options[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** Prints JSON with `--json`, else the text. */
export function print(args: VerbArgs, io: CliIo, value: unknown, text: () => string): void {
  io.out(args.json ? JSON.stringify(value, null, 2) : text());
}
