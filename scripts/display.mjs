// A display for Electron where there is none: Xvfb, and the libraries that Electron's program needs.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { say } from './say.mjs';

/** Debian's packages, under their names of before and since 2024. */
const libraries = [
  ['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2'],
  ['libgtk-3-0t64', 'libnss3', 'libgbm1', 'libasound2t64'],
];

/** `{ display, stop }`: the display of this session, else a new one of Xvfb that `stop` ends. Throws with the reason where none can be had. */
export async function ensureDisplay(env = process.env) {
  if (process.platform !== 'linux' || env.DISPLAY || env.WAYLAND_DISPLAY) {
    return { display: env.DISPLAY, stop: () => undefined };
  }
  if (!onPath('Xvfb', env)) installFromDebian(['xvfb']);
  if (!onPath('Xvfb', env)) throw new Error('there is no display, and no Xvfb that would make one');
  return startXvfb();
}

/** Installs the libraries that the program lacks. Throws with their names where they cannot be had. */
export function ensureLibraries(program) {
  for (const packages of libraries) {
    if (missingLibraries(program).length === 0) return;
    installFromDebian(packages);
  }
  const missing = missingLibraries(program);
  if (missing.length > 0) throw new Error(`Electron needs libraries that are not here: ${missing.join(', ')}`);
}

function missingLibraries(program) {
  if (process.platform !== 'linux') return [];
  const { stdout } = spawnSync('ldd', [program], { encoding: 'utf8' });
  return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1]);
}

function startXvfb() {
  return new Promise((resolve, reject) => {
    // Xvfb itself takes a free number and writes it to the third file.
    const args = ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'];
    const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const stop = () => void child.kill();
    child.on('error', reject);
    child.on('exit', () => reject(new Error('Xvfb ended at once')));
    child.stdio[3].once('data', (number) => resolve({ display: `:${String(number).trim()}`, stop }));
  });
}

function onPath(name, env) {
  return (env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, name)));
}

function installFromDebian(packages) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  say(`Installing ${packages.join(', ')} from Debian’s packages`);
  const options = { stdio: ['ignore', 'ignore', 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
}
