import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { ask } from '../../main/api/ask.ts';
import { windowTests } from '../support/browser-tests.ts';
import { goTo } from './page-models.ts';

const { real, inWindow } = windowTests();

/** A window on the first step of a new flow, without any draft from before. */
async function inWizard(work: (page: Page) => Promise<void>): Promise<void> {
  for (const { id } of await ask(real().app, 'drafts.list', {})) await ask(real().app, 'drafts.remove', { id });
  await inWindow(async ({ page }) => {
    await page.getByRole('link', { name: 'Connect your own systems' }).click();
    await page.getByRole('heading', { level: 2, name: 'Source: Workday' }).waitFor();
    await work(page);
  });
}

const field = (page: Page, name: string) => page.getByRole('textbox', { name });

/** The tenants of all drafts that are kept. */
async function keptTenants(): Promise<(string | undefined)[]> {
  return (await ask(real().app, 'drafts.list', {})).map((one) => one.forms.source?.settings['tenant']);
}

/** Answers the calls of a method only once it is told to; the calls themselves go through. */
async function holdAnswers(page: Page, method: string): Promise<{ sent: string[]; release: () => void }> {
  const sent: string[] = [];
  const gate = Promise.withResolvers<undefined>();
  await page.route('**/call', async (route) => {
    const body = route.request().postData() ?? '';
    if (!body.includes(`"${method}"`)) return route.fallback();
    sent.push(body);
    const response = await route.fetch();
    await gate.promise;
    return route.fulfill({ response });
  });
  const release = (): void => {
    gate.resolve(undefined);
  };
  return { sent, release };
}

describe('what is entered while connecting', () => {
  it('is there after a reload in the very moment it was typed', () =>
    inWizard(async (page) => {
      await field(page, 'Tenant').fill('first');
      await expect.poll(keptTenants).toEqual(['first']);
      await page.evaluate(() => {
        const input = [...document.querySelectorAll('input')].find((one) => one.value === 'first');
        if (input === undefined) throw new Error('no field with what was typed');
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, 'second');
        input.dispatchEvent(new Event('input', { bubbles: true }));
        window.location.reload();
      });
      await page.waitForEvent('load');
      await expect.poll(keptTenants).toEqual(['second']);
      await goTo(page, 'Connections');
      await page.getByRole('button', { name: /^Continue/ }).click();
      await page.getByRole('heading', { level: 2, name: 'Source: Workday' }).waitFor();
      expect(await field(page, 'Tenant').inputValue()).toBe('second');
    }));

  it('is there after a reload as soon as it was sent', () =>
    inWizard(async (page) => {
      const sent = page.waitForRequest((request) => (request.postData() ?? '').includes('"drafts.save"'));
      await field(page, 'Tenant').fill('sent');
      await sent;
      await page.reload();
      expect(await keptTenants()).toEqual(['sent']);
    }));

  it('is sent one change at a time, and ends in the last of many, though the step was left before', () =>
    inWizard(async (page) => {
      const { sent, release } = await holdAnswers(page, 'drafts.save');
      await field(page, 'Tenant').pressSequentially('acme');
      await field(page, 'User name').pressSequentially('isu_finance');
      await expect.poll(() => sent.length).toBe(1);
      await goTo(page, 'Home');
      await page.getByRole('region', { name: 'Continue where you stopped' }).waitFor({ state: 'detached' });
      release();
      await expect.poll(() => sent.length).toBe(2);
      const kept = async () => (await ask(real().app, 'drafts.list', {})).map((one) => one.forms.source?.settings);
      await expect.poll(kept).toEqual([expect.objectContaining({ tenant: 'acme', username: 'isu_finance' })]);
      // The list is asked for again once nothing is left to save: only then does Home know the draft.
      await page.getByRole('region', { name: 'Continue where you stopped' }).waitFor();
      expect(sent.length).toBe(2);
    }));
});
