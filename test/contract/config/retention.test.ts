import { describe, expect, it } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { configFileSchema, type ConfigFile } from '../../../shared/contract/config-file.ts';
import { keepsLessTrail, trailChoices, type TrailChoice } from '../../../shared/model/audit-retention.ts';
import type { RetentionChoice } from '../../../shared/model/retention.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';

const empty: ConfigFile = { format: 'ml-connector-config', version: 1, connections: [], flows: [] };

async function exported({ engine }: Harness): Promise<ConfigFile['retention']> {
  return configFileSchema.parse(JSON.parse(JSON.stringify(await ask(engine, 'config.export', {})))).retention;
}

function importing({ engine }: Harness, keep?: RetentionChoice): Promise<unknown> {
  const file = keep === undefined ? empty : { ...empty, retention: { keep } };
  return ask(engine, 'config.import', { file, secrets: {} });
}

/** An engine that did some work 400 days ago. */
async function withOldWork(): Promise<Harness> {
  const harness = createHarness();
  harness.source.put('inv-1', invoice('inv-1', [], '5'));
  await harness.sync();
  await harness.clock.advance(400 * 86_400_000);
  return harness;
}

describe('the retention time in the configuration file', () => {
  it('is left out until somebody chooses, and an import without it leaves it as it is', async () => {
    const harness = createHarness();
    expect(await exported(harness)).toBeUndefined();
    await ask(harness.engine, 'retention.set', { keep: '7-years' });
    await importing(harness);
    expect(await exported(harness)).toEqual({ keep: '7-years' });
  });

  it.each(['90-days', '7-years', 'for-ever'] as const)('goes from one installation to another: %s', async (keep) => {
    const [one, other] = [createHarness(), createHarness()];
    await ask(one.engine, 'retention.set', { keep });
    const retention = await exported(one);
    await ask(other.engine, 'config.import', {
      file: { ...empty, ...(retention === undefined ? {} : { retention }) },
      secrets: {},
    });
    expect((await ask(other.engine, 'retention.get', {})).keep).toBe(keep);
    expect(await exported(other)).toEqual(retention);
  });

  it('is audited once, however often the same file is imported', async () => {
    const harness = createHarness();
    await importing(harness, '2-years');
    await importing(harness, '2-years');
    const asked = { filter: { kind: 'retention' }, sort: [], offset: 0, limit: 50 } as const;
    const { items } = await ask(harness.engine, 'audit.list', { ...asked, sort: [...asked.sort] });
    expect(items.filter((one) => one.event === 'retention.saved')).toHaveLength(1);
  });

  it('is not made shorter where details would go: that is decided where it is shown what goes', async () => {
    const harness = await withOldWork();
    await expect(importing(harness, '1-year')).rejects.toMatchObject({
      code: 'RETENTION_WOULD_REMOVE',
      details: { keep: '1-year', kept: '10-years' },
    });
    expect(await exported(harness)).toBeUndefined();
    await importing(harness, '2-years');
    await importing(harness, 'for-ever');
    expect(await exported(harness)).toEqual({ keep: 'for-ever' });
  });
});

describe('the retention time of the audit trail in the configuration file', () => {
  const trailOf = async ({ engine }: Harness) =>
    configFileSchema.parse(JSON.parse(JSON.stringify(await ask(engine, 'config.export', {})))).auditRetention;
  const importTrail = ({ engine }: Harness, keep: TrailChoice) =>
    ask(engine, 'config.import', { file: { ...empty, auditRetention: { keep } }, secrets: {} });

  it.each(trailChoices)(
    'goes from one installation to another, and is left out until somebody chooses: %s',
    async (keep) => {
      const [one, other] = [createHarness(), createHarness()];
      expect(await trailOf(one)).toBeUndefined();
      await importTrail(one, keep);
      expect(await trailOf(one)).toEqual(keepsLessTrail(keep, 'for-ever') ? { keep } : undefined);
      await ask(other.engine, 'config.import', { file: await ask(one.engine, 'config.export', {}), secrets: {} });
      expect(other.engine.services.trail.settings()).toEqual({ keep });
      await importing(other);
      expect(other.engine.services.trail.settings()).toEqual({ keep });
    },
  );

  it('is audited once, however often the same file is imported', async () => {
    const harness = createHarness();
    await importTrail(harness, '7-years');
    await importTrail(harness, '7-years');
    expect(harness.store.audit.of('audit', 'retention.trail-saved')).toHaveLength(1);
  });

  it('is not made shorter where entries would go, and nothing else of the file is taken then', async () => {
    const harness = await withOldWork();
    const file = { ...empty, retention: { keep: '7-years' as const }, auditRetention: { keep: '1-year' as const } };
    await expect(ask(harness.engine, 'config.import', { file, secrets: {} })).rejects.toMatchObject({
      code: 'AUDIT_RETENTION_WOULD_REMOVE',
      details: { keep: '1-year', kept: 'for-ever' },
    });
    expect(await exported(harness)).toBeUndefined();
    expect(harness.engine.services.trail.chosen()).toBeNull();
    await importTrail(harness, '2-years');
    expect(await trailOf(harness)).toEqual({ keep: '2-years' });
  });
});
