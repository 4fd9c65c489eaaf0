import type { InputOf } from '../../shared/contract/contract.ts';
import type { ResyncView } from '../../shared/resync/resync.ts';
import type { AppPort } from '../app-port.ts';
import { ask } from '../api/ask.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { findFlow } from './find-flow.ts';
import type { CliIo } from './io.ts';
import { formatResync, formatResyncPlan } from './resync-table.ts';
import { usageError } from './usage.ts';
import { print, textOption, type Verb, type VerbArgs } from './verb.ts';

const lookEveryMs = 1_000;

/** Reads a range of days of one stream again, follows it and prints what became of the records and the money. */
export const resyncVerb: Verb = {
  name: 'resync',
  words: '[FLOW]',
  maxWords: 1,
  summary: 'read a range of days of one stream again; the cursor is not moved',
  options: {
    flow: { type: 'string', value: 'FLOW', help: 'the flow, if it is not given as a word' },
    stream: { type: 'string', value: 'ID', help: 'the stream' },
    from: { type: 'string', value: 'DAY', help: 'first day, as 2026-01-31' },
    to: { type: 'string', value: 'DAY', help: 'last day, which is read too' },
    plan: { type: 'boolean', help: 'only say what would be read' },
    'find-deleted': {
      type: 'boolean',
      help: 'mark records as deleted that the source no longer has (streams whose days are a date of the document)',
    },
    'mark-deleted': {
      type: 'string',
      value: 'REASON',
      help: 'confirm what an open re-sync asks: mark them as deleted',
    },
    keep: { type: 'string', value: 'REASON', help: 'answer what an open re-sync asks: leave them as they are' },
  },
  needsVault: true,
  run: resync,
};

async function resync(app: AppPort, args: VerbArgs, io: CliIo): Promise<ExitCode> {
  const { flow } = await findFlow(app, args.words[0] ?? textOption(args, 'flow'));
  const said = answerOf(args);
  if (said !== null) return end(args, io, await answer(app, io, flow.id, said));
  const range = { flowId: flow.id, stream: needed(args, 'stream'), from: needed(args, 'from'), to: needed(args, 'to') };
  if (args.options['plan'] === true) {
    const plan = await ask(app, 'resync.plan', range);
    print(args, io, plan, () => formatResyncPlan(plan));
    return exitCodes.done;
  }
  const findGone = args.options['find-deleted'] === true;
  const started = await ask(app, 'resync.start', { ...range, ...(findGone ? { findGone } : {}) });
  return end(args, io, await follow(app, io, started));
}

type Said = Pick<InputOf<'resync.confirm'>, 'mark' | 'reason'>;

function answerOf(args: VerbArgs): Said | null {
  const [mark, keep] = [textOption(args, 'mark-deleted'), textOption(args, 'keep')];
  if (mark !== undefined && keep !== undefined) throw usageError('Either --mark-deleted or --keep, not both');
  if (mark !== undefined) return { mark: true, reason: mark };
  return keep === undefined ? null : { mark: false, reason: keep };
}

async function answer(app: AppPort, io: CliIo, flowId: string, said: Said): Promise<ResyncView> {
  const open = (await ask(app, 'resync.list', { flowId })).find((one) => one.state === 'asks');
  if (open === undefined) throw usageError('No re-sync of this flow asks for an answer');
  let latest = open;
  for (const { number, state } of open.parts) {
    if (state === 'asks') latest = await ask(app, 'resync.confirm', { id: open.id, part: number, ...said });
  }
  return follow(app, io, latest);
}

function needed(args: VerbArgs, name: 'stream' | 'from' | 'to'): string {
  const value = textOption(args, name);
  if (value === undefined) throw usageError(`--${name} is missing`);
  return value;
}

/** To its end, or until it asks or waits for its flow. When the process is stopped it is paused: the next start goes on with it. */
async function follow(app: AppPort, io: CliIo, started: ResyncView): Promise<ResyncView> {
  let latest = started;
  while (latest.state === 'running') {
    if (io.stop.aborted) {
      latest = await ask(app, 'resync.pause', { id: started.id });
      io.err('Paused. What is staged stays staged; start the same range again to go on.');
      break;
    }
    io.progress(progressLine(latest));
    await io.clock.sleep(lookEveryMs, io.stop).catch(() => undefined);
    latest = await ask(app, 'resync.get', { id: started.id });
  }
  io.progress('');
  return latest;
}

function progressLine({ label, parts, sum }: ResyncView): string {
  const current = parts.find((part) => part.state === 'running');
  const where = current === undefined ? '' : `, ${current.from} to ${current.to}`;
  return `${label}: ${String(sum.partsDone)} of ${String(parts.length)} parts${where}, read ${String(sum.counts.read)}`;
}

function end(args: VerbArgs, io: CliIo, resync: ResyncView): ExitCode {
  print(args, io, resync, () => formatResync(resync));
  if (resync.state !== 'done') return exitCodes.failed;
  return resync.sum.counts.rejected > 0 ? exitCodes.rejected : exitCodes.done;
}
