import { resolve } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { preview, type PreviewServer } from 'vite';
import { buildPage } from './build-page.ts';
import { builtOnce } from './built-once.ts';
import { TestBrowser, type OpenedPage } from './chromium.ts';

const folder = resolve(import.meta.dirname, 'grid-harness');
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

export interface GridPageOptions {
  /** Query of the test page: rows (3,000 unless told), delay, single, sums, failing, density, language, plain. */
  readonly query?: string;
  readonly context?: BrowserContextOptions;
}

/** The grid alone on a page, over a made-up database, in a real Chromium under the app's own content policy. */
export class GridPages {
  readonly #server: PreviewServer;
  readonly #browser: TestBrowser;

  private constructor(server: PreviewServer, browser: TestBrowser) {
    this.#server = server;
    this.#browser = browser;
  }

  static async start(): Promise<GridPages> {
    const out = await builtOnce('grid', ['renderer', 'shared', 'test/support'], buildGrid);
    const server = await preview({
      configFile: false,
      root: folder,
      logLevel: 'silent',
      build: { outDir: out },
      preview: { host: '127.0.0.1', port: 0, headers: { 'content-security-policy': policy } },
    });
    const browser = await TestBrowser.shared();
    return new GridPages(server, browser);
  }

  /** Opens the page and waits for the first rows, or for the message in their place. */
  async open({ query = '', context = {} }: GridPageOptions = {}): Promise<OpenedPage> {
    const opened = await this.#browser.blankPage(
      { permissions: ['clipboard-read', 'clipboard-write'], acceptDownloads: true, ...context },
      8000,
    );
    const { page } = opened;
    const address = this.#server.resolvedUrls?.local[0] ?? '';
    await page.goto(`${address}?${query}`);
    await ready(page);
    return opened;
  }

  /** The page anew in the window that is open, as if it was never seen: cheaper than another window. */
  async reopen({ page }: OpenedPage, query: string): Promise<void> {
    const address = this.#server.resolvedUrls?.local[0] ?? '';
    await page.evaluate(() => {
      localStorage.clear();
    });
    await page.mouse.move(0, 0);
    await page.goto(`${address}?${query}`);
    await ready(page);
  }

  async close(): Promise<void> {
    await this.#browser.leave();
    await this.#server.close();
  }
}

async function ready(page: Page): Promise<void> {
  await page.locator('[aria-busy="false"][role="grid"]').waitFor();
}

async function buildGrid(out: string): Promise<void> {
  await buildPage({ root: folder, folder: out, mode: 'test' });
}
