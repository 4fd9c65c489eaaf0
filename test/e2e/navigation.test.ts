import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { EventPayload } from '../../shared/contract/events.ts';
import type { Language } from '../../shared/model/settings.ts';
import { rendererTests } from '../support/browser-tests.ts';
import type { OpenedPage } from '../support/chromium.ts';

type FakeWindow = Window & { mlc: Bridge & { publish(payload: EventPayload): void } };

const { pages } = rendererTests();

const small = { width: 1280, height: 800 };
const large = { width: 1440, height: 900 };

/** The mapping of a flow on practice systems, so that every place of the navigation has its badge. */
async function openMapping(language: Language): Promise<OpenedPage> {
  const opened = await pages().open({ scenario: 'first-start' });
  const { page } = opened;
  await page.getByRole('button', { name: 'Try it with practice systems' }).click();
  await page.getByRole('heading', { level: 1, name: /^Preview of/ }).waitFor();
  await page.evaluate(async (chosen) => {
    const { mlc } = window as unknown as FakeWindow;
    await mlc.call('settings.set', { language: chosen });
    mlc.publish({ topic: 'changed', subject: 'settings' });
    mlc.publish({ topic: 'changed', subject: 'practice' });
    window.history.pushState(null, '', '?at=/flows/flow-1/supplier_invoices');
    window.dispatchEvent(new Event('mlc:navigated'));
  }, language);
  await page.getByRole('link', { name: language === 'nl' ? /De oefensystemen draaien/ : /are running/ }).waitFor();
  await page.getByRole('table').first().waitFor();
  return opened;
}

/** Lines that each place of the navigation takes, and how far its words are from its badge. */
function placesOf(page: Page): Promise<{ name: string; lines: number; room: number }[]> {
  return page
    .getByRole('navigation')
    .getByRole('listitem')
    .evaluateAll((items) =>
      items.map((item) => {
        const words = document.createRange();
        const text = [...(item.querySelector('a')?.childNodes ?? [])].find((one) => one.nodeType === Node.TEXT_NODE);
        if (text !== undefined) words.selectNodeContents(text);
        const badge = item.querySelector('[aria-label]')?.getBoundingClientRect();
        const end = words.getBoundingClientRect().right;
        return {
          name: text?.textContent ?? '',
          lines: words.getClientRects().length,
          room: (badge?.left ?? Infinity) - end,
        };
      }),
    );
}

describe.each(['en', 'nl'] as const)('in %s', (language) => {
  let opened: OpenedPage;
  const mappingAt = async (size: typeof small): Promise<Page> => {
    await opened.page.setViewportSize(size);
    return opened.page;
  };

  beforeAll(async () => {
    opened = await openMapping(language);
  });

  afterAll(() => opened.close());

  it.each([small, large])('every place is one line with room before its badge, at $width × $height', async (size) => {
    const page = await mappingAt(size);
    const places = await placesOf(page);
    expect(places.length).toBe(11);
    expect(places.filter(({ lines, room }) => lines !== 1 || room < 12)).toEqual([]);
    expect(places.filter(({ room }) => room !== Infinity).length).toBeGreaterThan(0);
  });

  it.each([small, large])('what a mapping leads to stands beside its title, at $width × $height', async (size) => {
    const page = await mappingAt(size);
    const title = await page.getByRole('heading', { level: 1 }).boundingBox();
    const back = await page.getByRole('link', { name: /^(Back to the flow|Terug naar de koppeling)$/ }).boundingBox();
    if (title === null || back === null) throw new Error('the header is not drawn');
    expect(back.y).toBeLessThan(title.y + title.height);
    expect(back.x).toBeGreaterThan(title.x + title.width);
  });

  it('the table of a mapping has its room beside it, no header of it cut off', async () => {
    const page = await mappingAt(small);
    const table = page.getByRole('table').first();
    expect(
      await table.evaluate((one) => one.getBoundingClientRect().width - (one.parentElement?.clientWidth ?? 0)),
    ).toBe(0);
    const cut = await table
      .getByRole('columnheader')
      .evaluateAll((heads) => heads.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent));
    expect(cut).toEqual([]);
  });
});
