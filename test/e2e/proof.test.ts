import { expect, describe, it } from 'vitest';
import { rendererTests } from '../support/browser-tests.ts';

const { withPage } = rendererTests();

describe('the proof of a flow', () => {
  it('holds a pasted report against what landed, as it was understood, and tells what makes the difference', () =>
    withPage({ scenario: 'healthy', at: '/flows/flow-1/proof' }, async ({ page }) => {
      await page.getByRole('link', { name: 'Open supplier invoices · 2026-10-31' }).waitFor();
      await page.getByRole('link', { name: 'Tie out a report' }).click();
      await page.getByText('The warehouse is asked once', { exact: false }).waitFor();
      const compare = page.getByRole('button', { name: 'Compare with what landed' });
      const pasted = page.getByRole('textbox', { name: 'Lines of the report' });
      await pasted.fill('Bedrijf\tValuta\tBedrag\nCO-100\tEUR\t1.234');
      await page.getByRole('alert').getByText('can mean two things', { exact: false }).waitFor();
      expect(await compare.isDisabled()).toBe(true);
      await pasted.fill('Bedrijf\tValuta\tBedrag\nCO-100\tEUR\t12.600,00\nCO-100\tUSD\t800,00\nTotaal\t\t13.400,00');
      await page.getByText('Line 4 is a total', { exact: false }).waitFor();
      await page.getByRole('table', { name: 'As understood: 2 lines' }).waitFor();
      await compare.click();
      await page.getByRole('status').getByText('Differs, explained').waitFor();
      await page.getByRole('link', { name: 'INV-1042' }).first().waitFor();
    }));

  it('signs a month off only with a name and a reason for what is in the way, and shows what changed since', () =>
    withPage({ scenario: 'healthy', at: '/flows/flow-1/proof/sign-off' }, async ({ page }) => {
      const sign = page.getByRole('button', { name: 'Sign off' });
      await page.getByRole('textbox', { name: 'Name' }).fill('The controller');
      const reason = page.getByRole('textbox', { name: 'Reason to sign although 1 record is rejected' });
      await reason.waitFor();
      expect(await sign.isDisabled()).toBe(true);
      await reason.fill('Not ours.');
      await sign.click();
      await page.getByText('Nothing changed: every record', { exact: false }).waitFor();
      await page.getByRole('link', { name: 'Proof of this flow' }).click();
      await page.getByRole('link', { name: 'Sign-off of 2026-09' }).click();
      await page.getByText('1 record changed since', { exact: false }).waitFor();
      await page.getByRole('row', { name: /INV-0815/ }).waitFor();
      await page.getByRole('button', { name: 'Take back' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: 'Name' }).fill('The controller');
      await dialog.getByRole('textbox', { name: 'Reason' }).fill('A late invoice.');
      await dialog.getByRole('button', { name: 'Take back' }).click();
      await page.getByText('Taken back', { exact: true }).first().waitFor();
    }));
});
