import { describe, expect, it } from 'vitest';
import { normaliseHost, readSettings, warehouseIdOf } from '../../../main/connectors/databricks/settings.ts';
import { createTestContext } from '../../contract/databricks/test-context.ts';
import { createTestHttp } from '../../contract/databricks/test-http.ts';
import { briskClock } from '../../contract/databricks/brisk-clock.ts';

function read(settings: Record<string, string>): ReturnType<typeof readSettings> {
  const base = {
    host: 'dbc-1.cloud.databricks.com',
    warehouse: 'abc',
    catalog: 'main',
    schema: 'finance',
    clientId: 'id',
  };
  const context = createTestContext({
    settings: { ...base, ...settings },
    secrets: {},
    http: createTestHttp(),
    clock: briskClock,
  });
  return readSettings(context.connection);
}

describe('settings of a Databricks connection', () => {
  it.each([
    ['dbc-1.cloud.databricks.com', 'https://dbc-1.cloud.databricks.com'],
    ['https://adb-123.4.azuredatabricks.net/?o=123#/sql', 'https://adb-123.4.azuredatabricks.net'],
    ['https://123.4.gcp.databricks.com:443/', 'https://123.4.gcp.databricks.com'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
  ])('reads the address %s', (text, address) => {
    expect(normaliseHost(text).address).toBe(address);
  });

  it('keeps the workspace id of a pasted address', () => {
    expect(normaliseHost('https://acme.databricks.com/?o=42').workspaceId).toBe('42');
    expect(normaliseHost('https://acme.databricks.com/').workspaceId).toBeNull();
  });

  it.each(['http://dbc-1.cloud.databricks.com', 'ftp://x', 'https://user:pw@x.databricks.com', 'https://'])(
    'refuses the address %s',
    (text) => {
      expect(() => normaliseHost(text)).toThrow(
        expect.objectContaining({ code: 'DATABRICKS_SETTING_INVALID', kind: 'config' }) as Error,
      );
    },
  );

  it.each([
    ['1234567890abcdef', '1234567890abcdef'],
    ['/sql/1.0/warehouses/1234567890abcdef', '1234567890abcdef'],
    ['https://x/sql/1.0/warehouses/1234567890abcdef?o=1', '1234567890abcdef'],
  ])('reads the warehouse %s', (text, id) => {
    expect(warehouseIdOf(text)).toBe(id);
  });

  it('takes names in backticks, has a default volume, and refuses names that Unity Catalog cannot have', () => {
    expect(read({ catalog: '`my-catalog`' }).place).toEqual({
      catalog: 'my-catalog',
      schema: 'finance',
      volume: 'mlc_stage',
    });
    for (const schema of ['a.b', 'a/b', 'a b', 'x'.repeat(256)])
      expect(() => read({ schema })).toThrow(
        expect.objectContaining({ details: expect.objectContaining({ field: 'schema' }) as object }) as Error,
      );
  });

  it('wants what the chosen way of signing in needs, and nothing else', () => {
    expect(read({ auth: 'pat', clientId: '' }).auth).toBe('pat');
    for (const settings of [{ clientId: '' }, { auth: 'azure-entra' }, { auth: 'kerberos' }])
      expect(() => read(settings as Record<string, string>)).toThrow('DATABRICKS_SETTING_INVALID');
  });
});
