// Builds Electron's part into dist/desktop: the main process and its threads as ES modules beside each other, and the preload as
// the one CommonJS file that a sandboxed page needs.
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';

const outdir = 'dist/desktop';
const threadAddress = /new URL\('(\.[^']*\.ts)', import\.meta\.url\)/g;
const threads = new Set();

/** A thread's file is found beside the bundle under a flat name, from whichever file names it. */
const flatThreads = {
  name: 'flat-threads',
  setup: ({ onLoad }) => {
    onLoad({ filter: /(main|sandbox|shared)[\\/].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const contents = text.replace(threadAddress, (_, target) => {
        const file = resolve(dirname(path), target);
        threads.add(file);
        return `new URL('./${flatName(file)}.js', import.meta.url)`;
      });
      return { contents, loader: 'ts' };
    });
  },
};

function flatName(file) {
  return relative(process.cwd(), file).replace(/\.ts$/, '').replaceAll(/[\\/]/g, '.');
}

async function buildModule(entry, name) {
  await build({
    entryPoints: { [name]: entry },
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    packages: 'external',
    sourcemap: 'linked',
    logLevel: 'warning',
    plugins: [flatThreads],
  });
}

await buildModule('main/index.ts', 'index');
const done = new Set();
for (;;) {
  const next = [...threads].find((file) => !done.has(file));
  if (next === undefined) break;
  done.add(next);
  await buildModule(next, flatName(next));
}
await build({
  entryPoints: ['preload/index.ts'],
  outfile: join(outdir, 'preload.cjs'),
  bundle: true,
  platform: 'browser',
  target: 'chrome150',
  format: 'cjs',
  external: ['electron'],
  logLevel: 'warning',
});
