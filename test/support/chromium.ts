import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

export interface OpenedPage {
  readonly page: Page;
  /** Violations of the content policy, errors of the page and whatever else its opener watches for, so far. */
  readonly problems: readonly string[];
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

/** The Chromium of this machine, without a window. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['MLC_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking'],
  });
}

/** An empty page in a profile of its own, 1280×800 unless told otherwise, that takes note of its problems. */
export async function blankPage(
  browser: Browser,
  options: BrowserContextOptions,
  timeoutMs: number,
): Promise<{ readonly page: Page; readonly problems: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(timeoutMs);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  return { page, problems };
}
