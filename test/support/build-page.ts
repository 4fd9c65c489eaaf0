import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { verifierPage } from '../../scripts/build-verifier.ts';

export interface PageToBuild {
  /** Folder of the page's `index.html`. */
  readonly root: string;
  /** Where the built page goes. */
  readonly folder: string;
  /** `import.meta.env.MODE`; `production` leaves out what only tests and developers see. */
  readonly mode: 'production' | 'test';
  /** With React's own warnings, which it writes to the console and which slow it down several times. */
  readonly warns?: boolean;
}

/** Builds a page as it is built for operators, React in its production build: a test runner's NODE_ENV would give the other one. */
export async function buildPage({ root, folder, mode, warns = false }: PageToBuild): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = warns ? 'development' : 'production';
  try {
    await build({
      configFile: false,
      mode,
      root,
      base: './',
      plugins: [react(), verifierPage()],
      logLevel: 'silent',
      build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
    });
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}
