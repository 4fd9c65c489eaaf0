import type { AppPort } from '../app-port.ts';
import { exitCodes } from './exit-code.ts';
import type { CliIo } from './io.ts';
import type { Verb } from './verb.ts';

/** A window onto the app that a browser can open. */
export interface WindowDoor {
  /** With its one-time token: only to be shown to the person who started the command. */
  readonly address: string;
  close(): Promise<void>;
}

/** `serve`: keeps the app and its schedules running without a window of its own, until it is stopped. */
export function serveVerb(openWindow: (app: AppPort) => Promise<WindowDoor>): Verb {
  return {
    name: 'serve',
    words: '',
    maxWords: 0,
    summary: 'keep the app and its schedules running until stopped; prints the address of a window',
    options: {},
    needsVault: true,
    staysOpen: true,
    run: async (app, args, io) => {
      const door = await openWindow(app);
      try {
        io.out(
          args.json ? JSON.stringify({ address: door.address, attached: app.attached }) : `Window: ${door.address}`,
        );
        if (!args.json && app.attached)
          io.err('The engine is run by another process; this one only opens a window onto it.');
        await untilStopped(io);
      } finally {
        await door.close();
      }
      return exitCodes.done;
    },
  };
}

const AN_HOUR_MS = 3_600_000;

/** Sleeps rather than only listens: an attached app holds nothing open by itself, and the process would end. */
async function untilStopped(io: CliIo): Promise<void> {
  while (!io.stop.aborted) {
    try {
      await io.clock.sleep(AN_HOUR_MS, io.stop);
    } catch {
      // Woken by the stop, which the loop looks at.
    }
  }
}
