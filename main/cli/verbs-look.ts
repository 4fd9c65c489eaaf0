import { dispositions } from '../../shared/model/record.ts';
import type { RunItem } from '../../shared/model/record-view.ts';
import type { AppPort } from '../app-port.ts';
import { ask } from '../api/ask.ts';
import { exitCodes } from './exit-code.ts';
import { findFlow } from './find-flow.ts';
import { formatRunTable } from './run-table.ts';
import { formatTable, oneLine } from './text-table.ts';
import { countOption } from './usage.ts';
import { print, textOption, type Verb, type VerbArgs } from './verb.ts';

/** `connections`: the accounts that are known, without their secrets. */
export const connectionsVerb: Verb = {
  name: 'connections',
  words: '',
  maxWords: 0,
  summary: 'list the connections',
  options: {},
  needsVault: false,
  run: async (app, args, io) => {
    const all = await ask(app, 'connections.list', {});
    const check = (ok: boolean | undefined): string => (ok === undefined ? 'not checked' : ok ? 'passed' : 'failed');
    print(args, io, all, () =>
      formatTable(
        [{ title: 'name' }, { title: 'system' }, { title: 'last check' }, { title: 'at' }, { title: 'id' }],
        all.map((one) => [
          oneLine(one.name),
          one.practice ? `${one.system} (practice)` : one.system,
          check(one.lastCheck?.ok),
          one.lastCheck?.atUtc ?? '',
          one.id,
        ]),
      ),
    );
    return exitCodes.done;
  },
};

/** `flows`: each flow with its state. */
export const flowsVerb: Verb = {
  name: 'flows',
  words: '',
  maxWords: 0,
  summary: 'list the flows with their state',
  options: {},
  needsVault: false,
  run: async (app, args, io) => {
    const all = await ask(app, 'flows.overview', {});
    print(args, io, all, () =>
      formatTable(
        [
          { title: 'name' },
          { title: 'state' },
          { title: 'last success' },
          { title: 'next run' },
          { title: 'rejected', align: 'right' },
          { title: 'waiting batches', align: 'right' },
          { title: 'id' },
        ],
        all.map((one) => [
          oneLine(one.flow.name),
          one.state,
          one.lastSuccessAtUtc ?? 'never',
          one.nextRunAtUtc ?? 'by hand',
          String(one.openRejections),
          String(one.waitingBatches),
          one.flow.id,
        ]),
      ),
    );
    return exitCodes.done;
  },
};

/** `runs`: the latest runs, or one run in full. */
export const runsVerb: Verb = {
  name: 'runs',
  words: '[RUN]',
  maxWords: 1,
  summary: 'list the latest runs, or show one in full',
  options: {
    flow: { type: 'string', value: 'FLOW', help: 'only runs of this flow' },
    limit: { type: 'string', value: 'N', help: 'how many (20)' },
  },
  needsVault: false,
  run: async (app, args, io) => {
    const [id] = args.words;
    if (id !== undefined) {
      const run = await ask(app, 'runs.get', { id });
      print(args, io, run, () => formatRunTable(run));
      return exitCodes.done;
    }
    const limit = countOption('limit', textOption(args, 'limit'), 20, 500);
    const filter = await onlyFlow(app, args);
    const { items } = await ask(app, 'runs.list', { filter, sort: [], offset: 0, limit });
    print(args, io, items, () => runsTable(items));
    return exitCodes.done;
  },
};

function runsTable(runs: readonly RunItem[]): string {
  const sum = (run: RunItem, name: (typeof dispositions)[number] | 'read'): string =>
    String(run.streams.reduce((total, stream) => total + stream.counts[name], 0));
  const numbers = ['read', ...dispositions] as const;
  return formatTable(
    [
      { title: 'started' },
      { title: 'flow' },
      { title: 'trigger' },
      { title: 'state' },
      ...numbers.map((title) => ({ title, align: 'right' as const })),
      { title: 'id' },
    ],
    runs.map((run) => [
      run.startedAtUtc,
      oneLine(run.flowName),
      run.trigger,
      run.state,
      ...numbers.map((name) => sum(run, name)),
      run.id,
    ]),
  );
}

async function onlyFlow(app: AppPort, args: VerbArgs): Promise<{ flowId?: string }> {
  const wanted = textOption(args, 'flow');
  return wanted === undefined ? {} : { flowId: (await findFlow(app, wanted)).flow.id };
}
