import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { OpenedPage } from './chromium.ts';
import { GridPages, type GridPageOptions } from './grid-page.ts';
import { RealApp } from './real-window.ts';
import { RendererPages, type OpenOptions } from './renderer-page.ts';

type Work = (opened: OpenedPage) => Promise<void>;

/** The screens over a fake app, for the tests of a file. */
export function rendererTests() {
  const pages = forThisFile(() => RendererPages.start());
  return {
    pages,
    withPage: async (options: OpenOptions, work: Work) => {
      await checked(await pages().open(options), work);
    },
  };
}

/** The whole app with windows onto it, for the tests of a file. `practiceScale`: size of the practice world. */
export function windowTests(practiceScale?: number) {
  const real = forThisFile(() => RealApp.start(practiceScale));
  return {
    real,
    inWindow: async (work: Work) => {
      await checked(await real().open(), work);
    },
  };
}

/** The grid alone, for the tests of a file. */
export function gridTests() {
  const pages = forThisFile(() => GridPages.start());
  return {
    pages,
    withGrid: async (options: GridPageOptions, work: (page: Page) => Promise<void>) => {
      await checked(await pages().open(options), ({ page }) => work(page));
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
    await opened.page.context().close();
  }
}
