import { describe, expect, it } from 'vitest';
import { violationsOf } from '../support/axe.ts';
import { rendererTests } from '../support/browser-tests.ts';

const { atPlace } = rendererTests();

describe('reading a range of days again', () => {
  it('says what will be read, begins it, and asks a person what becomes of many records that are gone', async () => {
    await atPlace({ scenario: 'healthy', at: '/flows/flow-1' }, async ({ page }) => {
      const begin = page.getByRole('button', { name: 'Read again' });
      await expect.poll(() => begin.isDisabled()).toBe(true);
      await page.getByRole('textbox', { name: 'First day' }).fill('2026-01-01');
      await page.getByRole('textbox', { name: 'Last day' }).fill('2026-03-31');
      await page.getByRole('textbox', { name: 'Last day' }).blur();
      await page.getByText('3 parts of a month or less').waitFor();
      await page.getByText('The cursor is not moved').waitFor();
      await page.getByRole('checkbox', { name: /Find records that the source no longer has/ }).click();
      await begin.click();
      await page.getByText(/12 records of 112 dated .* are gone at the source/).waitFor();
      const mark = page.getByRole('button', { name: 'Mark 12 records as deleted' });
      expect(await mark.isDisabled()).toBe(true);
      await page.getByRole('textbox', { name: 'Your reason' }).fill('Drafts were cleaned up');
      expect(await violationsOf(page)).toEqual([]);
      await mark.click();
      await mark.waitFor({ state: 'detached' });
      await page.getByText('Done').first().waitFor();
    });
  });
});
