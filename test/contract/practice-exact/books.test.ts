import { expect, it } from 'vitest';
import { bookEntities, type BookCell, type ExactBooks } from '../../../sandbox/exact/books.ts';
import { startPracticeExact } from '../../../sandbox/exact/index.ts';
import { openExactBooks } from '../../../sandbox/exact/open-books.ts';
import type { FieldType, Shape } from '../../../sandbox/exact/odata/shape.ts';
import { SHAPES } from '../../../sandbox/exact/resources/shapes.ts';
import { openWorld } from '../../../sandbox/world/world.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';
import { get, readAll } from './exact-client.ts';

const CELLS: Readonly<Record<Exclude<FieldType, 'lines' | 'int64'>, string>> = {
  ...{ guid: 'string', string: 'string', padded: 'string', code: 'string', boolean: 'boolean' },
  ...{ int: 'number', double: 'decimal', datetime: 'moment', date: 'date' },
};

function kindOf(cell: BookCell): string | undefined {
  return typeof cell === 'object' && cell !== null ? Object.keys(cell)[0] : typeof cell;
}

function misfits(books: ExactBooks, division: number, shape: Shape, entity: (typeof bookEntities)[number]): string[] {
  const found = new Set<string>();
  for (const { key, cells } of books.rows(division, entity)) {
    if (cells[shape.key] !== key) found.add(`${entity} has another key than ${shape.key}`);
    for (const [name, cell] of Object.entries(cells)) {
      const type = shape.fields.get(name);
      if (type === undefined) found.add(`${entity}.${name} is unknown`);
      else if (cell !== null && (type === 'lines' || type === 'int64' || CELLS[type] !== kindOf(cell)))
        found.add(`${entity}.${name} is no ${type}`);
    }
  }
  return [...found];
}

function openBooks(): { books: ExactBooks; clock: ReturnType<typeof createVirtualClock> } {
  const clock = createVirtualClock();
  return { books: openExactBooks({ world: openWorld({ seed: 3, scale: 1, clock }), clock }), clock };
}

it('knows every field of the practice books, by its type', () => {
  const { books } = openBooks();
  const { code } = books.divisions.find(({ hasPurchaseModule }) => hasPurchaseModule) ?? { code: 0 };
  const all = bookEntities.flatMap((entity) => misfits(books, code, SHAPES[entity], entity));
  expect(all).toEqual([]);
  expect(bookEntities.filter((entity) => books.rows(code, entity).length === 0)).toEqual([]);
});

it('gives of a change feed what changed since, and nothing twice', async () => {
  const { books, clock } = openBooks();
  const exact = await startPracticeExact({ books, clock });
  const division = Number(exact.settings['divisions']?.split(',')[0]);
  const base = `${exact.address}/api/v1/${String(division)}`;
  const feed = (path: string, after: string) =>
    readAll(exact, `${base}/sync/${path}?$filter=Timestamp%20gt%20${after}L&$select=Timestamp,ID`);
  const before = await feed('Financial/TransactionLines', '1');
  expect(before.rows).toHaveLength(books.rows(division, 'TransactionLines').length);
  const last = String(before.rows.at(-1)?.['Timestamp']);
  expect((await feed('Financial/TransactionLines', last)).rows).toEqual([]);
  const known = new Set(books.rows(division, 'TransactionLines').map(({ version }) => version));
  for (let round = 0; round < 3; round += 1) books.change();
  const changed = books.rows(division, 'TransactionLines').filter(({ version }) => !known.has(version));
  const after = await feed('Financial/TransactionLines', last);
  expect(after.rows.map(({ ID }) => ID).sort()).toEqual(changed.map(({ key }) => key).sort());
  const entries = await get(exact, `${base}/purchaseentry/PurchaseEntries?$top=1&$expand=PurchaseEntryLines`);
  expect(entries.body.d[0].PurchaseEntryLines.results.length).toBeGreaterThan(0);
  await exact.close();
});
