import { configFileSchema, wholeConfig, type ConfigFile } from '../../shared/contract/config-file.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { AppPort } from '../app-port.ts';
import { ask } from '../api/ask.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { gatherProxyPassword, gatherSecrets } from './gather-secrets.ts';
import type { CliIo } from './io.ts';
import { print, type Verb, type VerbArgs } from './verb.ts';
import { usageError } from './usage.ts';

/** `import FILE`: connections, flows and settings of the installation from a configuration file; matched by name, so that a file can be imported again. */
export const importVerb: Verb = {
  name: 'import',
  words: 'FILE',
  maxWords: 1,
  summary: 'read connections, flows and settings of the installation from a configuration file',
  options: {},
  needsVault: true,
  run: importConfig,
};

/** `export`: the configuration file of everything there is, without secrets, always as JSON. */
export const exportVerb: Verb = {
  name: 'export',
  words: '',
  maxWords: 0,
  summary: 'print the configuration file of all connections, flows and settings of the installation, without secrets',
  options: {},
  needsVault: false,
  run: async (app, _args, io) => {
    const file = wholeConfig(await ask(app, 'config.export', {}), await ask(app, 'settings.get', {}));
    io.out(JSON.stringify(file, null, 2));
    return exitCodes.done;
  },
};

async function importConfig(app: AppPort, args: VerbArgs, io: CliIo): Promise<ExitCode> {
  const [path] = args.words;
  if (path === undefined) throw usageError('“import” needs the name of a file');
  const { quietHours, ...file } = parseConfig(path, await io.readFile(path));
  const secrets = await gatherSecrets(app, file, io);
  const proxyPassword = await gatherProxyPassword(app, file, io);
  const { connections, flows } = await ask(app, 'config.import', { file, secrets, ...proxyPassword });
  if (quietHours !== undefined) await ask(app, 'settings.set', { quietHours });
  const result = { connections: connections.map((one) => one.name), flows: flows.map((one) => one.name) };
  const list = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.join(', '));
  print(args, io, result, () => `Connections: ${list(result.connections)}\nFlows: ${list(result.flows)}`);
  return exitCodes.done;
}

/** Throws CLI_CONFIG_INVALID, which names the place and what is wrong there, never the value: it may be a secret by mistake. */
function parseConfig(path: string, text: string): ConfigFile {
  const parsed = configFileSchema.safeParse(parseJson(path, text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'the top' : issue.path.map(String).join('.');
  throw invalid(path, where, issue?.message ?? 'unknown');
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(path, 'the top', 'it is not JSON');
  }
}

function invalid(file: string, where: string, reason: string): AppError {
  return new AppError('CLI_CONFIG_INVALID', 'config', { details: { file, where, reason } });
}
