import { describe, expect, it } from 'vitest';
import { rendererTests } from '../support/browser-tests.ts';

const { withPage } = rendererTests();

describe('changes made at the destination', () => {
  it('are looked for, read beside what the source has, and written only with a reason', () =>
    withPage({ scenario: 'healthy', at: '/flows/flow-exact/write-back' }, async ({ page }) => {
      const gl = page.getByRole('checkbox', { name: /GL accounts/ });
      await gl.waitFor();
      expect(await gl.isChecked()).toBe(false);
      await gl.click();
      const save = page.getByRole('button', { name: 'Save' });
      expect(await save.isDisabled()).toBe(true);
      await page.getByRole('textbox', { name: 'Reason' }).fill('Descriptions are kept in the warehouse');
      await save.click();
      await page.getByRole('button', { name: /^Look in/ }).click();
      const item = page.getByRole('article', { name: 'NL-SALES Sales' });
      await item.getByRole('row', { name: /Description Sales Sales Benelux/ }).waitFor();
      // One that the source would refuse can only be dismissed.
      const refused = page.getByRole('article', { name: 'NL-FLEET Fleet' });
      await refused.getByText('May not be empty').waitFor();
      expect(await refused.getByRole('button', { name: 'Approve…' }).count()).toBe(0);
      await item.getByRole('button', { name: 'Approve…' }).click();
      const dialog = page.getByRole('dialog');
      const write = dialog.getByRole('button', { name: /^Write to/ });
      expect(await write.isDisabled()).toBe(true);
      await dialog.getByRole('textbox', { name: 'Reason' }).fill('Agreed in the close meeting');
      await write.click();
      await item.getByText('Written', { exact: true }).waitFor();
      await page.getByRole('heading', { name: 'Decided' }).waitFor();
      await refused.getByRole('button', { name: 'Dismiss…' }).click();
      await dialog.getByRole('textbox', { name: 'Reason' }).fill('A slip');
      await dialog.getByRole('button', { name: 'Dismiss…' }).click();
      await page.getByText('Nobody has changed anything', { exact: false }).waitFor();
    }));
});
