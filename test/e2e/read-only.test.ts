import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { rendererTests } from '../support/browser-tests.ts';
import { eventually } from '../support/eventually.ts';

const { withPage, atPlace } = rendererTests();

const why = 'The data file is open for reading only, so nothing can be run or saved.';

/** The names of the inputs, selects and switches of the screen that can be used, and of those that cannot. */
async function controlsOf(page: Page): Promise<{ readonly on: string[]; readonly off: string[] }> {
  const controls = page
    .getByRole('main')
    .locator('input:visible, textarea, [role=combobox], [role=checkbox], [role=switch]');
  const names = await controls.evaluateAll((elements) =>
    elements
      .filter((element) => element.getAttribute('aria-hidden') !== 'true')
      .map((element) => ({
        name:
          element.getAttribute('aria-label') ??
          document.getElementById(element.getAttribute('aria-labelledby') ?? '')?.textContent ??
          (element as HTMLInputElement).labels?.[0]?.textContent ??
          '',
        isOff: element.matches(':disabled, [aria-disabled=true], [data-disabled]'),
      })),
  );
  return {
    on: names.filter((one) => !one.isOff).map((one) => one.name),
    off: names.filter((one) => one.isOff).map((one) => one.name),
  };
}

describe('while the data file is open for reading only', () => {
  it.each([
    ['/', ['Sync now', 'Fix', 'Connect systems']],
    ['/preview/flow-1', ['Sync now']],
    ['/flows/flow-1', ['Save changes', 'Remove flow', 'Read again']],
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

  it.each([
    ['/connect/source', [], 3],
    ['/flows/flow-1', [], 5],
    [
      '/flows/flow-1/supplier_invoices',
      ['Stream', 'Find a column or field', 'Only differences, problems and risks'],
      1,
    ],
    ['/rules/flow-1', [], 0],
    ['/practice', [], 0],
    [
      '/settings',
      [
        ...['Language', 'Numbers and amounts', 'Amounts below zero', 'Dates', 'Theme', 'Density'],
        ...['Privacy mode', 'Single-key shortcuts', 'Try the way to'],
      ],
      4,
    ],
  ] as const)(
    'at %s nothing that would be saved can be entered, and what is shown can be changed',
    (at, on, leastOff) =>
      atPlace({ scenario: 'read-only', at }, async ({ page }) => {
        await page.getByRole('main').getByText('open for reading only').first().waitFor();
        await eventually(async () => (await controlsOf(page)).off.length >= leastOff).toBe(true);
        expect((await controlsOf(page)).on).toEqual(on);
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
