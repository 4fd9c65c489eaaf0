import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { say } from './say.mjs';
import { hashOf, isDone, markDone } from './stamp.mjs';

const builds = {
  renderer: {
    says: 'Building the window',
    inputs: ['renderer', 'shared', 'vite.config.ts', 'scripts/build-verifier.ts', 'package.json', 'package-lock.json'],
    output: 'dist/renderer/index.html',
    args: ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
  },
  desktop: {
    says: 'Building Electron’s part',
    inputs: ['main', 'preload', 'shared', 'sandbox', 'scripts/build-desktop.mjs', 'package-lock.json'],
    output: 'dist/desktop/index.js',
    args: ['scripts/build-desktop.mjs'],
  },
};

/** Builds one part unless what it is made from has not changed since it was last built. */
export async function ensureBuilt(node, name) {
  const build = builds[name];
  const hash = hashOf(build.inputs);
  if (existsSync(build.output) && isDone(`build-${name}`, hash)) return;
  say(build.says);
  await new Promise((resolve, reject) => {
    const child = spawn(node, build.args, { stdio: ['ignore', 2, 2] });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${build.says} failed; see the message above.`)),
    );
  });
  markDone(`build-${name}`, hash);
}
