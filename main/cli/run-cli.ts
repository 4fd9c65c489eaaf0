import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { AppPort } from '../app-port.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { helpText } from './help.ts';
import type { CliIo } from './io.ts';
import { openVault } from './open-vault.ts';
import { asDto, errorLines, usageError } from './usage.ts';
import type { Verb, VerbArgs } from './verb.ts';
import { checkVerb } from './verb-check.ts';
import { diagnoseVerb } from './verb-diagnose.ts';
import { exportVerb, importVerb } from './verb-config.ts';
import { evidenceVerb } from './verb-evidence.ts';
import { previewVerb } from './verb-preview.ts';
import { resyncVerb } from './verb-resync.ts';
import { rejectedVerb } from './verb-rejected.ts';
import { replayVerb } from './verb-replay.ts';
import { serveVerb, type WindowDoor } from './verb-serve.ts';
import { syncVerb } from './verb-sync.ts';
import { tieOutVerb } from './verb-tie-out.ts';
import { verifyVerb } from './verb-verify.ts';
import { connectionsVerb, flowsVerb, runsVerb } from './verbs-look.ts';
import { backupVerb, restoreVerb, takeBackVerb } from './verbs-installation.ts';

export interface CliDeps {
  readonly io: CliIo;
  /** Opens the app on a data folder (the usual one if undefined), or attaches to the one that runs there already. `staysOpen`: it keeps schedules and a window. */
  openApp(dataFolder: string | undefined, staysOpen: boolean): Promise<AppPort>;
  openWindow(app: AppPort): Promise<WindowDoor>;
}

/** The verbs, in the order of help. */
export function allVerbs(openWindow: CliDeps['openWindow']): readonly Verb[] {
  return [
    importVerb,
    exportVerb,
    connectionsVerb,
    checkVerb,
    flowsVerb,
    previewVerb,
    syncVerb,
    resyncVerb,
    runsVerb,
    rejectedVerb,
    tieOutVerb,
    evidenceVerb,
    verifyVerb,
    replayVerb,
    backupVerb,
    restoreVerb,
    takeBackVerb,
    diagnoseVerb,
    serveVerb(openWindow),
  ];
}

interface Command {
  readonly verb: Verb;
  readonly args: VerbArgs;
  readonly dataFolder: string | undefined;
}

/** Runs one command line and gives the exit code of design §8. Never throws: every error is printed in words. */
export async function runCli(argv: readonly string[], deps: CliDeps): Promise<ExitCode> {
  const verbs = allVerbs(deps.openWindow);
  const json = argv.includes('--json');
  try {
    const help = wantedHelp(argv, verbs);
    if (help !== undefined) {
      deps.io.out(help);
      return exitCodes.done;
    }
    return await runCommand(parseCommand(argv, verbs), deps);
  } catch (error) {
    const dto = asDto(error);
    if (json) deps.io.out(JSON.stringify({ error: dto }, null, 2));
    deps.io.err(errorLines(dto));
    return dto.code === 'CLI_USAGE' ? exitCodes.usage : exitCodes.failed;
  }
}

async function runCommand(command: Command, deps: CliDeps): Promise<ExitCode> {
  const alone = command.verb.alone?.(command.args, deps.io) ?? null;
  if (alone !== null) return alone;
  const app = await deps.openApp(command.dataFolder, command.verb.staysOpen === true);
  try {
    if (command.verb.needsVault) await openVault(app, deps.io);
    return await command.verb.run(app, command.args, deps.io);
  } finally {
    await app.close();
  }
}

/** `help`, `help VERB`, `VERB --help` and an empty command line. */
function wantedHelp(argv: readonly string[], verbs: readonly Verb[]): string | undefined {
  const [first, second] = argv;
  if (first === undefined || first === '--help' || first === '-h') return helpText(verbs);
  const named = first === 'help' ? second : argv.includes('--help') ? first : undefined;
  if (first === 'help' && second === undefined) return helpText(verbs);
  return named === undefined ? undefined : helpText(verbs, verbNamed(named, verbs));
}

function verbNamed(name: string, verbs: readonly Verb[]): Verb {
  const verb = verbs.find((one) => one.name === name);
  if (verb === undefined) throw usageError(`There is no verb “${name}”`);
  return verb;
}

function parseCommand(argv: readonly string[], verbs: readonly Verb[]): Command {
  const [name = '', ...rest] = argv;
  const verb = verbNamed(name, verbs);
  const options: NonNullable<ParseArgsConfig['options']> = { json: { type: 'boolean' }, data: { type: 'string' } };
  for (const [option, { type, multiple = false }] of Object.entries(verb.options)) options[option] = { type, multiple };
  const { values, positionals } = parseStrictly(rest, options);
  if (positionals.length > verb.maxWords)
    throw usageError(`“${verb.name}” does not take “${positionals.at(-1) ?? ''}”`);
  const { json, data, ...own } = values;
  const args: VerbArgs = { json: json === true, words: positionals, options: own as VerbArgs['options'] };
  return { verb, args, dataFolder: typeof data === 'string' ? data : undefined };
}

function parseStrictly(
  args: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    // The parser's first sentence names the option; the rest talks of `--` and positionals.
    const reason = error instanceof Error ? (error.message.split(/\. /)[0] ?? '') : 'The options are not understood';
    throw usageError(reason.replace(/\.$/, ''));
  }
}
