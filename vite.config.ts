import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { verifierPage } from './scripts/build-verifier.ts';

export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react(), verifierPage()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    // Everything is a file of the app: the policy allows neither inline scripts nor data addresses for code.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2_000,
  },
});
