// Finds a Chromium for the tests and the browser window, or gets one. Run as a program, it remembers what it found.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { say, sentence } from './say.mjs';

const remembered = '.cache/chromium-path';
/** Chromium that cannot show a window: it draws the same pages with a fifth less work. */
const withoutWindow = 'chromium-headless-shell';

/**
 * Path of an installed Chromium, Chrome or Edge, or null. Asks nobody and installs nothing. `forTests`: nobody looks at its window,
 * so that one which has none is taken first.
 */
export function findChromium({ forTests = false } = {}) {
  const named = [process.env.MLC_CHROMIUM, process.env.CHROME_PATH].filter((path) => path !== undefined && path !== '');
  const kept = existsSync(remembered) ? [readFileSync(remembered, 'utf8')] : [];
  const shells = forTests ? onPath([withoutWindow]) : [];
  return [...named, ...shells, ...onPath(browsers), ...usualPlaces(), ...kept].find((path) => existsSync(path)) ?? null;
}

/** The same, but gets one if there is none: Debian's package, an npm package that carries one, Playwright's download. */
export async function ensureChromium({ forTests = false } = {}) {
  const found = findChromium({ forTests });
  if (found !== null) return found;
  if (forTests && fromDebian(withoutWindow) !== null) return findChromium({ forTests });
  for (const way of [() => fromDebian('chromium'), fromNpm, fromPlaywright]) {
    const path = await way();
    if (path !== null) {
      mkdirSync(dirname(remembered), { recursive: true });
      writeFileSync(remembered, path);
      return path;
    }
  }
  throw new Error(
    'No Chromium, Chrome or Edge was found and none could be installed. Install one, or set CHROME_PATH to it.',
  );
}

const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => join(folder, name)));
}

function usualPlaces() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform !== 'win32') return [];
  const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(Boolean);
  return roots.flatMap((root) => [
    join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
    join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
  ]);
}

function fromDebian(name) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  say('Installing Chromium from Debian’s packages');
  const options = { stdio: ['ignore', 'ignore', 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-qq'], options);
  const installed = spawnSync(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', name, 'fonts-dejavu-core'],
    options,
  );
  const path = `/usr/bin/${name}`;
  return installed.status === 0 && existsSync(path) ? path : null;
}

async function fromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  say('Installing Chromium from an npm package');
  const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ml-connector', 'chromium');
  mkdirSync(folder, { recursive: true });
  const args = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '@sparticuz/chromium@153.0.0'];
  if (spawnSync('npm', args, { stdio: ['ignore', 2, 2] }).status !== 0) return null;
  try {
    const entry = join(folder, 'node_modules', '@sparticuz', 'chromium', 'build', 'esm', 'index.js');
    const { default: chromium } = await import(pathToFileURL(entry).href);
    return await chromium.executablePath();
  } catch {
    return null;
  }
}

function fromPlaywright() {
  say('Downloading Chromium with Playwright');
  const cli = 'node_modules/playwright-core/cli.js';
  const done = spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 2, 2] });
  if (done.status !== 0) return null;
  const code = "import('playwright-core').then(({ chromium }) => process.stdout.write(chromium.executablePath()))";
  const asked = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
  return asked.status === 0 && existsSync(asked.stdout) ? asked.stdout : null;
}

if (process.argv[1] !== undefined && pathToFileURL(resolve(process.argv[1])).href === import.meta.url) {
  try {
    say(`Browser: ${await ensureChromium({ forTests: process.argv.includes('--for-tests') })}`);
  } catch (error) {
    sentence(error.message);
    process.exitCode = 1;
  }
}
