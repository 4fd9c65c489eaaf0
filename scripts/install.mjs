import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { say } from './say.mjs';
import { hashOf, isDone, markDone } from './stamp.mjs';

/**
 * Installs the packages of the lock file, unless just these are there for this platform. No install script of a package is
 * run: everything the program needs comes inside the packages.
 */
export async function ensureInstalled() {
  const wanted = `${hashOf(['package-lock.json', 'package.json'])} ${process.platform}-${process.arch}`;
  if (existsSync('node_modules') && isDone('install', wanted)) return;
  say('Installing packages (the first time this takes a minute or two)');
  await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error']);
  markDone('install', wanted);
  say('Packages are installed');
}

function npm(args) {
  return new Promise((resolve, reject) => {
    // npm's own progress goes to standard error with the rest; standard output stays for results.
    const child = spawn('npm', args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
    child.on('error', () => reject(new Error('npm could not be started. Install Node.js with npm, then try again.')));
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(
            `npm could not install the packages (exit ${code}). See its message above; is the package registry reachable?`,
          ),
        );
    });
  });
}
