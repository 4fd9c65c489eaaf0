import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { afterAll, expect, it } from 'vitest';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../../..');
const folders: string[] = [];

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** Everything that a build of the window holds, as one text. */
async function builtFor(mode: 'production' | 'test'): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'mlc-gallery-'));
  folders.push(outDir);
  await build({
    configFile: false,
    mode,
    root: join(root, 'renderer'),
    base: './',
    plugins: [react()],
    logLevel: 'silent',
    build: { outDir, minify: false },
  });
  const entries = await readdir(outDir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.(?:js|css|html)$/.test(entry.name));
  return (await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')))).join('\n');
}

const onlyInGallery = 'Gallery of components';

it('the gallery is part of builds for development and tests, and of no other', async () => {
  expect(await builtFor('test')).toContain(onlyInGallery);
  const product = await builtFor('production');
  expect(product).toContain('Connect your own systems');
  expect(product).not.toContain(onlyInGallery);
}, 180_000);
