import type { CheckStep } from '../../shared/model/check.ts';
import type { Connection } from '../../shared/model/connection.ts';
import type { AppPort } from '../app-port.ts';
import { ask } from '../api/ask.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { findConnection } from './find-flow.ts';
import type { CliIo } from './io.ts';
import { oneLine } from './text-table.ts';
import { usageError } from './usage.ts';
import { print, type Verb, type VerbArgs } from './verb.ts';

/** Checks one connection, or all of them, step by step; the streams of the flows that use it are read once each. */
export const checkVerb: Verb = {
  name: 'check',
  words: '[CONNECTION]',
  maxWords: 1,
  summary: 'check a connection (or all) step by step',
  options: {},
  needsVault: true,
  run: check,
};

async function check(app: AppPort, args: VerbArgs, io: CliIo): Promise<ExitCode> {
  const connections = await chosenConnections(app, args.words[0]);
  const results: { connection: string; ok: boolean; steps: readonly CheckStep[] }[] = [];
  for (const connection of connections) {
    io.progress(`checking ${connection.name}`);
    const streams = await streamsOf(app, connection.id);
    const checkId = `cli-${connection.id}-${String(io.clock.now())}`;
    const { ok, steps } = await ask(app, 'connections.check', { id: connection.id, checkId, streams });
    results.push({ connection: connection.name, ok, steps });
  }
  io.progress('');
  print(args, io, results, () => results.map(checkText).join('\n\n'));
  return results.every((one) => one.ok) ? exitCodes.done : exitCodes.failed;
}

async function chosenConnections(app: AppPort, wanted: string | undefined): Promise<readonly Connection[]> {
  if (wanted !== undefined) return [await findConnection(app, wanted)];
  const all = await ask(app, 'connections.list', {});
  if (all.length === 0)
    throw usageError('There is no connection yet; import a configuration or make one in the window');
  return all;
}

async function streamsOf(app: AppPort, connectionId: string): Promise<string[]> {
  const flows = await ask(app, 'flows.overview', {});
  const used = flows
    .map((one) => one.flow)
    .filter((flow) => flow.sourceConnectionId === connectionId || flow.destinationConnectionId === connectionId)
    .flatMap((flow) => flow.streams.filter((stream) => stream.enabled).map((stream) => stream.id));
  return [...new Set(used)];
}

const marks = { running: '…', passed: '✓', warning: '!', failed: '✗', skipped: '–' } as const;

function checkText(one: { connection: string; ok: boolean; steps: readonly CheckStep[] }): string {
  const lines = one.steps.map((step) => {
    const time = step.durationMs === null ? '' : ` (${String(Math.round(step.durationMs))} ms)`;
    const detail = step.detail === null ? '' : `: ${oneLine(step.detail)}`;
    const error = step.error === null ? '' : `\n      ${step.error.text} Next: ${step.error.next}`;
    return `  ${marks[step.state]} ${step.label}${detail}${time}${error}`;
  });
  return [`${oneLine(one.connection)}: ${one.ok ? 'passed' : 'failed'}`, ...lines].join('\n');
}
