import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Opener {
  readonly program: string;
  readonly args: readonly string[];
}

/** Whether a window can appear at all. */
export function hasDisplay(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): boolean {
  return platform !== 'linux' || (env['DISPLAY'] ?? env['WAYLAND_DISPLAY'] ?? '') !== '';
}

/**
 * A window of its own in a Chromium (its profile is apart from the person's own, so that no extension reads it), else the
 * default browser. Never through a shell: an address is one argument.
 */
export function windowOpener(
  platform: NodeJS.Platform,
  address: string,
  chromium: string | null,
  folder: string,
): Opener {
  if (chromium !== null) {
    const profile = join(folder, 'window-profile');
    return {
      program: chromium,
      args: [`--app=${address}`, `--user-data-dir=${profile}`, '--no-first-run', '--no-default-browser-check'],
    };
  }
  return defaultBrowser(platform, address);
}

export function defaultBrowser(platform: NodeJS.Platform, address: string): Opener {
  if (platform === 'darwin') return { program: 'open', args: [address] };
  if (platform === 'win32') return { program: 'rundll32', args: ['url.dll,FileProtocolHandler', address] };
  return { program: 'xdg-open', args: [address] };
}

/** Starts it and lets go of it; rejects if the program cannot be started. */
export function launch({ program, args }: Opener, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true });
    child.once('error', reject);
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}
