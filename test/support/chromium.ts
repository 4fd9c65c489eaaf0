import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';

export interface OpenedPage {
  readonly page: Page;
  /** Violations of the content policy, errors of the page and whatever else its opener watches for, so far. */
  readonly problems: readonly string[];
  /** Closes the page and whatever it opened; nothing of it is left for the next one. */
  close(): Promise<void>;
}

/** A page that may be told of further problems. */
export interface WatchedPage extends OpenedPage {
  readonly problems: string[];
}

/** How a window looks: 1280×800 and light unless told otherwise. */
export interface PageLook {
  readonly scheme?: 'light' | 'dark';
  readonly size?: { readonly width: number; readonly height: number };
}

/** The same in the words of Playwright. */
export function contextOf({ scheme = 'light', size }: PageLook): BrowserContextOptions {
  return { colorScheme: scheme, ...(size === undefined ? {} : { viewport: size }) };
}

/**
 * The Chromium of this machine, without a window. A profile whose pages are closed is emptied and used again for the next page of
 * the same look: making a profile takes the processor three times as long as opening a page in it.
 */
export class TestBrowser {
  readonly #browser: Browser;
  readonly #free = new Map<string, BrowserContext[]>();

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async launch(): Promise<TestBrowser> {
    const browser = await chromium.launch({
      executablePath: process.env['MLC_CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking'],
    });
    return new TestBrowser(browser);
  }

  /** An empty page in an empty profile that no other open page has, 1280×800 unless told otherwise; takes note of its problems. */
  async blankPage(options: BrowserContextOptions, timeoutMs: number): Promise<WatchedPage> {
    const look = JSON.stringify(options);
    const context = this.#free.get(look)?.pop() ?? (await this.#newContext(options));
    const page = await context.newPage();
    page.setDefaultTimeout(timeoutMs);
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    return {
      page,
      problems,
      close: async () => {
        if (await isEmptied(page)) this.#free.set(look, [...(this.#free.get(look) ?? []), context]);
        else await context.close();
      },
    };
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }

  #newContext(options: BrowserContextOptions): Promise<BrowserContext> {
    return this.#browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...options });
  }
}

/** Leaves nothing of the page in its profile; false where that cannot be had, because the page is gone or somewhere else. */
async function isEmptied(page: Page): Promise<boolean> {
  const context = page.context();
  try {
    await page.evaluate(() => {
      localStorage.clear();
    });
    await context.clearCookies();
    for (const one of context.pages()) await one.close();
    return true;
  } catch {
    return false;
  }
}
