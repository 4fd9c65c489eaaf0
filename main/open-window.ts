import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AppPort } from './app-port.ts';
import { ask } from './api/ask.ts';
import { windowOfRunning } from './instance/attach.ts';
import { answeringInstance } from './instance/lock.ts';
import { hasDisplay, launch, windowOpener } from './web-host/open-window.ts';

export interface WindowIo {
  out(text: string): void;
  err(text: string): void;
  readonly stop: AbortSignal;
}

/**
 * Opens a browser window onto the app, or prints its address where there is no display. An own app is kept until `stop`; of one
 * that another process runs only the window is opened.
 */
export async function openWindow(app: AppPort & { windowAddress?(): string }, io: WindowIo): Promise<void> {
  const { dataFolder } = await ask(app, 'app.info', {});
  const address = app.windowAddress?.() ?? (await windowOfOther(dataFolder));
  if (address === null) {
    io.err('ml-connector is already running on this data folder, but without windows. Close it and start it again.');
    return;
  }
  if (app.attached) io.err('ml-connector is already running on this data folder; this is another window onto it.');
  await show(address, join(dataFolder, 'window'), io);
  if (app.attached || io.stop.aborted) return;
  io.err('Press Ctrl+C to stop.');
  await new Promise((resolve) => {
    io.stop.addEventListener('abort', resolve, { once: true });
  });
}

async function windowOfOther(folder: string): Promise<string | null> {
  const place = await answeringInstance(folder);
  return place === null ? null : windowOfRunning(place);
}

async function show(address: string, folder: string, io: WindowIo): Promise<void> {
  if (!hasDisplay(process.platform, process.env)) {
    io.out(`There is no display. Open this address in a browser on this machine (it works once): ${address}`);
    return;
  }
  const chromium = await installedChromium();
  const opener = windowOpener(process.platform, address, chromium, folder);
  // Chromium refuses to start for root with its sandbox on.
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0 && chromium !== null;
  if (isRoot)
    io.err('This is root, so the browser window runs without its sandbox. Better: start as an ordinary user.');
  try {
    await launch(isRoot ? { ...opener, args: ['--no-sandbox', ...opener.args] } : opener, folder);
    io.out('The window is open in a browser.');
  } catch {
    io.out(`No browser could be started. Open this address yourself (it works once): ${address}`);
  }
}

/** The scripts know where browsers are; they are plain JavaScript without types. */
async function installedChromium(): Promise<string | null> {
  const script = new URL('../scripts/find-chromium.mjs', import.meta.url);
  const { findChromium } = (await import(fileURLToPath(script))) as { findChromium(): string | null };
  return findChromium();
}
