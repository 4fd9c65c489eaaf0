import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { windowOfRunning } from './instance/attach.ts';
import type { OpenApp } from './open-app.ts';
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
export async function openWindow(opened: OpenApp, folder: string, io: WindowIo): Promise<void> {
  const { webHost, place } = opened;
  const address = webHost?.windowAddress() ?? (place === null ? null : await windowOfRunning(place));
  if (address === null) {
    io.err('ml-connector is already running on this data folder, but without windows. Close it and start it again.');
    return;
  }
  if (place !== null) io.err('ml-connector is already running on this data folder; this is another window onto it.');
  await show(address, join(folder, 'window'), io);
  if (place !== null || io.stop.aborted) return;
  io.err('Press Ctrl+C to stop.');
  await new Promise((resolve) => {
    io.stop.addEventListener('abort', resolve, { once: true });
  });
}

async function show(address: string, folder: string, io: WindowIo): Promise<void> {
  if (!hasDisplay(process.platform, process.env)) {
    io.out(`There is no display. Open this address in a browser on this machine (it works once): ${address}`);
    return;
  }
  // Chromium refuses its sandbox to root; root gets the default browser.
  const chromium = process.getuid?.() === 0 ? null : await installedChromium();
  try {
    await launch(windowOpener(process.platform, address, chromium, folder), folder);
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
