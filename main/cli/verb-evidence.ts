import { languages } from '../../shared/model/settings.ts';
import type { EvidenceScope } from '../../shared/model/evidence.ts';
import type { AppPort } from '../app-port.ts';
import { ask } from '../api/ask.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { findFlow } from './find-flow.ts';
import type { CliIo } from './io.ts';
import { usageError } from './usage.ts';
import { print, textOption, type Verb, type VerbArgs } from './verb.ts';

/** `evidence`: one file that proves a run, or a period of a flow. */
export const evidenceVerb: Verb = {
  name: 'evidence',
  words: '',
  maxWords: 0,
  summary: 'make an evidence pack of a run, or of a period of a flow',
  options: {
    run: { type: 'string', value: 'RUN', help: 'the run, by its id' },
    flow: { type: 'string', value: 'FLOW', help: 'the flow, for a period of it' },
    from: { type: 'string', value: 'DAY', help: 'first day of the period: 2026-10-01' },
    to: { type: 'string', value: 'DAY', help: 'last day of the period, included' },
    'time-zone': { type: 'string', value: 'ZONE', help: 'whose days they are (the computer’s): Europe/Amsterdam' },
    language: { type: 'string', value: 'LANGUAGE', help: 'of the summary: en (usual) or nl' },
    out: { type: 'string', value: 'FILE', help: 'name of the new file (a name of its own in this folder)' },
  },
  needsVault: false,
  run: evidence,
};

async function evidence(app: AppPort, args: VerbArgs, io: CliIo): Promise<ExitCode> {
  const scope = await scopeOf(app, args);
  const named = textOption(args, 'language') ?? 'en';
  const language = languages.find((one) => one === named);
  if (language === undefined)
    throw usageError(`The summary is not available in “${named}”; there is ${languages.join(', ')}`);
  const made = await ask(app, 'evidence.make', { scope, language });
  const pieces: Buffer[] = [];
  for (let part = 0; part < made.parts; part += 1) {
    const { base64 } = await ask(app, 'evidence.part', { sha256: made.sha256, part });
    pieces.push(Buffer.from(base64, 'base64'));
  }
  const file = textOption(args, 'out') ?? made.fileName;
  await io.writeNewFile(file, Buffer.concat(pieces));
  const { sha256, bytes, runs } = made;
  print(args, io, { file, sha256, bytes, runs }, () =>
    [`${file}: ${String(runs)} ${runs === 1 ? 'run' : 'runs'}, ${String(bytes)} bytes`, `SHA-256 ${sha256}`].join('\n'),
  );
  return exitCodes.done;
}

async function scopeOf(app: AppPort, args: VerbArgs): Promise<EvidenceScope> {
  const [runId, flow, fromDay, toDay] = ['run', 'flow', 'from', 'to'].map((name) => textOption(args, name));
  const names = [flow, fromDay, toDay].some((one) => one !== undefined);
  if (runId !== undefined && !names) return { kind: 'run', runId };
  if (runId !== undefined || fromDay === undefined || toDay === undefined) {
    throw usageError('“evidence” needs either --run, or --flow with --from and --to');
  }
  const timeZone = textOption(args, 'time-zone') ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { kind: 'period', flowId: (await findFlow(app, flow)).flow.id, fromDay, toDay, timeZone };
}
