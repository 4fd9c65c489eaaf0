import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

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

/** Tabs that are kept for the next page; each holds on to some 100 MB. */
const tabsKept = 3;
const blank = 'about:blank';

interface Tab {
  readonly page: Page;
  readonly look: string;
  /** Told of problems of whatever page is in it. */
  tell: (problem: string) => void;
}

/**
 * The Chromium of this machine, without a window; one for all test files of a process. A tab whose page is closed is emptied and used
 * again for the next page of the same look: another tab, and the process for it, takes the processor longer than the page itself.
 */
export class TestBrowser {
  static #shared: Promise<TestBrowser> | null = null;
  readonly #browser: Browser;
  #free: readonly Tab[] = [];
  readonly #inUse = new Set<Tab>();

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** The browser of this process, which ends with it. */
  static shared(): Promise<TestBrowser> {
    TestBrowser.#shared ??= TestBrowser.#launch();
    return TestBrowser.#shared;
  }

  /** Ends the browser of this process, where the process goes on. */
  static async end(): Promise<void> {
    const shared = await TestBrowser.#shared;
    TestBrowser.#shared = null;
    if (shared !== null) await shared.#browser.close();
  }

  static async #launch(): Promise<TestBrowser> {
    const browser = await chromium.launch({
      executablePath: process.env['MLC_CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking'],
    });
    return new TestBrowser(browser);
  }

  /** An empty page in an empty profile that no other open page has, 1280×800 unless told otherwise; takes note of its problems. */
  async blankPage(options: BrowserContextOptions, timeoutMs: number): Promise<WatchedPage> {
    const look = JSON.stringify(options);
    const kept = this.#free.findLast((one) => one.look === look);
    this.#free = this.#free.filter((one) => one !== kept);
    const tab = kept ?? (await this.#newTab(options, look));
    this.#inUse.add(tab);
    tab.page.setDefaultTimeout(timeoutMs);
    const problems: string[] = [];
    tab.tell = (problem) => problems.push(problem);
    return { page: tab.page, problems, close: () => this.#putAway(tab, options) };
  }

  /** Closes whatever pages are open. */
  async leave(): Promise<void> {
    await Promise.all([...this.#inUse].map(({ page }) => page.context().close()));
    this.#inUse.clear();
  }

  async #newTab(options: BrowserContextOptions, look: string): Promise<Tab> {
    const context = await this.#browser.newContext({ ...usual, ...options });
    const page = await context.newPage();
    const tab: Tab = { page, look, tell: () => undefined };
    page.on('pageerror', (error) => {
      tab.tell(error.message);
    });
    page.on('console', (message) => {
      if (message.type() === 'error') tab.tell(message.text());
    });
    return tab;
  }

  async #putAway(tab: Tab, options: BrowserContextOptions): Promise<void> {
    tab.tell = () => undefined;
    if (!this.#inUse.delete(tab)) return;
    if (!(await isEmptied(tab.page, { ...usual, ...options }))) {
      await tab.page.context().close();
      return;
    }
    const kept = [...this.#free, tab];
    this.#free = kept.slice(-tabsKept);
    for (const one of kept.slice(0, -tabsKept)) await one.page.context().close();
  }
}

const usual = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', colorScheme: 'light' } as const;

/** Leaves nothing of the page in its tab and profile; false where that cannot be had, because the page is gone or somewhere else. */
async function isEmptied(page: Page, options: BrowserContextOptions): Promise<boolean> {
  const { viewport = null, colorScheme = null, reducedMotion = null } = options;
  const context = page.context();
  try {
    await page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
    const others = context.pages().filter((one) => one !== page);
    await Promise.all([
      ...others.map((one) => one.close()),
      context.clearCookies(),
      page.unrouteAll(),
      page.emulateMedia({ media: null, forcedColors: null, contrast: null, colorScheme, reducedMotion }),
      ...(viewport === null ? [] : [page.setViewportSize(viewport)]),
      page.mouse.move(0, 0),
    ]);
    await page.goto(blank);
    return true;
  } catch {
    return false;
  }
}
