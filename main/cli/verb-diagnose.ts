import type { SelfCheckReport, SelfCheckResult } from '../../shared/model/diagnostics.ts';
import type { AppPort } from '../app-port.ts';
import { ask } from '../api/ask.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import type { CliIo } from './io.ts';
import { print, textOption, type Verb, type VerbArgs } from './verb.ts';

/** `diagnose`: every self-check, and with `--bundle` the bundle for support. Ends with 1 if a check failed. */
export const diagnoseVerb: Verb = {
  name: 'diagnose',
  words: '',
  maxWords: 0,
  summary: 'check this installation itself, and make a bundle for support',
  options: {
    bundle: {
      type: 'string',
      value: 'FILE',
      help: 'also make the support bundle: a new zip file without amounts, names and secrets',
    },
  },
  needsVault: false,
  run: diagnose,
};

async function diagnose(app: AppPort, args: VerbArgs, io: CliIo): Promise<ExitCode> {
  const file = textOption(args, 'bundle');
  const report = await followed(app, io, (checkId) => ask(app, 'diagnostics.run', { checkId }));
  const bundle = file === undefined ? null : await saveBundle(app, io, file);
  const value = bundle === null ? report : { ...report, bundle };
  print(args, io, value, () =>
    [
      ...report.checks.flatMap(({ id, result, label, detail, next }) => [
        `${id.padEnd(4)}${words[result].padEnd(10)}${label}: ${detail}`,
        ...(next === null ? [] : [`${' '.repeat(14)}${next}`]),
      ]),
      '',
      summary(report),
      ...(bundle === null ? [] : [`${bundle.file}: ${bundle.files.join(', ')}`, `SHA-256 ${bundle.sha256}`]),
    ].join('\n'),
  );
  return report.checks.some(({ result }) => result === 'failed') ? exitCodes.failed : exitCodes.done;
}

const words: Readonly<Record<SelfCheckResult, string>> = {
  ok: 'ok',
  warning: 'warning',
  failed: 'FAILED',
  'not-known': 'not known',
};

function summary({ checks }: SelfCheckReport): string {
  const count = (wanted: SelfCheckResult): string => String(checks.filter(({ result }) => result === wanted).length);
  return `${count('failed')} failed, ${count('warning')} with a warning, ${count('ok')} ok, ${count('not-known')} not known.`;
}

async function saveBundle(app: AppPort, io: CliIo, file: string) {
  const made = await followed(app, io, (checkId) => ask(app, 'diagnostics.bundle', { checkId }));
  const pieces: Buffer[] = [];
  for (let part = 0; part < made.parts; part += 1) {
    const { base64 } = await ask(app, 'diagnostics.bundle-part', { sha256: made.sha256, part });
    pieces.push(Buffer.from(base64, 'base64'));
  }
  await io.writeNewFile(file, Buffer.concat(pieces));
  return { file, sha256: made.sha256, bytes: made.bytes, files: made.files.map(({ name }) => name) };
}

/** Shows the check that is under way. */
async function followed<T>(app: AppPort, io: CliIo, work: (checkId: string) => Promise<T>): Promise<T> {
  const checkId = `diagnose-${String(io.clock.now())}`;
  const stop = app.subscribe(null, ({ payload }) => {
    if (payload.topic !== 'check' || payload.subject !== checkId) return;
    const step = payload.steps.at(-1);
    if (step !== undefined) io.progress(`${step.id} ${step.label}`);
  });
  try {
    return await work(checkId);
  } finally {
    stop();
    io.progress('');
  }
}
