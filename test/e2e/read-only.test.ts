import { describe, expect, it } from 'vitest';
import { rendererTests } from '../support/browser-tests.ts';
import { eventually } from '../support/eventually.ts';

const { withPage } = rendererTests();

const why = 'The data file is open for reading only, so nothing can be run or saved.';

describe('while the data file is open for reading only', () => {
  it.each([
    ['/', ['Sync now', 'Fix', 'Connect systems']],
    ['/preview/flow-1', ['Sync now']],
    ['/flows/flow-1', ['Save changes', 'Remove flow']],
    ['/flows/flow-1/supplier_invoices', ['Save mapping']],
    ['/runs/run-1', ['Verify now']],
    ['/settings', ['Save retention']],
  ] as const)('what would write at %s is switched off and says why', (at, names) =>
    withPage({ scenario: 'read-only', at }, async ({ page }) => {
      const main = page.getByRole('main');
      await main.getByText('open for reading only').first().waitFor();
      const off = main.locator(`button:disabled[title="${why}"]`);
      await off.first().waitFor();
      const said = await off.allInnerTexts();
      expect(said).toEqual(expect.arrayContaining([...names]));
    }),
  );

  it('what only reads goes on: the list is printed and connections are exported', () =>
    withPage({ scenario: 'read-only', at: '/records' }, async ({ page }) => {
      expect(await page.getByRole('button', { name: 'Save configuration' }).isEnabled()).toBe(true);
      await page.evaluate(() => {
        window.print = () => {
          document.body.dataset['printed'] = String(Number(document.body.dataset['printed'] ?? 0) + 1);
        };
      });
      const printed = () => page.evaluate(() => document.body.dataset['printed']);
      await page.getByRole('row', { name: /SI-00418/ }).waitFor();
      await page.keyboard.press('Control+k');
      await page.keyboard.type('Print');
      await page.getByRole('option', { name: /^Print Ctrl/ }).click();
      await eventually(printed).toBe('1');
      await page.keyboard.press('Control+p');
      await eventually(printed).toBe('2');
      // The list printed itself, from its first row on, both times: the window alone would print what it holds.
      const frozen = `mlcFake.calls.filter(({ method, input }) => method === 'records.list' && input.frozen !== undefined)`;
      expect(await page.evaluate(`${frozen}.length`)).toBe(2);
    }));
});
