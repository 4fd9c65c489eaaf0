import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { IntegrationId } from '../../shared/model/flow.ts';
import type { OpenedPage } from './chromium.ts';
import { GridPages, type GridPageOptions } from './grid-page.ts';
import { RealApp } from './real-window.ts';
import { RendererPages, type OpenOptions } from './renderer-page.ts';

type Work = (opened: OpenedPage) => Promise<void>;

/** The screens over a fake app, for the tests of a file. `warns`: what React warns of fails a test too. */
export function rendererTests({ warns = false } = {}) {
  const pages = forThisFile(() => RendererPages.start({ warns }));
  return {
    pages,
    withPage: async (options: OpenOptions, work: Work) => {
      await checked(await pages().open(options), work);
    },
    atPlace: placesOf(pages),
  };
}

interface Kept {
  readonly like: string;
  readonly opened: OpenedPage;
}

/**
 * For tests that look at one screen after the other: goes there in the page that is open, as a person does, where the test before
 * used one just like it; else opens one. What a test does to the app's state, the next one finds.
 */
function placesOf(
  pages: () => RendererPages,
): (options: OpenOptions & { readonly at: string }, work: Work) => Promise<void> {
  let kept: Kept | null = null;
  const leave = async (): Promise<void> => {
    await kept?.opened.close();
    kept = null;
  };
  afterAll(leave);
  return async ({ at, ...options }, work) => {
    const like = JSON.stringify(options);
    if (kept?.like === like) await goFromHere(kept.opened.page, at);
    else {
      await leave();
      kept = { like, opened: await pages().open({ ...options, at }) };
    }
    const { opened } = kept;
    try {
      await work(opened);
      expect(opened.problems).toEqual([]);
    } catch (error) {
      await leave();
      throw error;
    }
  };
}

/** By way of a screen that none of the others is like, so that nothing of the one before is taken for the next. */
async function goFromHere(page: Page, at: string): Promise<void> {
  for (const place of ['/no-such-place', at]) {
    await page.evaluate((path) => {
      history.pushState(null, '', `?at=${encodeURIComponent(path)}`);
      window.dispatchEvent(new PopStateEvent('popstate'));
    }, place);
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
}

/** The whole app with windows onto it, for the tests of a file. `practiceScale`: size of the practice world. */
export function windowTests(practiceScale?: number, practiceIntegrations?: readonly IntegrationId[]) {
  const real = forThisFile(() => RealApp.start(practiceScale, practiceIntegrations));
  return {
    real,
    inWindow: async (work: Work) => {
      await checked(await real().open(), work);
    },
  };
}

/** The grid alone, for the tests of a file: each finds the page as if never seen, in the window of the one before where that is alike. */
export function gridTests() {
  const pages = forThisFile(() => GridPages.start());
  let kept: Kept | null = null;
  const leave = async (): Promise<void> => {
    await kept?.opened.page.context().close();
    kept = null;
  };
  afterAll(leave);
  return {
    withGrid: async (options: GridPageOptions, work: (page: Page) => Promise<void>) => {
      const like = JSON.stringify(options.context ?? {});
      if (kept?.like === like) await pages().reopen(kept.opened, options.query ?? '');
      else {
        await leave();
        kept = { like, opened: await pages().open(options) };
      }
      const { opened } = kept;
      try {
        await work(opened.page);
        expect(opened.problems).toEqual([]);
      } catch (error) {
        await leave();
        throw error;
      }
    },
  };
}

/** Started before the first test of the file and closed after its last. */
function forThisFile<Thing extends { close(): Promise<void> }>(start: () => Promise<Thing>): () => Thing {
  let thing: Thing | undefined;
  beforeAll(async () => {
    thing = await start();
  }, 180_000);
  afterAll(async () => {
    await thing?.close();
  });
  return () => {
    if (thing === undefined) throw new Error('is there in tests and hooks only');
    return thing;
  };
}

/** Does what the test does, and expects that the page broke no policy and threw nothing. */
async function checked(opened: OpenedPage, work: Work): Promise<void> {
  try {
    await work(opened);
    expect(opened.problems).toEqual([]);
  } finally {
    await opened.close();
  }
}
