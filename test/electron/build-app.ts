import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build as bundle, type BuildOptions } from 'esbuild';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');
const oldNode = 'node16.17';
const oldChromium = 'chrome108';

/**
 * The shipped shell, preload and window, lowered to what the old Electron understands: the main process as CommonJS, the language
 * and the styles of the window for its Chromium. Same sources and same folders as `npm run build`; the shim is loaded before.
 */
export async function buildLoweredApp(folder: string): Promise<void> {
  const desktop = join(folder, 'desktop');
  await mkdir(desktop, { recursive: true });
  await Promise.all([buildMain(desktop), buildPreload(desktop), buildWindow(join(folder, 'renderer'))]);
  await writeFile(join(desktop, 'start.cjs'), "require('./shim.cjs');\nrequire('./index.cjs');\n");
  const about = { name: 'ml-connector', productName: 'ml-connector', version: '0.1.0', main: 'desktop/start.cjs' };
  await writeFile(join(folder, 'package.json'), JSON.stringify(about));
}

const forNode: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: oldNode,
  format: 'cjs',
  sourcemap: 'inline',
  logLevel: 'error',
};

async function buildMain(desktop: string): Promise<void> {
  await bundle({
    ...forNode,
    entryPoints: ['main/index.ts'],
    outfile: join(desktop, 'index.cjs'),
    define: { 'import.meta.dirname': '__dirname' },
    // The engine's own parts need node:sqlite; the shell asks for it before it loads them.
    external: ['electron', './desktop/own-app.ts'],
  });
  await bundle({
    ...forNode,
    entryPoints: ['test/electron/shim/main-process.ts'],
    outfile: join(desktop, 'shim.cjs'),
    external: ['electron'],
  });
}

async function buildPreload(desktop: string): Promise<void> {
  await bundle({
    ...forNode,
    platform: 'browser',
    target: oldChromium,
    entryPoints: ['preload/index.ts'],
    outfile: join(desktop, 'preload.cjs'),
    external: ['electron'],
  });
}

async function buildWindow(outDir: string): Promise<void> {
  const shim = JSON.stringify(join(root, 'test/electron/shim/page.ts'));
  await build({
    configFile: false,
    root: join(root, 'renderer'),
    base: './',
    logLevel: 'error',
    plugins: [
      {
        name: 'old-chromium',
        transform: (code, id) => (id.endsWith('/renderer/app/main.tsx') ? `import ${shim};\n${code}` : null),
      },
      react(),
    ],
    build: {
      outDir,
      emptyOutDir: true,
      target: oldChromium,
      cssTarget: oldChromium,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 4_000,
    },
  });
}
