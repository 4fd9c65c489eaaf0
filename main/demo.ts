import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { toErrorDto } from '../shared/errors/error-dto.ts';
import type { OutputOf } from '../shared/contract/contract.ts';
import type { Run } from '../shared/model/run.ts';
import { ask } from './api/ask.ts';
import { createApp } from './app.ts';
import type { AppPort } from './app-port.ts';
import { runsToDemoJson, toDemoRule, type DemoRun } from './cli/demo-json.ts';
import { followRun } from './cli/follow-run.ts';
import { formatRules, formatRunTable } from './cli/run-table.ts';
import { terminalIo } from './cli/terminal.ts';
import { dataFolder } from './instance/data-folder.ts';
import { openWindow } from './open-window.ts';
import { createSystemClock } from './ports/system-time.ts';

const options = {
  once: { type: 'boolean' },
  json: { type: 'boolean' },
  verify: { type: 'boolean' },
  fresh: { type: 'boolean' },
  scale: { type: 'string' },
  data: { type: 'string' },
} as const;

/**
 * The main job on the practice systems: connects them, runs every integration once through the real engine, prints counts and
 * control totals, then opens the app. `--once` ends after the table; the exit code is 0 only if everything reconciles.
 */
async function demo(): Promise<number> {
  const { values } = parseArgs({ options, strict: true });
  const folder = values.data ?? join(dataFolder(), 'demo');
  if (values.fresh === true) await rm(folder, { recursive: true, force: true });
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stop.abort();
    });
  }
  const io = terminalIo(createSystemClock(), stop.signal);
  const app = await createApp({
    dataFolder: folder,
    host: 'web',
    vault: 'memory',
    assetsFolder: fileURLToPath(new URL('../dist/renderer', import.meta.url)),
    ...(values.scale === undefined ? {} : { practiceScale: Number(values.scale) }),
  });
  try {
    io.err('Starting the practice systems');
    await ask(app, 'practice.start', {});
    const runs = await runAll(app, values.verify ?? false);
    const result = runsToDemoJson(runs);
    io.out(values.json === true ? JSON.stringify(result, null, 2) : runs.map(formatDemoRun).join('\n\n'));
    if (values.once !== true) await openWindow(app, io);
    return result.reconciled ? 0 : 1;
  } finally {
    await app.close();
  }

  /** What changes the world goes first: what runs after it finds the world as it stays, so that the next demo loads nothing. */
  async function runAll(port: AppPort, verify: boolean): Promise<DemoRun[]> {
    const overviews = await ask(port, 'flows.overview', {});
    const posting = overviews.filter(({ flow }) => flow.messaging !== undefined);
    const others = overviews.filter(({ flow }) => flow.messaging === undefined);
    const messages: DemoRun[] = [];
    for (const overview of posting) messages.push(...(await runPosting(port, overview, verify)));
    const rows: DemoRun[] = [];
    for (const { flow } of others) rows.push({ run: await runOnce(port, flow, verify) });
    return [...rows, ...messages];
  }

  /** What was there before a rule began is told by one summary; a change of the world then shows what is told one by one. */
  async function runPosting(port: AppPort, { flow, lastRun }: Overview, verify: boolean): Promise<DemoRun[]> {
    const runs = [await runOnce(port, flow, verify)];
    // The second round decides about what the first one brought, so that messages that are there are followed up.
    for (let round = 0; lastRun === null && round < 2; round += 1) runs.push(await runAfterChange(port, flow, verify));
    const rules = countsOfAll(flow, await ask(port, 'messages.counts', { flowId: flow.id }));
    return runs.map((run, at) => (at === runs.length - 1 ? { run, rules } : { run }));
  }

  async function runAfterChange(port: AppPort, flow: Overview['flow'], verify: boolean): Promise<Run> {
    io.err('Changing the practice world');
    await ask(port, 'practice.change', {});
    return runOnce(port, flow, verify);
  }

  async function runOnce(port: AppPort, flow: Overview['flow'], verify: boolean): Promise<Run> {
    io.err(`Running ${flow.name}`);
    return followRun(port, await ask(port, 'runs.start', { flowId: flow.id, verify }), io);
  }
}

type Counts = OutputOf<'messages.counts'>;

/** Every rule that is on, also one that has called for nothing. */
function countsOfAll(flow: Overview['flow'], counts: Counts): Counts {
  const known = new Set(counts.map(({ ruleId }) => ruleId));
  const silent = (flow.messaging?.rules ?? []).filter(({ id, enabled }) => enabled && !known.has(id));
  return [
    ...counts,
    ...silent.map(({ id, name }) => ({
      ruleId: id,
      ruleName: name,
      calledFor: 0,
      states: [],
      postedByKind: [],
      amounts: [],
    })),
  ];
}

type Overview = OutputOf<'flows.overview'>[number];

function formatDemoRun({ run, rules }: DemoRun): string {
  const table = formatRunTable(run);
  return rules === undefined ? table : `${table}\n\n${formatRules(rules.map(toDemoRule))}`;
}

try {
  process.exitCode = await demo();
} catch (error) {
  const dto = toErrorDto(error);
  process.stderr.write(`${dto.text}\n${dto.effect === undefined ? '' : `${dto.effect}\n`}${dto.next}\n`);
  process.exitCode = 1;
}
