import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { toErrorDto } from '../shared/errors/error-dto.ts';
import type { Run } from '../shared/model/run.ts';
import { ask } from './api/ask.ts';
import { createApp } from './app.ts';
import type { AppPort } from './app-port.ts';
import { runToDemoJson } from './cli/demo-json.ts';
import { followRun } from './cli/follow-run.ts';
import { formatRunTable } from './cli/run-table.ts';
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
    const result = runToDemoJson(runs);
    io.out(values.json === true ? JSON.stringify(result, null, 2) : runs.map(formatRunTable).join('\n\n'));
    if (values.once !== true) await openWindow(app, io);
    return result.reconciled ? 0 : 1;
  } finally {
    await app.close();
  }

  async function runAll(port: AppPort, verify: boolean): Promise<Run[]> {
    const runs: Run[] = [];
    for (const { flow } of await ask(port, 'flows.overview', {})) {
      io.err(`Running ${flow.name}`);
      runs.push(await followRun(port, await ask(port, 'runs.start', { flowId: flow.id, verify }), io));
    }
    return runs;
  }
}

try {
  process.exitCode = await demo();
} catch (error) {
  const dto = toErrorDto(error);
  process.stderr.write(`${dto.text}\n${dto.effect === undefined ? '' : `${dto.effect}\n`}${dto.next}\n`);
  process.exitCode = 1;
}
