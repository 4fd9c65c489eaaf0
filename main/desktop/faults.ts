import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Dialog } from 'electron';
import { createLogger } from '../log/logger.ts';
import type { Clock } from '../ports/time.ts';
import { askPerson } from './ask-person.ts';
import { languageOf } from '../../shared/model/settings.ts';

export interface FaultOptions {
  readonly process: Pick<NodeJS.Process, 'on'>;
  readonly app: Pick<App, 'whenReady' | 'relaunch' | 'exit' | 'getLocale'>;
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly folder: string;
  readonly clock: Clock;
}

/**
 * An error that nobody caught is logged without its words, which may hold data, and told in a box; the app then ends, since
 * nobody knows what is still right in it. Staged work is safe: the data file is written in transactions, by a thread of its own.
 */
export function endOnFault({ process, app, dialog, folder, clock }: FaultOptions): void {
  const log = createLogger({
    clock,
    destination: {
      write: (line) => {
        append(folder, line);
      },
    },
  });
  let isEnding = false;
  process.on('uncaughtException', (error) => {
    log.error('app.failed', { what: 'uncaught' }, error);
    if (isEnding) return;
    isEnding = true;
    void app
      .whenReady()
      .then(() =>
        askPerson('APP_FAULT', {
          dialog,
          window: null,
          language: languageOf('system', app.getLocale()),
          buttons: ['fault.again', 'tray.quit'],
        }),
      )
      .then((choice) => {
        if (choice === 0) app.relaunch();
      })
      .finally(() => {
        app.exit(1);
      });
  });
  process.on('unhandledRejection', (reason) => {
    log.error('app.failed', { what: 'unhandled' }, reason);
  });
}

/** The log that the engine keeps; each line is written whole, so two writers do not mix. */
function append(folder: string, line: string): void {
  const logs = join(folder, 'logs');
  try {
    mkdirSync(logs, { recursive: true, mode: 0o700 });
    appendFileSync(join(logs, 'ml-connector.log'), line, { mode: 0o600 });
  } catch {
    // A full disk must not keep the person from being told.
  }
}
