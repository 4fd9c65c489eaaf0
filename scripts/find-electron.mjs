// Finds Electron's program, or gets it. The package is never required: without its program that starts a long download.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { say } from './say.mjs';

const folder = join('node_modules', 'electron');
const failedFile = '.cache/electron-not-obtainable';
const dayMs = 24 * 60 * 60 * 1000;
const patienceMs = 60_000;
const programs = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/** Path of Electron's program if it is on this machine, else null. Asks nobody and installs nothing. */
export function findElectron() {
  const named = join(folder, 'path.txt');
  const program = existsSync(named) ? readFileSync(named, 'utf8').trim() : (programs[process.platform] ?? 'electron');
  const own = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const path = own === undefined || own === '' ? join(folder, 'dist', program) : join(own, program);
  return existsSync(path) ? path : null;
}

/** The same, but lets Electron's package fetch it once; a failure is remembered for a day. */
export function ensureElectron() {
  const found = findElectron();
  if (found !== null) return found;
  const script = join(folder, 'install.js');
  if (!existsSync(script) || failedToday()) return null;
  say('Fetching Electron (at most a minute)');
  const done = spawnSync(process.execPath, [script], { stdio: 'ignore', timeout: patienceMs, killSignal: 'SIGKILL' });
  const path = done.status === 0 ? findElectron() : null;
  if (path === null) {
    mkdirSync(dirname(failedFile), { recursive: true });
    writeFileSync(failedFile, String(Date.now()));
  }
  return path;
}

function failedToday() {
  if (!existsSync(failedFile)) return false;
  const age = Date.now() - Number(readFileSync(failedFile, 'utf8'));
  return age >= 0 && age < dayMs;
}
