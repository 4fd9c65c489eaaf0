import { expect, test } from 'vitest';
import { runModel } from './run-model.ts';

test('whatever happens on the way, the newest sound version of every record arrives once and the numbers add up', async () => {
  const { violation } = await runModel(200, 20_261_121);
  expect(violation).toBeNull();
}, 240_000);

test('the model finds a destination that now and then says it has what it has not', async () => {
  const { violation } = await runModel(50, 1, ({ harness: { destination } }) => {
    const deliver = destination.deliver.bind(destination);
    destination.deliver = async (stream, batch) => {
      const report = await deliver(stream, batch);
      for (const { key } of batch.documents) if (key === 'a') destination.rowsOf(stream.id).delete(key);
      return report;
    };
  });
  expect(violation).not.toBeNull();
}, 60_000);
