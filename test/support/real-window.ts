import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Request } from 'playwright-core';
import { buildPage } from './build-page.ts';
import { ask } from '../../main/api/ask.ts';
import { createApp, type OwnApp } from '../../main/app.ts';
import type { OutputOf } from '../../shared/contract/contract.ts';
import type { IntegrationId } from '../../shared/model/flow.ts';
import { builtOnce } from './built-once.ts';
import { contextOf, TestBrowser, type OpenedPage, type PageLook } from './chromium.ts';

const root = resolve(import.meta.dirname, '../..');

/** The whole app on a data folder of its own, behind the real web host, with real Chromium windows onto it. */
export class RealApp {
  readonly app: OwnApp;
  readonly #browser: TestBrowser;
  readonly #dataFolder: string;

  private constructor(app: OwnApp, browser: TestBrowser, dataFolder: string) {
    this.app = app;
    this.#browser = browser;
    this.#dataFolder = dataFolder;
  }

  /** Practises the flow to Databricks alone, unless other integrations are named. */
  static async start(
    practiceScale = 0.1,
    practiceIntegrations: readonly IntegrationId[] = ['workday-databricks'],
  ): Promise<RealApp> {
    const dataFolder = await mkdtemp(join(tmpdir(), 'mlc-e2e-data-'));
    const app = await createApp({
      dataFolder,
      host: 'web',
      vault: 'memory',
      practiceScale,
      practiceIntegrations,
      assetsFolder: await builtRenderer(),
    });
    if (!('windowAddress' in app)) throw new Error('the folder belongs to another app');
    const browser = await TestBrowser.shared();
    return new RealApp(app, browser, dataFolder);
  }

  /** A window onto the app; addresses beyond loopback that it asks for are problems too. */
  async open(options: PageLook = {}): Promise<OpenedPage> {
    const opened = await this.#browser.blankPage(contextOf(options), 30_000);
    const { page, problems } = opened;
    const watch = (request: Request): void => {
      if (!/^(https?|wss?):\/\/127\.0\.0\.1:/.test(request.url())) problems.push(`asked for ${request.url()}`);
    };
    page.on('request', watch);
    await page.goto(this.app.windowAddress());
    await page.getByRole('main').waitFor();
    return {
      ...opened,
      close: async () => {
        page.off('request', watch);
        await opened.close();
      },
    };
  }

  practice(): Promise<OutputOf<'practice.status'>> {
    return ask(this.app, 'practice.status', {});
  }

  async close(): Promise<void> {
    await this.#browser.leave();
    await this.app.close();
    await rm(this.#dataFolder, { recursive: true, force: true });
  }
}

/** Folder of the window as it was built last if nothing it is made from is newer, else built for the tests. */
export async function builtRenderer(): Promise<string> {
  const built = join(root, 'dist/renderer');
  const builtAt = await stat(join(built, 'index.html')).then(
    (found) => found.mtimeMs,
    () => 0,
  );
  const isCurrent = builtAt > Math.max(await newestIn(join(root, 'renderer')), await newestIn(join(root, 'shared')));
  return isCurrent
    ? built
    : await builtOnce('window', ['renderer', 'shared', 'scripts/build-verifier.ts'], buildWindow);
}

async function buildWindow(folder: string): Promise<void> {
  await buildPage({ root: join(root, 'renderer'), folder, mode: 'production' });
}

async function newestIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((one) => one.isFile());
  const times = await Promise.all(files.map((one) => stat(join(one.parentPath, one.name))));
  return Math.max(0, ...times.map((one) => one.mtimeMs));
}
