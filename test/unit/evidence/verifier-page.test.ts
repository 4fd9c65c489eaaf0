import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildVerifier } from '../../../scripts/build-verifier.ts';
import packageFile from '../../../package.json' with { type: 'json' };
import { sha256Hex } from '../../../shared/evidence/sha256.ts';

test('the verifier is the same at each build, asks for nothing, and its hash is the one in docs/security.md', async () => {
  const page = await buildVerifier();
  expect(await buildVerifier()).toBe(page);
  expect(page).toContain(`ml-connector ${packageFile.version}`);
  expect(page).toContain(`content="default-src 'none'; script-src 'sha256-`);
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page).not.toMatch(/https?:\/\/|\bfetch\(|XMLHttpRequest|WebSocket|import\(/);
  const documented = await readFile(join(import.meta.dirname, '../../../docs/security.md'), 'utf8');
  // The page is built from shared/evidence and what that uses; whoever changes it writes the new hash down there.
  expect(documented).toContain(`\`${sha256Hex(page)}\``);
});
