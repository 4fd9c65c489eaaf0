import type { Run } from '../../shared/model/run.ts';
import type { AppPort } from '../app-port.ts';
import { ask } from '../api/ask.ts';
import type { CliIo } from './io.ts';

/** Events may be lost when an engine restarts, so the run is also asked for from time to time. */
const ASK_EVERY_MS = 2_000;

/**
 * Follows a run to its end by its events and gives its last state. When the process is stopped, the run is cancelled, said
 * what is kept, and followed to its end all the same.
 */
export async function followRun(app: AppPort, run: Run, io: CliIo): Promise<Run> {
  let latest = run;
  let wake = (): void => undefined;
  const end = app.subscribe(null, (event) => {
    if (event.payload.topic !== 'run' || event.payload.subject !== run.id) return;
    latest = event.payload.run;
    io.progress(progressLine(latest));
    wake();
  });
  try {
    let cancelled = false;
    while (latest.endedAtUtc === null) {
      if (io.stop.aborted && !cancelled) {
        cancelled = true;
        const { kept } = await ask(app, 'runs.cancel', { id: run.id });
        io.err(`Cancelled. ${kept}`);
      }
      const news = new Promise<void>((resolve) => (wake = resolve));
      if (hasEnded(latest)) break;
      const timer = new AbortController();
      await Promise.race([news, pause(io, timer.signal), ...(cancelled ? [] : [stopped(io.stop, timer.signal)])]);
      timer.abort();
      if (!hasEnded(latest)) latest = await ask(app, 'runs.get', { id: run.id });
    }
    io.progress('');
    return latest;
  } finally {
    end();
  }
}

/** A function, so that the compiler does not assume that the event listener left `latest` alone. */
function hasEnded(run: Run): boolean {
  return run.endedAtUtc !== null;
}

async function pause(io: CliIo, signal: AbortSignal): Promise<void> {
  try {
    await io.clock.sleep(ASK_EVERY_MS, signal);
  } catch {
    // Woken by news: there is nothing left to wait for.
  }
}

function stopped(stop: AbortSignal, done: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener(
      'abort',
      () => {
        resolve();
      },
      { once: true, signal: done },
    );
  });
}

function progressLine(run: Run): string {
  const active = run.streams.find((stream) => stream.phase !== 'done' && stream.phase !== 'queued');
  if (active === undefined) return `${run.flowName}: ${run.state}`;
  const announced = active.announced === null ? '' : ` of ${String(active.announced)}`;
  return `${active.label}: ${active.phase}, read ${String(active.counts.read)}${announced}`;
}
