import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { collectLicences } from '../../../scripts/licences.ts';

const root = resolve(import.meta.dirname, '../../..');

it('the licences that About shows are those of the packages that are shipped', () => {
  const shown: unknown = JSON.parse(readFileSync(join(root, 'renderer/features/settings/licences.json'), 'utf8'));
  const { packages, texts } = collectLicences(root);
  expect(shown, 'run: node scripts/licences.ts').toEqual({ texts, packages });
  expect(packages.map((one) => one.name)).toEqual(expect.arrayContaining(['electron', 'react', 'undici', 'saxes']));
  expect(texts.every((text) => text.length > 100)).toBe(true);
});
