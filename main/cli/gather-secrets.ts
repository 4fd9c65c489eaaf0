import type { ConfigFile } from '../../shared/contract/config-file.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Connection } from '../../shared/model/connection.ts';
import type { SystemDescriptor, SystemField } from '../../shared/model/system.ts';
import type { AppPort } from '../app-port.ts';
import { ask } from '../api/ask.ts';
import type { CliIo } from './io.ts';

type Entry = ConfigFile['connections'][number];

/**
 * Secrets by connection and field: from the environment variable that the file names, else what is stored already is kept, else
 * asked for without echo. Throws CLI_SECRET_MISSING where a required one cannot be had.
 */
export async function gatherSecrets(
  app: AppPort,
  file: ConfigFile,
  io: CliIo,
): Promise<Record<string, Record<string, string>>> {
  const systems = await ask(app, 'systems.list', {});
  const known = await ask(app, 'connections.list', {});
  const secrets: Record<string, Record<string, string>> = {};
  for (const entry of file.connections) {
    const stored = known.find((one) => one.name === entry.name && !one.practice);
    const descriptor = systems.find((one) => one.id === entry.system);
    secrets[entry.name] = await secretsOf(entry, stored, descriptor, io);
  }
  return secrets;
}

/**
 * The password of the file's proxy in the same way: from its variable, else the stored one is kept if it is for this proxy and
 * user, else asked for. Empty where the file names no user of a proxy. Throws CLI_SECRET_MISSING.
 */
export async function gatherProxyPassword(
  app: AppPort,
  file: ConfigFile,
  io: CliIo,
): Promise<{ readonly proxyPassword?: string }> {
  const proxy = file.network?.proxy;
  if (proxy?.kind !== 'address' || proxy.username === '') return {};
  const variable = file.network?.proxyPasswordFromEnvironment;
  const value = variable === undefined ? undefined : io.env[variable];
  if (value !== undefined && value !== '') return { proxyPassword: value };
  const { address, username } = proxy;
  const { proxy: known, hasPassword } = await ask(app, 'network.get', {});
  const isSame = known.kind === 'address' && known.username === username && known.address === address;
  if (hasPassword && isSame) return {};
  const asked = await io.askSecret(`Password of “${username}” at the proxy ${address}`);
  if (asked === null || asked === '') {
    throw new AppError('CLI_PROXY_PASSWORD_MISSING', 'config', { details: { where: whereOf(variable) } });
  }
  return { proxyPassword: asked };
}

async function secretsOf(
  entry: Entry,
  stored: Connection | undefined,
  descriptor: SystemDescriptor | undefined,
  io: CliIo,
): Promise<Record<string, string>> {
  const fields = (descriptor?.fields ?? []).filter((field) => field.secret);
  const wanted = fields
    .filter((field) => field.required && isShown(field, entry, descriptor))
    .map((field) => field.name);
  const found: Record<string, string> = {};
  for (const name of new Set([...Object.keys(entry.secretsFromEnvironment), ...wanted])) {
    const variable = entry.secretsFromEnvironment[name];
    const value = variable === undefined ? undefined : io.env[variable];
    if (value !== undefined && value !== '') found[name] = value;
    else if (stored?.secrets.some((secret) => secret.name === name) !== true) {
      const label = fields.find((field) => field.name === name)?.label ?? name;
      const asked = await io.askSecret(`${label} of “${entry.name}”`);
      if (asked === null || asked === '') throw missing(entry.name, label, variable);
      found[name] = asked;
    }
  }
  return found;
}

function isShown(field: SystemField, entry: Entry, descriptor: SystemDescriptor | undefined): boolean {
  const { showWhen } = field;
  if (showWhen === undefined) return true;
  const other = descriptor?.fields.find((one) => one.name === showWhen.field);
  return showWhen.in.includes(entry.settings[showWhen.field] ?? other?.defaultValue ?? '');
}

function missing(connection: string, secret: string, variable: string | undefined): AppError {
  return new AppError('CLI_SECRET_MISSING', 'config', { details: { connection, secret, where: whereOf(variable) } });
}

function whereOf(variable: string | undefined): string {
  return variable === undefined ? 'no environment variable is named' : `${variable} is not set`;
}
