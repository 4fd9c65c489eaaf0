import { createSystemClock } from '../ports/system-time.ts';
import { runCli, type CliDeps } from './run-cli.ts';
import { terminalIo } from './terminal.ts';

/**
 * Runs this process's command line on the real terminal and sets its exit code. SIGINT and SIGTERM ask the verb to stop; a
 * second one ends the process at once.
 */
export async function cliMain(deps: Omit<CliDeps, 'io'>): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stop.abort();
    });
  }
  process.exitCode = await runCli(process.argv.slice(2), { ...deps, io: terminalIo(createSystemClock(), stop.signal) });
}
