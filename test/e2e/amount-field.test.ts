import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { EventPayload } from '../../shared/contract/events.ts';
import type { Settings } from '../../shared/model/settings.ts';
import { RendererPages } from '../support/renderer-page.ts';
import { choose } from './page-models.ts';

type FakeWindow = Window & { mlc: Bridge & { publish(payload: EventPayload): void } };

let pages: RendererPages;

beforeAll(async () => {
  pages = await RendererPages.start();
}, 120_000);

afterAll(async () => {
  await pages.close();
});

async function setFormat(page: Page, numberFormat: Settings['numberFormat']): Promise<void> {
  await page.evaluate(async (chosen) => {
    const { mlc } = window as unknown as FakeWindow;
    await mlc.call('settings.set', { numberFormat: chosen });
    mlc.publish({ topic: 'changed', subject: 'settings' });
  }, numberFormat);
}

/** The form of a column that is given a fixed amount. */
async function withAmount(
  numberFormat: Settings['numberFormat'],
  work: (page: Page, amount: Locator) => Promise<void>,
): Promise<void> {
  const { page, problems, close } = await pages.open({ scenario: 'healthy', at: '/flows/flow-1/supplier_invoices' });
  try {
    await setFormat(page, numberFormat);
    await page.getByRole('button', { name: 'Edit workday_id' }).click();
    await choose(page, 'Type', 'Decimal');
    await choose(page, 'Rule', 'Fixed text');
    await work(page, page.getByRole('textbox', { name: 'Amount' }));
    expect(problems).toEqual([]);
  } finally {
    await close();
  }
}

/** The value as the mapping holds it. */
const held = (page: Page, value: string) => page.getByRole('cell', { name: `Fixed text “${value}”` }).waitFor();

describe('a fixed amount of a decimal column', () => {
  it('is typed by the number format, held as plain decimal text, and written by the format again', () =>
    withAmount('1.234,56', async (page, amount) => {
      await amount.fill('-1.234.567,50');
      await held(page, '-1234567.50');
      expect(await amount.getAttribute('aria-invalid')).toBeNull();
      await page.getByRole('button', { name: 'Done' }).click();
      await setFormat(page, '1,234.56');
      await page.getByRole('button', { name: 'Edit workday_id' }).click();
      expect(await amount.inputValue()).toBe('-1,234,567.5');
    }));

  it('is asked about where it can be read in two ways, and stays what it was until that is clear', () =>
    withAmount('1.234,56', async (page, amount) => {
      await amount.fill('7');
      await amount.fill('1,234');
      await page.getByText('This can be read in more than one way. Which amount is meant?').waitFor();
      await held(page, '7');
      expect(await amount.getAttribute('aria-invalid')).toBe('true');
      await page.getByRole('button', { name: '1.234 is meant' }).click();
      await held(page, '1234');
      expect(await amount.inputValue()).toBe('1.234');
      expect(await amount.getAttribute('aria-invalid')).toBeNull();
      await amount.fill('1,234');
      await page.getByRole('button', { name: '1,234 is meant' }).click();
      await held(page, '1.234');
      expect(await amount.getAttribute('aria-invalid')).toBeNull();
    }));

  it('says what is no amount', () =>
    withAmount('1,234.56', async (page, amount) => {
      await amount.fill('12');
      await amount.fill('about 12');
      await page.getByText('This is not an amount. What was there before stays.').waitFor();
      await held(page, '12');
    }));
});
