import type { PowerMonitor, PowerSaveBlocker } from 'electron';
import type { AppPort } from '../app-port.ts';
import type { AppWatch } from './app-watch.ts';

export interface PowerOptions {
  readonly powerMonitor: Pick<PowerMonitor, 'on'>;
  readonly powerSaveBlocker: Pick<PowerSaveBlocker, 'start' | 'stop'>;
  readonly app: Pick<AppPort, 'power'>;
  readonly watch: AppWatch;
}

/**
 * Tells the scheduler of sleep and waking (timers stand still meanwhile), and keeps the computer awake while a run is under way:
 * the screen may go dark, the run goes on.
 */
export function followPower({ powerMonitor, powerSaveBlocker, app, watch }: PowerOptions): void {
  powerMonitor.on('suspend', () => {
    app.power?.('suspend');
  });
  for (const wakes of ['resume', 'unlock-screen'] as const) {
    // The two names are overloads of one function to Electron's types.
    (powerMonitor.on as (name: string, listener: () => void) => unknown)(wakes, () => {
      app.power?.('resume');
    });
  }
  let blocker: number | null = null;
  watch.onChange(({ flows }) => {
    const isRunning = flows.some((row) => row.state === 'running');
    if (isRunning) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  });
}
