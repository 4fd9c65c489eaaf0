import { afterEach, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { composeEngine, type ComposedEngine } from '../../../main/engine/compose.ts';
import { createSystemClock, createSystemRandom } from '../../../main/ports/system-time.ts';
import { openStore, type Store } from '../../../main/store/store.ts';

let composed: ComposedEngine | null = null;
let store: Store | null = null;

afterEach(async () => {
  await composed?.close();
  store?.close();
});

const draft = {
  name: 'Workday',
  system: 'workday' as const,
  practice: false,
  settings: { host: 'https://services1.example.com', tenant: 'acme', auth: 'user-password', username: 'ISU' },
  secrets: { password: 'geheim' },
};

test('a locked vault refuses a secret and leaves no half-made connection; once open, the same draft is saved', async () => {
  const random = createSystemRandom();
  store = openStore(':memory:');
  const clock = createSystemClock();
  composed = composeEngine({ store, clock, random, dataKey: null, practiceKey: random.bytes(32) });
  const { engine } = composed;
  await expect(ask(engine, 'connections.save', draft)).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
  expect(await ask(engine, 'connections.list', {})).toEqual([]);
  composed.openVault(random.bytes(32));
  const saved = await ask(engine, 'connections.save', draft);
  expect(saved.secrets.map((secret) => secret.name)).toEqual(['password']);
  expect(JSON.stringify(saved)).not.toContain('geheim');
});
