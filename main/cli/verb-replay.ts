import {
  effectText,
  replayModes,
  type ReplayMode,
  type ReplayPlan,
  type ReplayScope,
} from '../../shared/replay/replay.ts';
import type { AppPort } from '../app-port.ts';
import { ask } from '../api/ask.ts';
import { exitCodeOf, exitCodes, type ExitCode } from './exit-code.ts';
import { findFlow } from './find-flow.ts';
import { followRun } from './follow-run.ts';
import type { CliIo } from './io.ts';
import { formatRunTable } from './run-table.ts';
import { oneLine } from './text-table.ts';
import { usageError } from './usage.ts';
import { listOption, print, textOption, type Verb, type VerbArgs } from './verb.ts';

/** States what a replay would do and, with `--yes`, does it. Without a choice: everything of the flow that waits. */
export const replayVerb: Verb = {
  name: 'replay',
  words: '[FLOW]',
  maxWords: 1,
  summary: 'send again what was stored; says what it would do, and does it with --yes',
  options: {
    batch: { type: 'string', multiple: true, value: 'ID', help: 'this batch (may be given again)' },
    run: { type: 'string', value: 'RUN', help: 'the batches of this run, or the records that it rejected' },
    rejected: { type: 'string', multiple: true, value: 'ID', help: 'this rejected record (may be given again)' },
    reason: { type: 'string', value: 'CODE', help: 'every open rejected record with this reason' },
    mode: {
      type: 'string',
      value: 'MODE',
      help: 'stored (as it is), todays-mapping (map stored records anew), read-again (from the source)',
    },
    yes: { type: 'boolean', help: 'start it; without this the statement is all' },
  },
  needsVault: true,
  run: replay,
};

async function replay(app: AppPort, args: VerbArgs, io: CliIo): Promise<ExitCode> {
  const scope = await scopeOf(app, args);
  const plan = await ask(app, 'replay.plan', { scope, mode: modeOf(args, scope) });
  if (args.options['yes'] !== true || !plan.canStart) {
    print(args, io, { plan }, () => planText(plan));
    return plan.canStart ? exitCodes.done : exitCodes.failed;
  }
  if (!args.json) io.out(planText(plan));
  const run = await followRun(app, await ask(app, 'replay.start', { planId: plan.id }), io);
  const record = await ask(app, 'replay.of-run', { runId: run.id });
  print(args, io, { plan, run, done: record?.done ?? [], cameTrue: record?.cameTrue ?? null }, () =>
    [
      formatRunTable(run),
      ...(record?.done ?? []).map((one) => `${one.label}, done: ${effectText(one)}`),
      verdict(record?.cameTrue ?? null),
    ].join('\n'),
  );
  return exitCodeOf(run);
}

async function scopeOf(app: AppPort, args: VerbArgs): Promise<ReplayScope> {
  const batches = listOption(args, 'batch');
  const ids = listOption(args, 'rejected');
  const runId = textOption(args, 'run');
  const reason = textOption(args, 'reason');
  const isByReason = reason !== undefined;
  if ([batches.length > 0, ids.length > 0, runId !== undefined && !isByReason, isByReason].filter(Boolean).length > 1) {
    throw usageError('Choose one of --batch, --run, --rejected and --reason');
  }
  if (batches.length > 0) return { kind: 'batches', ids: [...batches] };
  if (ids.length > 0) return { kind: 'rejected', filter: {}, selection: { kind: 'keys', keys: [...ids] } };
  if (reason !== undefined) {
    const flow = args.words[0] === undefined ? {} : { flowId: (await findFlow(app, args.words[0])).flow.id };
    const filter = { state: 'open' as const, reason, ...flow, ...(runId === undefined ? {} : { runId }) };
    return { kind: 'rejected', filter, selection: { kind: 'all', except: [] } };
  }
  if (runId !== undefined) return { kind: 'run', runId };
  return { kind: 'waiting', flowId: (await findFlow(app, args.words[0])).flow.id };
}

function modeOf(args: VerbArgs, { kind }: ReplayScope): ReplayMode {
  const wanted = textOption(args, 'mode') ?? (kind === 'rejected' ? 'todays-mapping' : 'stored');
  const mode = replayModes.find((one) => one === wanted);
  if (mode === undefined) throw usageError(`--mode must be one of ${replayModes.join(', ')}`);
  return mode;
}

function planText(plan: ReplayPlan): string {
  const head = `Replay of ${oneLine(plan.flowName)}, ${plan.mode}:`;
  const streams = plan.streams.map((one) => `  ${one.label}: ${effectText(one)}`);
  const left = plan.leftOut.map(({ label, reason, count, names }) => {
    const more = count > names.length ? ', …' : '';
    return `  left out of ${label}: ${String(count)} (${reason}): ${names.map(oneLine).join(', ')}${more}`;
  });
  const none = plan.canStart ? [] : ['  Nothing can be replayed in this way.'];
  const next = plan.canStart ? ['Add --yes to start it.'] : [];
  return [head, ...streams, ...none, ...left, ...next].join('\n');
}

function verdict(cameTrue: boolean | null): string {
  if (cameTrue === null) return 'Not finished: state the effect again to replay the rest.';
  return cameTrue ? '✓ What was said is what was done.' : '✗ What was done is not what was said.';
}
