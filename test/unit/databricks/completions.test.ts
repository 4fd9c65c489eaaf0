import { expect, test } from 'vitest';
import { Completions } from '../../../main/connectors/databricks/completions.ts';
import type { Session } from '../../../main/connectors/databricks/session.ts';
import type { RunOptions } from '../../../main/connectors/databricks/statements.ts';
import { Steps } from '../../../main/connectors/databricks/steps.ts';
import type { Statement } from '../../../main/connectors/databricks/sql/statement.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

interface Sent {
  readonly batches: readonly unknown[];
  readonly options: RunOptions;
  readonly end: PromiseWithResolvers<undefined>;
}

/** Statements that end when the test says so. */
function bench() {
  const sent: Sent[] = [];
  const runner = {
    run: async ({ parameters }: Statement, options: RunOptions) => {
      const rows = JSON.parse(parameters['rows'] ?? '[]') as { batch_id: string }[];
      const end = Promise.withResolvers<undefined>();
      sent.push({ batches: rows.map((row) => row.batch_id), options, end });
      await end.promise;
      return [];
    },
  };
  const completions = new Completions(
    runner,
    { catalog: 'main', schema: 'finance', volume: 'v' },
    createVirtualClock(),
  );
  const saved = new Map<string, JsonObject>();
  const write = (batchId: string, more = '', progress: JsonObject | null = null) => {
    const context = {
      progress,
      saveProgress: (next: JsonObject) => Promise.resolve(void saved.set(batchId, next)),
      signal: new AbortController().signal,
    };
    const steps = new Steps({ runner } as unknown as Session, batchId, context);
    return completions.write({ batch_id: batchId, control_totals: more }, steps);
  };
  return { sent, saved, write };
}

const turns = () => new Promise((resolve) => setImmediate(resolve));

test('rows that come while one is written go together with the next, and never beside it', async () => {
  const { sent, write } = bench();
  const all = ['b1', 'b2', 'b3'].map((id) => write(id));
  await turns();
  expect(sent.map(({ batches }) => batches)).toEqual([['b1']]);
  sent[0]?.end.resolve(undefined);
  await all[0];
  await turns();
  expect(sent.map(({ batches }) => batches)).toEqual([['b1'], ['b2', 'b3']]);
  expect(sent.map(({ options }) => options.batchId)).toEqual(['b1', undefined]);
  sent[1]?.end.resolve(undefined);
  await Promise.all(all);
});

test('a statement that fails fails those that were in it, and the next goes on', async () => {
  const { sent, write } = bench();
  const [first, second] = [write('b1'), write('b2')];
  await turns();
  sent[0]?.end.reject(new Error('refused'));
  await expect(first).rejects.toThrow('refused');
  await turns();
  sent[1]?.end.resolve(undefined);
  await second;
  expect(sent).toHaveLength(2);
});

test('no statement gets more than a parameter takes', async () => {
  const { sent, write } = bench();
  const large = 'x'.repeat(300_000);
  const all = [write('b1'), write('b2', large), write('b3', large)];
  for (const place of [0, 1, 2]) {
    await turns();
    sent[place]?.end.resolve(undefined);
  }
  await Promise.all(all);
  expect(sent.map(({ batches }) => batches)).toEqual([['b1'], ['b2'], ['b3']]);
});

test('each batch keeps the statement that it waits for, and asks for it after a restart', async () => {
  const { sent, saved, write } = bench();
  const all = ['b1', 'b2', 'b3'].map((id) => write(id));
  await turns();
  sent[0]?.end.resolve(undefined);
  await turns();
  await sent[1]?.options.onSubmitted?.('s-2');
  expect([saved.get('b2'), saved.get('b3')]).toEqual([
    { underWay: { completion: 's-2' } },
    { underWay: { completion: 's-2' } },
  ]);
  const again = write('b2', '', saved.get('b2'));
  await turns();
  expect(sent[2]?.options.resumeId).toBe('s-2');
  for (const { end } of sent) end.resolve(undefined);
  await Promise.all([...all, again]);
  expect(saved.get('b3')).toEqual({ underWay: {} });
});
