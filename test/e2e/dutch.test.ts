import { beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../main/api/ask.ts';
import { cutOffTexts } from '../support/cut-off.ts';
import { windowTests } from '../support/browser-tests.ts';

const { real } = windowTests();

beforeAll(async () => {
  await ask(real().app, 'settings.set', { language: 'nl' });
}, 120_000);

describe('in Dutch', () => {
  it('the first start leads to practice systems, a preview, a run and amounts as a Dutch controller writes them', async () => {
    const { page, problems } = await real().open();
    await page.getByRole('button', { name: 'Proberen met oefensystemen' }).click();
    await page.getByRole('heading', { level: 1, name: /^Voorbeeld van/ }).waitFor({ timeout: 120_000 });
    await page.getByRole('region', { name: /: wat de volgende run zou doen$/ }).waitFor({ timeout: 120_000 });
    expect(await page.getByRole('main').innerText()).toMatch(/[+-]\d{1,3}(\.\d{3})*,\d{2}\s/);
    expect(await cutOffTexts(page)).toEqual([]);

    await page.getByRole('button', { name: 'Nu synchroniseren' }).first().click();
    await page.getByRole('heading', { level: 1, name: /^Run van/ }).waitFor();
    await page.getByRole('button', { name: 'Nu controleren' }).waitFor({ timeout: 120_000 });
    await page
      .getByText(/^Alle \d+ controletotalen sluiten aan$/)
      .first()
      .waitFor();
    await page.getByRole('tab', { name: 'Controletotalen' }).click();
    await page.getByRole('tab', { name: 'Inkoopfacturen', exact: true }).click();
    const amounts = await page.getByRole('main').locator('[data-amount]').allInnerTexts();
    expect(amounts.length).toBeGreaterThan(10);
    expect(amounts.filter((text) => !/^-?\d{1,3}(\.\d{3})*(,\d+)?$/.test(text.trim()))).toEqual([]);
    expect(amounts.some((text) => /\d\.\d{3},\d{2}$/.test(text.trim()))).toBe(true);
    expect(await cutOffTexts(page)).toEqual([]);
    expect(problems).toEqual([]);
  }, 300_000);

  it('what was rejected, and what a check found, is said in Dutch', async () => {
    const { page, problems } = await real().open();
    const navigation = page.getByRole('navigation', { name: 'Hoofdmenu' });
    await navigation.getByRole('link', { name: /^Afgewezen/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Afgewezen records' }).waitFor();
    await navigation.getByRole('link', { name: 'Verbindingen' }).click();
    await page.getByRole('button', { name: 'Controleren' }).first().click();
    await page.getByText('Controle geslaagd').first().waitFor({ timeout: 60_000 });
    const said = await page.getByRole('main').innerText();
    expect(said).toContain('Aanmelden');
    expect(said).not.toMatch(/\b(Sign in|signed in|reached|An earlier step|written and deleted)\b/);
    expect(problems).toEqual([]);
  }, 120_000);
});
