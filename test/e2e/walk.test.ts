import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ask } from '../../main/api/ask.ts';
import { en } from '../../renderer/i18n/en.ts';
import { nl } from '../../renderer/i18n/nl.ts';
import { cutOffTexts } from '../support/cut-off.ts';
import { windowTests } from '../support/browser-tests.ts';

const { real } = windowTests(0.1);
let routes: string[] = [];
let suppliers: string[] = [];

beforeAll(async () => {
  await ask(real().app, 'practice.start', {});
  const flowId = (await ask(real().app, 'flows.overview', {}))[0]?.flow.id ?? '';
  const { id } = await ask(real().app, 'runs.start', { flowId });
  const isDone = async (): Promise<boolean> => (await ask(real().app, 'runs.get', { id })).state !== 'running';
  await vi.waitUntil(isDone, { timeout: 90_000, interval: 100 });
  await ask(real().app, 'practice.change', {});
  const recordsOf = async (stream: string) =>
    (await ask(real().app, 'records.list', { filter: { stream }, sort: [], offset: 0, limit: 100 })).items;
  const invoice = (await recordsOf('supplier_invoices'))[0]?.key ?? '';
  const known = await recordsOf('suppliers');
  suppliers = known.flatMap((one) => (one.party === null || one.party.length < 6 ? [] : [one.party]));
  const rejected = await ask(real().app, 'rejected.list', { filter: {}, sort: [], offset: 0, limit: 10 });
  const connections = await ask(real().app, 'connections.list', {});
  routes = [
    '/',
    `/preview/${flowId}/supplier_invoices`,
    `/preview/${flowId}/suppliers`,
    '/runs',
    ...['', '/totals', '/timeline', '/records', '/rejected', '/batches', '/requests'].map((tab) => `/runs/${id}${tab}`),
    '/records',
    `/records/${flowId}/supplier_invoices/${invoice}`,
    `/records/${flowId}/suppliers/${known[0]?.key ?? ''}`,
    '/rejected',
    ...rejected.items.map((one) => `/rejected/${one.id}`),
    '/connections',
    ...connections.flatMap((one) => [`/connections/${one.id}/credentials`, `/request/${one.system}/${one.id}`]),
    '/connect',
    `/flows/${flowId}`,
    `/flows/${flowId}/supplier_invoices`,
    '/audit',
    '/practice',
    '/settings',
    '/about',
  ];
}, 180_000);

/** Shows one screen after the other in one window, each once nothing of it loads any more. */
async function walk(look: (page: Page, route: string) => Promise<void>): Promise<void> {
  const { page, problems, close } = await real().open();
  try {
    for (const route of routes) {
      await page.evaluate((at) => {
        window.history.pushState(null, '', `?at=${encodeURIComponent(at)}${window.location.hash}`);
        window.dispatchEvent(new PopStateEvent('popstate'));
      }, route);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForFunction(() => document.querySelector('main [aria-busy="true"]') === null);
      await look(page, route);
    }
    expect(problems).toEqual([]);
  } finally {
    await close();
  }
}

/** Each text on screen, apart from those in an element that the selector fits. */
const textsOf = (page: Page, except: string): Promise<string[]> =>
  page.evaluate((selector) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = (node.textContent ?? '').trim();
      if (text !== '' && node.parentElement?.closest(selector) === null) found.push(text);
    }
    return found;
  }, except);

describe('every screen of an app that has run', () => {
  it('in Dutch has no English of the catalogue, and no word that is cut off', async () => {
    const inDutch = new Set<string>(Object.values(nl));
    // A message of one word, such as the name of a column at the destination, may be a name of the data.
    const left = new Set(
      Object.values<string>(en).filter((text) => !inDutch.has(text) && !text.includes('{') && text.includes(' ')),
    );
    const wrong: string[] = [];
    await ask(real().app, 'settings.set', { language: 'nl' });
    await walk(async (page, route) => {
      const texts = await textsOf(page, 'pre, code, details');
      wrong.push(...texts.filter((text) => left.has(text)).map((text) => `${route}: ${text}`));
      wrong.push(...(await cutOffTexts(page)).map((text) => `${route}: ${text}`));
    });
    await ask(real().app, 'settings.set', { language: 'en' });
    expect(left.size).toBeGreaterThan(200);
    expect(wrong).toEqual([]);
  }, 180_000);

  it('in privacy mode blurs every amount and every name of a supplier', async () => {
    const amount = /(?<![\d.:])\d[\d,]*\.\d{2,}(?![\d.]*\.\d)/;
    const shown: string[] = [];
    await ask(real().app, 'settings.set', { privacy: true });
    await walk(async (page, route) => {
      // What the practice systems say of themselves is made up, and the example of a format is no amount of anyone.
      if (route === '/practice' || route === '/settings' || route === '/about') return;
      const texts = await textsOf(page, '[data-private], [aria-hidden="true"], title');
      const isPrivate = (text: string) => amount.test(text) || suppliers.some((name) => text.includes(name));
      shown.push(...texts.filter(isPrivate).map((text) => `${route}: ${text.slice(0, 80)}`));
    });
    await ask(real().app, 'settings.set', { privacy: false });
    expect(suppliers.length).toBeGreaterThan(5);
    expect(shown).toEqual([]);
  }, 180_000);
});
