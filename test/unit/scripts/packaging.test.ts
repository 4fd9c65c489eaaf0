import { join } from 'node:path';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');

/** Read and judged by electron-builder’s own code, as a packaging would. */
async function validate(change: Record<string, unknown>): Promise<void> {
  const config = await getConfig(root, join(root, 'electron-builder.yml'), null);
  await validateConfiguration({ ...config, ...change }, new DebugLogger(false));
}

test('electron-builder accepts electron-builder.yml', async () => {
  await expect(validate({})).resolves.toBeUndefined();
});

test('electron-builder would refuse a setting that it does not know', async () => {
  await expect(validate({ notASetting: true })).rejects.toThrow(/notASetting/);
});

test('the shipped app cannot be started as Node, inspected or altered', async () => {
  const { electronFuses } = await getConfig(root, join(root, 'electron-builder.yml'), null);
  expect(electronFuses).toMatchObject({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  });
});
