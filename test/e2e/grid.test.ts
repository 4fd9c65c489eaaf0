import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { gridTests } from '../support/browser-tests.ts';
import { eventually } from '../support/eventually.ts';
import { invoiceOf } from '../support/grid-harness/rows.ts';
import {
  numberOf,
  focused,
  expectFocus,
  isUncovered,
  enter,
  press,
  selectedCount,
} from '../support/grid-page-model.ts';

const { withGrid } = gridTests();

/** The names of the rows in the order in which they are read out. */
async function spokenRows(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const walk = (id: string): string[] => {
    const node = byId.get(id);
    if (node?.role?.value === 'rowheader') return [String(node.name?.value)];
    return (node?.childIds ?? []).flatMap(walk);
  };
  return walk(nodes[0]?.nodeId ?? '');
}

describe('what a screen reader is told', () => {
  it('is a grid with all its rows, though few are in the page', () =>
    withGrid({ query: 'rows=100000' }, async (page) => {
      const grid = page.getByRole('grid', { name: 'Invoices' });
      expect(await grid.getAttribute('aria-rowcount')).toBe('100001');
      expect(await grid.getAttribute('aria-colcount')).toBe('8');
      expect(await grid.getAttribute('aria-multiselectable')).toBe('true');
      const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: numberOf(3) }) });
      expect(await row.getAttribute('aria-rowindex')).toBe('5');
      expect(await row.getAttribute('aria-selected')).toBe('false');
      expect(await row.getByRole('gridcell').nth(1).getAttribute('aria-colindex')).toBe('3');
      expect(await page.getByRole('columnheader', { name: 'Supplier' }).getAttribute('aria-sort')).toBe('none');
      expect(await page.getByRole('columnheader', { name: 'State' }).getAttribute('aria-sort')).toBeNull();
      expect(await page.locator('[role="grid"] [tabindex="0"]').count()).toBe(1);
    }));

  it('has one stop for the Tab key among the rows', () =>
    withGrid({}, async (page) => {
      await page.getByRole('button', { name: 'Columns' }).focus();
      await press(page, 'Tab');
      await expectFocus(page, { row: 2, column: 2 });
      await press(page, 'Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('After');
      await press(page, 'Shift+Tab');
      await expectFocus(page, { row: 2, column: 2 });
    }));

  it('has the rows in their order wherever the list is scrolled to, though the page has them in another', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'PageDown', 'PageDown', 'PageDown', 'PageUp');
      const { row } = await focused(page);
      await eventually(() => spokenRows(page)).toContain(numberOf(row - 2));
      const spoken = await spokenRows(page);
      expect(spoken.length).toBeGreaterThan(20);
      expect(spoken).toEqual(spoken.toSorted());
      expect(await page.getByRole('rowheader').allTextContents()).not.toEqual(spoken);
    }));

  it('is told of each page that goes by while Page Down is held', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await page.evaluate(() => {
        document.addEventListener('focusin', (event) => {
          if (!(event.target instanceof Element)) return;
          window.harness.opened.push(event.target.closest('[role="row"]')?.getAttribute('aria-rowindex') ?? '');
        });
      });
      const told: string[] = [];
      for (let times = 0; times < 12; times += 1) {
        await page.keyboard.down('PageDown');
        told.push(String((await focused(page)).row));
      }
      await page.keyboard.up('PageDown');
      expect(new Set(told).size).toBe(12);
      expect(await page.evaluate(() => window.harness.opened)).toEqual(told);
      expect(await isUncovered(page)).toBe(true);
    }));

  it('without selection has neither boxes nor the word selected', () =>
    withGrid({ query: 'plain' }, async (page) => {
      expect(await page.getByRole('checkbox').count()).toBe(0);
      expect(await page.getByRole('row').nth(1).getAttribute('aria-selected')).toBeNull();
      expect(await page.getByRole('grid').getAttribute('aria-multiselectable')).toBeNull();
    }));
});

describe('moving by keyboard', () => {
  it('goes by cell, to the ends of a row, by page, and to the first and the last of 100,000 rows', () =>
    withGrid({ query: 'rows=100000' }, async (page) => {
      await enter(page);
      await press(page, 'ArrowDown', 'ArrowRight');
      await expectFocus(page, { row: 3, column: 3, text: invoiceOf(1).supplier });
      await press(page, 'End');
      await expectFocus(page, { row: 3, column: 8 });
      await press(page, 'Home');
      await expectFocus(page, { row: 3, column: 1 });
      await press(page, 'Control+End');
      await expectFocus(page, { row: 100_001, column: 8, text: invoiceOf(99_999).state });
      await eventually(() => isUncovered(page)).toBe(true);
      await press(page, 'PageUp');
      const up = (await focused(page)).row;
      expect(up).toBeLessThan(100_001 - 10);
      await press(page, 'PageDown');
      await expectFocus(page, { row: 100_001 });
      await press(page, 'Control+Home');
      await expectFocus(page, { row: 2, column: 1 });
      await eventually(() => isUncovered(page)).toBe(true);
      await press(page, 'ArrowUp', 'ArrowRight');
      await expectFocus(page, { row: 1, column: 2 });
    }));

  it('never leaves the focus under the header or the columns that stay', () =>
    withGrid({ context: { viewport: { width: 700, height: 500 } } }, async (page) => {
      await enter(page);
      await press(page, 'PageDown', 'PageDown', 'End');
      for (let step = 0; step < 30; step += 1) {
        await press(page, 'ArrowUp');
        await eventually(() => isUncovered(page)).toBe(true);
      }
      for (let step = 0; step < 5; step += 1) {
        await press(page, 'ArrowLeft');
        await eventually(() => isUncovered(page)).toBe(true);
      }
    }));

  it('opens a record by Enter, F2, a double click and a click on its name', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'ArrowDown', 'Enter', 'ArrowDown', 'F2');
      await page
        .getByRole('gridcell', { name: invoiceOf(3).date, exact: true })
        .first()
        .dblclick();
      await page.getByText(numberOf(4)).click();
      const opened = [1, 2, 3, 4].map((index) => invoiceOf(index).id);
      expect(await page.evaluate(() => window.harness.opened)).toEqual(opened);
    }));

  it('finds a row by what its first column begins with, wherever it is', () =>
    withGrid({ query: 'rows=100000' }, async (page) => {
      await enter(page);
      await page.keyboard.type('inv-0073');
      await expectFocus(page, { row: 73_002, text: numberOf(73_000) });
      await eventually(() => isUncovered(page)).toBe(true);
      await press(page, 'Escape');
      await page.keyboard.type('zz');
      await eventually(() => page.getByRole('status').textContent()).toContain('zz');
    }));

  it('takes j, k and x as commands only where single keys are switched on', async () => {
    await withGrid({ query: 'single' }, async (page) => {
      await enter(page);
      await press(page, 'j', 'j', 'k', 'x');
      await expectFocus(page, { row: 3 });
      expect(await page.evaluate(() => window.harness.selection)).toEqual({ kind: 'keys', keys: [invoiceOf(1).id] });
    });
    await withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'j', 'x');
      await expectFocus(page, { row: 2 });
      expect(await selectedCount(page)).toBe(0);
    });
  });

  it('clears the selection by Escape, and leaves by the next', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'Space');
      expect(await selectedCount(page)).toBe(1);
      await press(page, 'Escape');
      expect(await page.evaluate(() => [window.harness.count, window.harness.left])).toEqual([0, 0]);
      await press(page, 'Escape');
      expect(await page.evaluate(() => window.harness.left)).toBe(1);
    }));
});

describe('selecting', () => {
  it('by Space, ranges by Shift, all by Ctrl+A', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'Space', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Shift+Space');
      expect(await selectedCount(page)).toBe(4);
      await press(page, 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowUp');
      expect(await selectedCount(page)).toBe(5);
      await press(page, 'Control+a');
      expect(await page.evaluate(() => window.harness.selection)).toEqual({ kind: 'all', except: [] });
      await press(page, 'Space');
      expect(await selectedCount(page)).toBe(2999);
      expect(await page.getByRole('columnheader').first().getByRole('checkbox').getAttribute('aria-checked')).toBe(
        'mixed',
      );
    }));

  it('by mouse: a box, Ctrl+click, and a range by Shift+click', () =>
    withGrid({}, async (page) => {
      await page.getByRole('checkbox', { name: 'Select row' }).nth(1).click();
      await page.getByRole('rowheader', { name: numberOf(5) }).click({ modifiers: ['Shift'] });
      expect(await selectedCount(page)).toBe(5);
      await page.getByRole('rowheader', { name: numberOf(8) }).click({ modifiers: ['Control'] });
      expect(await selectedCount(page)).toBe(6);
      await page.getByRole('checkbox', { name: 'Select all rows' }).click();
      expect(await selectedCount(page)).toBe(3000);
      await page.getByRole('checkbox', { name: 'Select all rows' }).click();
      expect(await selectedCount(page)).toBe(0);
    }));

  it('reaches beyond what was read', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'ArrowDown', 'Control+Shift+End');
      await eventually(() => selectedCount(page)).toBe(2999);
      await press(page, 'Control+Home', 'Control+Shift+End');
      expect(await page.evaluate(() => window.harness.selection)).toEqual({ kind: 'all', except: [] });
    }));

  it('of all rows sums each currency exactly', () =>
    withGrid({}, async (page) => {
      const thousandths = new Map<string, bigint>();
      for (let index = 0; index < 3000; index += 1) {
        const { amount, currency } = invoiceOf(index);
        const [whole = '', part = ''] = amount.replace('-', '').split('.');
        const value = BigInt(whole + part.padEnd(3, '0')) * (amount.startsWith('-') ? -1n : 1n);
        thousandths.set(currency, (thousandths.get(currency) ?? 0n) + value);
      }
      await enter(page);
      await press(page, 'Control+a');
      const list = page.getByRole('list', { name: 'Selection' });
      for (const [currency, sum] of thousandths) {
        const shown = await list
          .getByRole('listitem')
          .filter({ hasText: currency })
          .locator('[data-amount]')
          .getAttribute('data-amount');
        const [whole = '', part = ''] = (shown ?? '').split('.');
        expect({ currency, sum: BigInt(whole + part.padEnd(3, '0')) }).toEqual({ currency, sum });
      }
      expect(await list.getByRole('listitem').count()).toBe(4);
      expect(await page.getByRole('group', { name: 'Sums' }).textContent()).toContain('3,000 selected');
    }));

  it('is dropped when another filter comes, since its rows may be out of sight', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'Control+a');
      await page.evaluate(() => {
        window.harness.setFilter('delft');
      });
      await eventually(() => selectedCount(page)).toBe(0);
      await eventually(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe('501');
      await page.evaluate(() => {
        window.harness.setFilter('nobody');
      });
      await page.getByText('No rows.').waitFor();
    }));
});

describe('a record keeps the focus', () => {
  it('through a new order, and comes into sight', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown');
      await page.getByRole('columnheader', { name: 'Amount' }).click();
      await eventually(async () => (await focused(page)).row).toBeGreaterThan(100);
      await expectFocus(page, { text: numberOf(3) });
      await eventually(() => isUncovered(page)).toBe(true);
      expect(await page.getByRole('columnheader', { name: 'Amount' }).getAttribute('aria-sort')).toBe('ascending');
    }));

  it('through live updates, without moving on the screen', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'PageDown', 'Space', 'ArrowRight');
      const before = await focused(page);
      const place = await page.evaluate(() => document.activeElement?.getBoundingClientRect().top);
      await page.evaluate(() => {
        window.harness.database.change(7, ['wid-0', 'wid-1']);
        window.harness.refresh();
      });
      await expectFocus(page, { ...before, row: before.row + 5 });
      await eventually(() => page.evaluate(() => document.activeElement?.getBoundingClientRect().top)).toBe(place);
      expect(await selectedCount(page)).toBe(1);
      expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('3006');
    }));

  it('even while the list is scrolled away from it', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'ArrowDown');
      await page.mouse.move(400, 400);
      await page.mouse.wheel(0, 90_000);
      await page.getByRole('rowheader', { name: numberOf(2510) }).waitFor();
      await expectFocus(page, { row: 3 });
      await press(page, 'ArrowDown');
      await expectFocus(page, { row: 4, text: numberOf(2) });
      await eventually(() => isUncovered(page)).toBe(true);
    }));
});
