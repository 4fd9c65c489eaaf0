import type { AppPort } from '../app-port.ts';
import { ask } from '../api/ask.ts';
import { exitCodeOf, type ExitCode } from './exit-code.ts';
import { findFlow } from './find-flow.ts';
import { followRun } from './follow-run.ts';
import type { CliIo } from './io.ts';
import { formatRunTable } from './run-table.ts';
import { listOption, print, type Verb, type VerbArgs } from './verb.ts';

/** Starts a run, follows it to its end and prints what became of the records and the money. */
export const syncVerb: Verb = {
  name: 'sync',
  words: '[FLOW]',
  maxWords: 1,
  summary: 'run a flow now and print its counts and control totals',
  options: {
    stream: { type: 'string', multiple: true, value: 'ID', help: 'only this stream (may be given again)' },
    'during-freeze': { type: 'boolean', help: 'start it although a freeze of its calendar holds' },
    verify: { type: 'boolean', help: 'let the destination compute its totals anew, also where nothing was loaded' },
  },
  needsVault: true,
  run: sync,
};

async function sync(app: AppPort, args: VerbArgs, io: CliIo): Promise<ExitCode> {
  const { flow } = await findFlow(app, args.words[0]);
  const streams = listOption(args, 'stream');
  const started = await ask(app, 'runs.start', {
    flowId: flow.id,
    ...(streams.length === 0 ? {} : { streams: [...streams] }),
    ...(args.options['verify'] === true ? { verify: true } : {}),
    ...(args.options['during-freeze'] === true ? { duringFreeze: true } : {}),
  });
  const run = await followRun(app, started, io);
  print(args, io, run, () => formatRunTable(run));
  return exitCodeOf(run);
}
