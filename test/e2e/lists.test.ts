import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { rendererTests } from '../support/browser-tests.ts';
import { eventually } from '../support/eventually.ts';

const { withPage } = rendererTests();

const flowName = 'Workday → Databricks';
const address = (page: Page): string => new URL(page.url()).searchParams.get('at') ?? '/';
const flowFilter = (page: Page) => page.getByRole('combobox', { name: 'Filter by flow' });

describe('the list of runs', () => {
  it.each(['en', 'nl'] as const)('is seen from edge to edge in a window of 1280 pixels (%s)', (language) =>
    withPage({ scenario: 'healthy', at: '/runs', size: { width: 1280, height: 800 } }, async ({ page }) => {
      await page.evaluate(
        `mlcFake.call('settings.set', { language: '${language}' }).then(() => mlcFake.publish({ topic: 'changed', subject: 'settings' }))`,
      );
      const took = page.getByRole('columnheader', { name: language === 'nl' ? 'Duur' : 'Took' });
      await took.waitFor();
      await eventually(() =>
        page.getByRole('grid').evaluate((grid) => Math.max(0, grid.scrollWidth - grid.clientWidth)),
      ).toBe(0);
      const cut = await page.getByRole('columnheader').evaluateAll((heads) =>
        heads
          .map((head) => head.querySelector('span'))
          .filter((label) => label !== null && label.scrollWidth > label.clientWidth)
          .map((label) => label?.textContent),
      );
      expect(cut).toEqual([]);
    }),
  );
});

describe('the filters of a list stand in its address', () => {
  it('from Home to the rejected records of the flow, where they can be taken off', () =>
    withPage({ scenario: 'healthy' }, async ({ page }) => {
      await page.getByRole('link', { name: 'Fix' }).click();
      await page.getByRole('heading', { level: 1, name: 'Rejected records' }).waitFor();
      expect(address(page)).toBe('/rejected?flowId=flow-1');
      expect(await flowFilter(page).innerText()).toContain(flowName);
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await flowFilter(page).waitFor({ state: 'detached' });
      expect(address(page)).toBe('/rejected');
    }));

  it('from Home to the runs of the flow', () =>
    withPage({ scenario: 'healthy' }, async ({ page }) => {
      await page.getByRole('button', { name: /^More for/ }).click();
      await page.getByRole('menuitem', { name: 'All runs' }).click();
      await page.getByRole('heading', { level: 1, name: 'Runs' }).waitFor();
      expect(address(page)).toBe('/runs?flowId=flow-1');
      expect(await flowFilter(page).innerText()).toContain(flowName);
      await page.getByRole('button', { name: 'Clear filters' }).waitFor();
    }));

  it('so that a reload and a step back show the same list, and typing keeps the focus', () =>
    withPage({ scenario: 'healthy', at: '/records' }, async ({ page }) => {
      const search = page.getByRole('searchbox');
      await search.pressSequentially('SINV');
      expect(await search.inputValue()).toBe('SINV');
      expect(await search.evaluate((box) => box === document.activeElement)).toBe(true);
      await page.getByRole('button', { name: 'Rejected', exact: true }).click();
      await eventually(() => address(page)).toBe('/records?text=SINV&state=rejected');
      await page.reload();
      await eventually(() => search.inputValue()).toBe('SINV');
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Home' }).click();
      await page.getByRole('article').waitFor();
      await page.goBack();
      await eventually(() => search.inputValue()).toBe('SINV');
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Home' }).click();
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Records', exact: true }).click();
      await eventually(() => search.inputValue()).toBe('SINV');
    }));

  it('and one that no list has is not taken', () =>
    withPage({ scenario: 'healthy', at: '/runs?state=lost' }, async ({ page }) => {
      await page.getByRole('grid', { name: 'All runs' }).waitFor();
      await eventually(() => address(page)).toBe('/runs');
    }));

  it('for the audit trail too, by days', () =>
    withPage({ scenario: 'healthy', at: '/audit?kind=run&from=2026-11-01' }, async ({ page }) => {
      await page.getByRole('grid', { name: 'Entries' }).waitFor();
      expect(await page.getByLabel('From', { exact: true }).inputValue()).toBe('Nov 01, 2026');
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await eventually(() => address(page)).toBe('/audit');
    }));
});

describe('a list as a document', () => {
  it.each([
    ['/records?state=landed', 'Records', /State: Landed/],
    ['/rejected', 'Rejected records', /State: Open/],
    ['/runs', 'All runs', /Everything, without a filter/],
    ['/audit', 'Entries', /300 rows · As of/],
  ])('%s is printed whole, under its name and its filters', (at, name, words) =>
    withPage({ scenario: 'healthy', at }, async ({ page }) => {
      await page.evaluate(() => {
        window.print = () => {
          document.body.dataset['printed'] = 'true';
        };
      });
      const grid = page.getByRole('grid', { name });
      await grid.waitFor();
      await page.getByRole('button', { name: 'Print' }).click();
      await page.waitForFunction(() => document.body.dataset['printed'] === 'true');
      const rows = Number(await grid.getAttribute('aria-rowcount'));
      await page.emulateMedia({ media: 'print' });
      const table = page.getByRole('table', { name: new RegExp(`^${name}`) });
      expect(await table.locator('caption').innerText()).toMatch(words);
      expect(await table.getByRole('row').count()).toBe(rows);
      const paper = await page.pdf({ preferCSSPageSize: true });
      if (process.env['MLC_KEEP_PRINTS'] !== undefined) {
        await writeFile(`${process.env['MLC_KEEP_PRINTS']}/${name.replaceAll(' ', '-')}.pdf`, paper);
      }
      const sheets = paper.toString('latin1').match(/\/MediaBox ?\[[^\]]*\]/g) ?? [];
      expect(sheets.length).toBeGreaterThan(rows > 100 ? 2 : 0);
      for (const sheet of sheets) {
        const [, , width = 0, height = 0] = (/\[([^\]]*)\]/.exec(sheet)?.[1] ?? '').trim().split(/\s+/).map(Number);
        expect(width).toBeGreaterThan(height);
      }
    }),
  );
});
