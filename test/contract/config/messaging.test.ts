import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { composeEngine, type ComposedEngine } from '../../../main/engine/compose.ts';
import { integrationById } from '../../../main/integrations/index.ts';
import { createSystemClock, createSystemRandom } from '../../../main/ports/system-time.ts';
import { openStore, type Store } from '../../../main/store/store.ts';
import { configFileSchema, type ConfigFile } from '../../../shared/contract/config-file.ts';
import type { Messaging } from '../../../shared/messages/rule.ts';

const random = createSystemRandom();
const channel = { id: 'C0123456789', name: 'finance-alerts', sharedConfirmed: false };
const slack = integrationById('workday-slack');
const messaging: Messaging = {
  language: 'nl',
  rules: (slack?.messaging?.templates ?? []).map((template) => ({
    ...template,
    enabled: true,
    channel,
    timeZone: 'Europe/Amsterdam',
  })),
  health: { channel, behindMinutes: 60, deadMan: true },
};

const file: ConfigFile = {
  format: 'ml-connector-config',
  version: 1,
  connections: [
    {
      name: 'Workday',
      system: 'workday',
      settings: { host: 'services1.wd503.myworkday.com', tenant: 'acme', auth: 'user-password', username: 'ISU' },
      secretsFromEnvironment: {},
    },
    { name: 'Slack', system: 'slack', settings: {}, secretsFromEnvironment: {} },
  ],
  flows: [
    {
      name: 'Workday to Slack',
      integration: 'workday-slack',
      source: 'Workday',
      destination: 'Slack',
      streams: (slack?.streams ?? []).map(({ id }) => ({ id, enabled: true })),
      schedule: { kind: 'manual' },
      messaging,
    },
  ],
};

describe('rules in the configuration file', () => {
  let store: Store;
  let composed: ComposedEngine;
  const importing = (of: ConfigFile) => ask(composed.engine, 'config.import', { file: of, secrets: {} });
  const exported = async () => configFileSchema.parse(await ask(composed.engine, 'config.export', {}));

  beforeEach(() => {
    store = openStore(':memory:');
    const keys = { dataKey: random.bytes(32), practiceKey: random.bytes(32) };
    composed = composeEngine({ store, clock: createSystemClock(), random, environment: {}, ...keys });
  });
  afterEach(async () => {
    await composed.close();
    store.close();
  });

  it('come out as they went in: every rule that the integration proposes', async () => {
    expect(messaging.rules.length).toBeGreaterThan(3);
    await importing(file);
    expect((await exported()).flows[0]?.messaging).toEqual(messaging);
  });

  it('stay when the file does not name them, and go when it names none', async () => {
    await importing(file);
    const unnamed = file.flows.map(({ name, integration, source, destination, streams, schedule }) => ({
      name,
      integration,
      source,
      destination,
      streams,
      schedule,
    }));
    await importing({ ...file, flows: unnamed });
    expect((await exported()).flows[0]?.messaging).toEqual(messaging);
    const none = { rules: [], health: null };
    await importing({ ...file, flows: file.flows.map((flow) => ({ ...flow, messaging: none })) });
    expect((await exported()).flows[0]?.messaging).toEqual(none);
  });

  it('are refused where the flow posts no messages', async () => {
    await expect(
      ask(composed.engine, 'flows.save', {
        name: 'Tables',
        integration: 'workday-databricks',
        ...(await connections()),
        streams: [{ id: 'suppliers', enabled: true }],
        schedule: { kind: 'manual' },
        messaging,
      }),
    ).rejects.toMatchObject({
      code: 'APP_BAD_REQUEST',
      details: { reason: expect.stringContaining('no rules') as string },
    });
  });

  async function connections() {
    const databricks = {
      name: 'Databricks',
      system: 'databricks' as const,
      settings: { host: 'x.cloud.databricks.com', warehouse: 'w', catalog: 'c', schema: 's', auth: 'pat' },
      secretsFromEnvironment: {},
    };
    const made = await importing({ ...file, connections: [...file.connections, databricks], flows: [] });
    const idOf = (system: string) => made.connections.find((one) => one.system === system)?.id ?? '';
    return { sourceConnectionId: idOf('workday'), destinationConnectionId: idOf('databricks') };
  }

  it('carry the address of documents with their connection, and refuse one that leads elsewhere before a rule is taken over', async () => {
    const [workday, ...others] = file.connections;
    const withLinks = (settings: Record<string, string>): ConfigFile => ({
      ...file,
      connections: [
        ...(workday === undefined ? [] : [{ ...workday, settings: { ...workday.settings, ...settings } }]),
        ...others,
      ],
    });
    const documentLink = 'https://workday.acme.example/{tenant}/{wid}';
    await expect(importing(withLinks({ documentLink, documentLinkHost: 'evil.example' }))).rejects.toMatchObject({
      code: 'WORKDAY_SETTING_INVALID',
      details: { field: 'Host of that address, once more', reason: 'it is not the host of the address' },
    });
    expect(await exported()).toMatchObject({ connections: [], flows: [] });
    const sound = withLinks({ documentLink, documentLinkHost: 'workday.acme.example' });
    await importing(sound);
    const back = (await exported()).connections.find(({ system }) => system === 'workday');
    expect(back?.settings).toEqual(sound.connections[0]?.settings);
  });
});
