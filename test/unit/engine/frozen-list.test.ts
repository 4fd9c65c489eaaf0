import { expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { createHarness } from '../../support/engine-harness.ts';

test('a list that is read page by page under a name stays as it was at its first page, and ends with its last', async () => {
  const { engine, flowId } = createHarness();
  const filter = { kind: 'flow' as const };
  const happen = (reason: string) => ask(engine, 'flows.pause', { id: flowId, reason });
  for (const reason of ['one', 'two', 'three']) await happen(reason);
  const page = (offset: number) => ask(engine, 'audit.list', { filter, sort: [], offset, limit: 2, frozen: 'export' });
  const before = await ask(engine, 'audit.list', { filter, sort: [], offset: 0, limit: 4 });
  expect(before.total).toBeGreaterThan(2);
  const first = await page(0);
  await happen('four');
  const second = await page(2);
  expect(second.total).toBe(before.total);
  expect([...first.items, ...second.items].map((one) => one.number)).toEqual(before.items.map((one) => one.number));
  await expect(page(before.total)).rejects.toMatchObject({ code: 'STORE_LIST_GONE' });
});
