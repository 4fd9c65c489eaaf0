import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { PracticeApp, streamOf } from '../../support/practice-app.ts';

let app: PracticeApp;
beforeAll(async () => {
  app = await PracticeApp.start({ scale: 1, streams: ['supplier_invoices'] });
}, 120_000);
afterAll(() => app.close());

async function marked(): Promise<readonly (readonly (string | null)[])[]> {
  return app.rows('SELECT invoice_number FROM {workday_supplier_invoices} WHERE _mlc_deleted ORDER BY invoice_number');
}

test('an invoice that was removed at the source is found by a re-sync, marked deleted in the warehouse, and the totals agree', async () => {
  await app.sync();
  const [sentence = ''] = app.removeInvoice();
  const [, number = '', day = ''] = /^Invoice (\S+) of (\d{4}-\d\d-\d\d) was deleted/.exec(sentence) ?? [];
  expect(number).not.toBe('');
  // The source does not say it: what was not brought may only have left the window.
  expect(streamOf(await app.sync(), 'supplier_invoices').reconciled).toBe(true);
  expect(await marked()).toEqual([]);
  app.clock.advance(1_000);
  const month = { from: `${day.slice(0, 7)}-01`, to: `${day.slice(0, 7)}-28` };
  const { id } = await ask(app.engine, 'resync.start', {
    flowId: app.flowId,
    stream: 'supplier_invoices',
    ...{ ...month, to: day > month.to ? day : month.to },
    findGone: true,
  });
  await app.resyncs.whenIdle();
  const done = await ask(app.engine, 'resync.get', { id });
  expect(done.state).toBe('done');
  expect(done.sum).toMatchObject({ gone: 1, markedDeleted: 1 });
  expect(await marked()).toEqual([[number]]);
  const verified = streamOf(await app.sync({ verify: true }), 'supplier_invoices');
  expect(verified.reconciled).toBe(true);
  expect(verified.totals.every(({ agrees }) => agrees)).toBe(true);
  const [found] = (await ask(app.engine, 'records.list', { filter: { text: number }, sort: [], offset: 0, limit: 1 }))
    .items;
  expect(found?.state).toBe('deleted');
});
