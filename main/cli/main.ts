import { createSystemClock } from '../ports/system-time.ts';
import { runCli, type CliDeps } from './run-cli.ts';
import { terminalIo } from './terminal.ts';

/**
 * Runs this process's command line on the real terminal and sets its exit code. SIGINT and SIGTERM ask the verb to stop, however
 * often they come: a terminal sends them to a whole group, so that a process and its parent's relay may make two of one.
 */
export async function cliMain(deps: Omit<CliDeps, 'io'>): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stop.abort();
    });
  }
  // The reader of a pipe may leave early (`| head`); that is no error of the command.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  process.exitCode = await runCli(process.argv.slice(2), { ...deps, io: terminalIo(createSystemClock(), stop.signal) });
}
