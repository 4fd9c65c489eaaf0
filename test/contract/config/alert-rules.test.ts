import { describe, expect, it } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { runCli } from '../../../main/cli/run-cli.ts';
import { usualAlertRules, type AlertRules } from '../../../shared/alerts/rules.ts';
import { configFileSchema, type ConfigFile, type EngineConfig } from '../../../shared/contract/config-file.ts';
import { defaultSettings } from '../../../shared/model/settings.ts';
import { createHarness, type Harness } from '../../support/engine-harness.ts';
import { FakeApp, fakeIo, info } from '../../unit/cli/fake-app.ts';

const empty: EngineConfig = { format: 'ml-connector-config', version: 1, connections: [], flows: [] };
const strict: AlertRules = {
  off: ['disk-full', 'volume-deviates'],
  limits: { rejectedPercent: 2, rejectedLeast: 3, volumePercent: 40 },
  closeLimits: { rejectedPercent: 0, rejectedLeast: 1, volumePercent: 10 },
  closeByCalendar: false,
  closeUntilUtc: null,
  secretDays: 60,
  heldDays: 7,
};

async function exported({ engine }: Harness): Promise<ConfigFile> {
  return configFileSchema.parse(JSON.parse(JSON.stringify(await ask(engine, 'config.export', {}))));
}

function importing({ engine }: Harness, alertRules: EngineConfig['alertRules']): Promise<unknown> {
  return ask(engine, 'config.import', { file: { ...empty, alertRules }, secrets: {} });
}

describe('the rules of alerts in the configuration file', () => {
  it('are left out until somebody chooses, and an import without them leaves them as they are', async () => {
    const harness = createHarness();
    expect((await exported(harness)).alertRules).toBeUndefined();
    await ask(harness.engine, 'alerts.save-rules', strict);
    await importing(harness, undefined);
    expect(await ask(harness.engine, 'alerts.rules', {})).toEqual(strict);
  });

  it('go from one installation to another, a close that is switched on among them', async () => {
    const [one, other] = [createHarness(), createHarness()];
    const closeUntilUtc = new Date(one.clock.now() + 3 * 86_400_000).toISOString();
    await ask(one.engine, 'alerts.save-rules', { ...strict, closeUntilUtc });
    const file = await exported(one);
    expect(file.alertRules).toEqual({ ...strict, closeUntilUtc });
    await importing(other, file.alertRules);
    expect(await ask(other.engine, 'alerts.rules', {})).toEqual({ ...strict, closeUntilUtc });
    expect((await exported(other)).alertRules).toEqual(file.alertRules);
    // A week later the close is over, and the file does not switch it on anew.
    await other.clock.advance(7 * 86_400_000);
    expect((await exported(other)).alertRules).toEqual(strict);
    await importing(other, file.alertRules);
    expect(await ask(other.engine, 'alerts.rules', {})).toEqual(strict);
  });

  it('may be named in part: the others stay', async () => {
    const harness = createHarness();
    await ask(harness.engine, 'alerts.save-rules', strict);
    await importing(harness, { heldDays: 14 });
    expect(await ask(harness.engine, 'alerts.rules', {})).toEqual({ ...strict, heldDays: 14 });
  });

  it('are audited once, however often the same file is imported', async () => {
    const harness = createHarness();
    await importing(harness, strict);
    await importing(harness, strict);
    expect(harness.store.audit.of('installation', 'alert.rules-saved')).toHaveLength(1);
  });

  it.each([
    ['a share above all there is', { limits: { ...usualAlertRules.limits, rejectedPercent: 101 } }],
    ['an alert that is always told', { off: ['run-failed'] }],
    ['no days at all', { heldDays: 0 }],
    ['a rule that there is not', { louder: true }],
  ])('are refused with %s', (_, alertRules) => {
    expect(configFileSchema.safeParse({ ...empty, alertRules }).success).toBe(false);
  });
});

describe('quiet hours in the configuration file', () => {
  const quietHours = { from: '18:00', to: '07:30' };

  /** A command line over an app whose settings are kept here. */
  function machine(known: typeof quietHours | null) {
    let settings = { ...defaultSettings, quietHours: known };
    const app = new FakeApp({
      'app.info': () => info,
      'config.export': () => empty,
      'config.import': () => ({ connections: [], flows: [] }),
      'connections.list': () => [],
      'systems.list': () => [],
      'settings.get': () => settings,
      'settings.set': (changes: object) => (settings = { ...settings, ...changes }),
    });
    const cli = async (words: string[], files: Record<string, string> = {}): Promise<string> => {
      const io = fakeIo({ files });
      const openWindow = () => Promise.reject(new Error('no window here'));
      expect([await runCli(words, { io, openApp: () => Promise.resolve(app), openWindow }), io.stderr]).toEqual([
        0,
        [],
      ]);
      return io.stdout.join('\n');
    };
    return { app, cli, now: () => settings.quietHours };
  }

  it('go from one computer to another, and stay where the file does not name them', async () => {
    const file = await machine(quietHours).cli(['export']);
    expect(configFileSchema.parse(JSON.parse(file)).quietHours).toEqual(quietHours);
    const other = machine(null);
    await other.cli(['import', 'file.json'], { 'file.json': file });
    expect(other.now()).toEqual(quietHours);
    await other.cli(['import', 'file.json'], { 'file.json': JSON.stringify(empty) });
    expect(other.now()).toEqual(quietHours);
    await other.cli(['import', 'file.json'], { 'file.json': JSON.stringify({ ...empty, quietHours: null }) });
    expect(other.now()).toBeNull();
    expect(JSON.parse(await other.cli(['export']))).not.toHaveProperty('quietHours');
    // The engine is told nothing of them: they are the window's.
    expect(JSON.stringify(other.app.calls.filter(({ method }) => method === 'config.import'))).not.toContain('quiet');
  });
});
