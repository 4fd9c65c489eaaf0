import { expect, it } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { composeEngine } from '../../../main/engine/compose.ts';
import { setUpPractice, type PracticeSetUp } from '../../../main/practice/set-up.ts';
import { openStore } from '../../../main/store/store.ts';
import type { PracticeSystemFacts } from '../../../sandbox/thread-messages.ts';
import type { SystemId } from '../../../shared/model/system.ts';
import { createPacedClock } from '../../support/paced-clock.ts';
import { createSeededRandom } from '../../support/virtual-clock.ts';

const local = { host: 'http://127.0.0.1:9' };
const factsOf = (system: SystemId, settings: Record<string, string>, secrets: Record<string, string>) => ({
  ...{ system, address: local.host, settings: { ...local, ...settings }, secrets },
  ...{ credentials: [], faults: [], activeFaults: [] },
});
const systems: readonly PracticeSystemFacts[] = [
  factsOf('workday', { tenant: 'practice', auth: 'user-password', username: 'reader' }, { password: 'p' }),
  factsOf('databricks', { warehouse: 'w1', catalog: 'c', schema: 's', auth: 'pat' }, { token: 't' }),
];

function withEngine(): (options: PracticeSetUp) => Promise<readonly string[]> {
  const { engine } = composeEngine({
    store: openStore(':memory:'),
    clock: createPacedClock(),
    random: createSeededRandom('names'),
    dataKey: null,
    practiceKey: new Uint8Array(32).fill(7),
  });
  return async (options) => {
    await setUpPractice(engine, systems, { integrations: ['workday-databricks'], ...options });
    const connections = await ask(engine, 'connections.list', {});
    const flows = await ask(engine, 'flows.overview', {});
    return [...connections.map(({ name }) => name).sort(), ...flows.map(({ flow }) => flow.name)];
  };
}

it.each([
  ['en', ['Practice Databricks', 'Practice Workday', 'Workday to Databricks (practice)']],
  ['nl', ['Oefen-Databricks', 'Oefen-Workday', 'Workday naar Databricks (oefening)']],
] as const)('names the practice connections and flow in the language asked for: %s', async (language, names) => {
  const setUp = withEngine();
  expect(await setUp({ language })).toEqual(names);
});

it('leaves names that are there as they are, whatever language asks again', async () => {
  const setUp = withEngine();
  const made = await setUp({ language: 'nl' });
  expect(await setUp({ language: 'en' })).toEqual(made);
});
