import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { builtRenderer } from '../../support/real-window.ts';
import { builtScreens } from '../../support/renderer-page.ts';

/** Everything that a build of the window holds, as one text. */
async function textOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.(?:js|css|html)$/.test(entry.name));
  return (await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')))).join('\n');
}

const onlyInGallery = 'Gallery of components';

it('the gallery is part of builds for development and tests, and of no other', async () => {
  expect(await textOf(await builtScreens(false))).toContain(onlyInGallery);
  const product = await textOf(await builtRenderer());
  expect(product).toContain('Connect your own systems');
  expect(product).not.toContain(onlyInGallery);
}, 180_000);
