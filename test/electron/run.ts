import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { _electron as ElectronDriver } from 'playwright-core';

// Drives a real Electron where there is one; elsewhere says that it did not, and why.
const root = join(import.meta.dirname, '..', '..');

/** The scripts are plain JavaScript without types. */
async function findElectron(): Promise<string | null> {
  const script = pathToFileURL(join(root, 'scripts', 'find-electron.mjs')).href;
  const found = (await import(script)) as { ensureElectron(): string | null };
  return found.ensureElectron();
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

/** The window opens on the app's own address, its page is sandboxed, and the preload's door answers. */
async function smoke(executablePath: string): Promise<void> {
  const { _electron } = createRequire(import.meta.url)('playwright-core') as { _electron: typeof ElectronDriver };
  const folder = await mkdtemp(join(tmpdir(), 'mlc-electron-'));
  const flags = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({
    executablePath,
    args: [...flags, root],
    env: { ...(process.env as Record<string, string>), MLC_DATA_DIR: folder },
  });
  try {
    const page = await app.firstWindow();
    const seen = await page.evaluate(async () => {
      const { mlc } = window as unknown as { mlc: { call(method: string, input: unknown): Promise<{ ok: boolean }> } };
      return { scheme: location.protocol, node: 'require' in window, ok: (await mlc.call('app.info', {})).ok };
    });
    const wanted = { scheme: 'app:', node: false, ok: true };
    if (JSON.stringify(seen) !== JSON.stringify(wanted)) throw new Error(`saw ${JSON.stringify(seen)}`);
  } finally {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const notRun = (reason: string) => process.stdout.write(`not run: ${reason}\n`);
const binary = hasDisplay() ? await findElectron() : null;
if (!hasDisplay()) {
  notRun('there is no display (xvfb-run gives one)');
} else if (binary === null) {
  notRun('Electron’s program is not here and could not be fetched');
} else {
  await smoke(binary);
  process.stdout.write('1 passed, 0 failed, 0 skipped\n');
}
