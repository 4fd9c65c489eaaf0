import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors/app-error.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';

/** Seven invoices: three pages, of which the first two tell a cursor. */
function filled(): Harness {
  const harness = createHarness();
  for (let n = 1; n <= 7; n += 1) harness.source.put(`inv-${String(n)}`, invoice(`inv-${String(n)}`, ['1'], '1'));
  harness.source.beside = (page) => (page === 3 ? {} : { cursor: { rowVersion: String(page * 100) } });
  return harness;
}

function cursorOf(harness: Harness) {
  return harness.store.streams.get('flow', 'invoices').cursor;
}

describe('a cursor that only the pages of a window tell', () => {
  test('takes the place of the window’s own: the last one told', async () => {
    const harness = filled();
    await harness.sync();
    expect(cursorOf(harness)).toEqual({ rowVersion: '200' });
    await harness.sync();
    expect(harness.source.cursors).toEqual([null, { rowVersion: '200' }]);
  });

  test('moves nothing before the whole window is staged', async () => {
    const harness = filled();
    harness.source.faults.set(3, new AppError('HTTP_CONNECTION_CUT', 'transient'));
    const run = await harness.sync();
    expect(run.state).toBe('incomplete');
    expect(cursorOf(harness)).toBeNull();
  });

  test('is forgotten where the window is read again and tells none', async () => {
    const harness = filled();
    harness.source.faults.set(2, new AppError('ENGINE_WINDOW_MOVED', 'transient'));
    harness.source.beside = (page) => (harness.source.reads === 1 && page === 1 ? { cursor: { rowVersion: '1' } } : {});
    await harness.sync();
    expect(harness.source.reads).toBe(2);
    expect(cursorOf(harness)).toHaveProperty('asOf');
  });

  test('is not moved by chosen records', async () => {
    const harness = filled();
    await harness.sync({ onlyKeys: { stream: 'invoices', keys: ['inv-1'] } });
    expect(cursorOf(harness)).toBeNull();
  });
});
