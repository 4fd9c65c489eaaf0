import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import { writeZip, type ZipFile } from '../../../shared/evidence/zip.ts';
import { bundleKinds, type BundleKind, type SelfCheckReport } from '../../../shared/model/diagnostics.ts';
import type { EngineServices } from '../services.ts';
import { configurationFacts, requestFacts, runFacts } from './bundle-facts.ts';
import { logsForBundle } from './bundle-logs.ts';
import type { DiagnosticsHost } from './host.ts';
import { createRedactor, type Redactor } from './redactor.ts';
import { contentsText, reportText } from './report-text.ts';
import type { Checked } from './run-checks.ts';
import type { OwnName } from './say.ts';
import { createHostNames } from './stand-ins.ts';

export interface Bundle {
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly files: readonly { readonly name: string; readonly kind: BundleKind; readonly bytes: number }[];
}

export interface BundleOptions {
  readonly services: EngineServices;
  readonly host: DiagnosticsHost;
  readonly checked: Checked;
  readonly nameOf: (id: string) => OwnName;
  readonly signal: AbortSignal;
}

/** Texts of one file, put through the redactor piece by piece. */
interface Content {
  readonly name: string;
  make(): Promise<string> | string;
}

/**
 * The support bundle: a zip of what helps support and says nothing of the books. Each file is made of chosen fields, then what may still
 * have come along is taken out (`createRedactor`). A part that cannot be made, as of a damaged data file, says so in its place.
 */
export async function makeBundle(options: BundleOptions): Promise<Bundle> {
  const { host, checked, signal } = options;
  const redact = createRedactor({ secrets: secretsOf(host), account: host.account });
  const files: ZipFile[] = [];
  for (const { name, make } of contentsOf(options, redact)) {
    signal.throwIfAborted();
    files.push(zipFile(name, await madeOr(make)));
    await nextTurn();
  }
  for (const log of await logsOf(options)) {
    files.push(zipFile(log.name, asLines(await linesFrom(log.facts, redact, 150))));
  }
  const names = files.map(({ name }) => name);
  await nextTurn();
  const bytes = writeZip([zipFile('contents.txt', contentsText(names, checked.madeAtUtc)), ...files]);
  await nextTurn();
  return {
    fileName: `ml-connector-support-${checked.madeAtUtc.slice(0, 16).replace('T', '-').replace(':', '')}.zip`,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes,
    files: [
      { name: 'contents.txt', kind: 'contents.txt', bytes: contentsText(names, checked.madeAtUtc).length },
      ...files.map((file) => ({ name: file.name, kind: kindOf(file.name), bytes: file.bytes.length })),
    ],
  };
}

/** The checks as they may leave this computer. */
export function reportElsewhere({ madeAtUtc, checks }: Checked, host: DiagnosticsHost): SelfCheckReport {
  return { madeAtUtc, version: host.versions.app, checks: checks.map(({ elsewhere }) => elsewhere) };
}

function contentsOf({ services, host, checked, nameOf }: BundleOptions, redact: Redactor): Content[] {
  const standIns = { nameOf, hostOf: createHostNames() };
  const report = redact(reportElsewhere(checked, host));
  const asJson = (value: unknown): string => `${JSON.stringify(redact(value), null, 2)}\n`;
  return [
    { name: 'report.txt', make: () => reportText(report) },
    { name: 'report.json', make: () => `${JSON.stringify(report, null, 2)}\n` },
    { name: 'versions.json', make: () => asJson({ ...host.versions, timeZone: timeZone() }) },
    { name: 'configuration.json', make: () => asJson(configurationFacts(services, standIns)) },
    {
      name: 'runs.json',
      make: async () => `[\n${(await linesFrom(await runFacts(services), redact, 10)).join(',\n')}\n]\n`,
    },
    {
      name: 'requests.ndjson',
      make: async () => asLines(await linesFrom(await requestFacts(services, standIns), redact, 100)),
    },
    {
      name: 'data-file.json',
      make: () => asJson({ condition: services.deps.store.condition.error?.code ?? 'ready', ...checked.look }),
    },
  ];
}

async function logsOf({ host, signal }: BundleOptions) {
  if (host.folder === null) return [];
  try {
    return await logsForBundle(host.folder.logFolder, signal);
  } catch (error) {
    signal.throwIfAborted();
    return [{ name: 'log-1.ndjson', facts: [{ notMade: toErrorDto(error).code }] }];
  }
}

/** Each as one line of JSON, with the engine's other work in between. */
async function linesFrom(facts: readonly unknown[], redact: Redactor, atOnce: number): Promise<string[]> {
  const lines: string[] = [];
  for (let at = 0; at < facts.length; at += atOnce) {
    lines.push(...facts.slice(at, at + atOnce).map((one) => JSON.stringify(redact(one))));
    await nextTurn();
  }
  return lines;
}

function asLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

async function madeOr(make: Content['make']): Promise<string> {
  try {
    return await make();
  } catch (error) {
    return notMade(error);
  }
}

function notMade(error: unknown): string {
  return JSON.stringify({ notMade: toErrorDto(error).code });
}

function secretsOf(host: DiagnosticsHost): string[] {
  try {
    return host.secretValues();
  } catch {
    return [];
  }
}

function zipFile(name: string, content: string): ZipFile {
  return { name, bytes: new TextEncoder().encode(content) };
}

function kindOf(name: string): BundleKind {
  const kind = name.replace(/\d+/, '*');
  return bundleKinds.find((one) => one === kind) ?? 'log-*.ndjson';
}

function timeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
