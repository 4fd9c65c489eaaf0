import { describe, expect, it } from 'vitest';
import type { BookChange } from '../../../sandbox/exact/books.ts';
import { NL, openBooks, UK } from './support.ts';

function keyOf(
  books: ReturnType<typeof openBooks>['books'],
  entity: 'GLAccounts' | 'Costcenters',
  code: string,
): string {
  return books.rows(NL, entity).find((row) => row.cells['Code'] === code)?.key ?? '';
}

describe('writing reference data to the practice books', () => {
  it('adds a cost center, lets documents have it, and tells of it', () => {
    const { books, clock } = openBooks();
    const told: BookChange[] = [];
    books.onChange((change) => told.push(change));
    expect(books.expectedHeld().some(({ division, why }) => division === NL && why.includes('CC-990'))).toBe(true);
    const key = books.write(NL, 'Costcenters', null, { Code: 'CC-990', Description: 'Late "desk" <1>' });
    expect(told).toEqual([{ division: NL, entity: 'Costcenters', key, action: 'Create', at: clock.moment }]);
    expect(books.find(NL, 'Costcenters', key)?.cells).toMatchObject({
      ID: key,
      Code: 'CC-990',
      EndDate: null,
      Active: true,
    });
    expect(books.expectedHeld().some(({ division, why }) => division === NL && why.includes('CC-990'))).toBe(false);
    expect(books.rows(UK, 'Costcenters').length).toBe(12);
  });

  it('replaces only the cells given, with a new version', () => {
    const { books, clock } = openBooks();
    const key = keyOf(books, 'GLAccounts', '4030');
    const before = books.find(NL, 'GLAccounts', key);
    const { cells, version } = { cells: { ...before?.cells }, version: before?.version ?? 0n };
    clock.moment += 1000;
    expect(books.write(NL, 'GLAccounts', key, { IsBlocked: false, Creator: 'somebody' })).toBe(key);
    const after = books.find(NL, 'GLAccounts', key);
    expect(after?.cells).toEqual({ ...cells, IsBlocked: false, Modified: { moment: clock.moment } });
    expect((after?.version ?? 0n) > version).toBe(true);
  });

  it('fills what goes with a new GL account', () => {
    const { books } = openBooks();
    const key = books.write(NL, 'GLAccounts', null, { Code: '6099', Description: 'Gifts', Type: 120, UseCostcenter: 1, Costcenter: 'CC-410', VATCode: '1' }); // oxfmt-ignore
    const fields = Object.keys(books.rows(NL, 'GLAccounts')[0]?.cells ?? {}).sort();
    const cells = books.find(NL, 'GLAccounts', key)?.cells ?? {};
    expect(Object.keys(cells).sort()).toEqual(fields);
    expect(cells).toMatchObject({
      TypeDescription: 'Other costs',
      CostcenterDescription: 'Finance',
      VATDescription: 'VAT high 21%',
    });
  });

  it.each([
    ['Costcenters', { Code: 'CC-400', Description: 'Again' }, /Data already exists/],
    ['Costcenters', { Code: 'CC-901' }, /Mandatory: Description/],
    ['Costcenters', { Description: 'No code' }, /Mandatory: Code/],
    ['Costcenters', { Code: 'CC-901', Description: 'Odd end', EndDate: 'soon' }, /Invalid value: EndDate/],
    ['GLAccounts', { Code: '6000', Description: 'Again' }, /Data already exists/],
    ['GLAccounts', { Code: '6098', Description: '  ' }, /Mandatory: Description/],
    ['GLAccounts', { Code: '6098', Description: 'Odd', Type: 77 }, /Invalid value: Type/],
    ['GLAccounts', { Code: '6098', Description: 'Odd', UseCostcenter: 3 }, /Invalid value: UseCostcenter/],
    ['GLAccounts', { Code: '6098', Description: 'Odd', IsBlocked: 'yes' }, /Invalid value: IsBlocked/],
    ['GLAccounts', { Code: '6098', Description: 'Odd', Costcenter: 'CC-1' }, /Invalid reference: Costcenter/],
  ] as const)('refuses a new record of %s: %j', (entity, cells, words) => {
    const { books } = openBooks();
    const count = books.rows(NL, entity).length;
    expect(() => books.write(NL, entity, null, cells)).toThrow(words);
    expect(books.rows(NL, entity).length).toBe(count);
  });

  it('refuses another code for a cost center, a description taken away, and a record that is not there', () => {
    const { books } = openBooks();
    const key = keyOf(books, 'Costcenters', 'CC-410');
    expect(() => books.write(NL, 'Costcenters', key, { Code: 'CC-411' })).toThrow(/Cannot be changed: Code/);
    expect(() => books.write(NL, 'Costcenters', key, { Description: null })).toThrow(/Mandatory: Description/);
    expect(() => books.write(NL, 'Costcenters', 'aaaa', { Description: 'x' })).toThrow(
      /No Costcenters has the ID aaaa/,
    );
    books.write(NL, 'Costcenters', key, { Code: 'CC-410', Description: 'Finance & tax' });
    expect(books.find(NL, 'Costcenters', key)?.cells).toMatchObject({ Code: 'CC-410', Description: 'Finance & tax' });
  });
});
