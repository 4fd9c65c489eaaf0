import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { build as bundle } from 'esbuild';
import { buildPage } from './build-page.ts';
import { builtOnce } from './built-once.ts';
import { contextOf, TestBrowser, type OpenedPage, type PageLook } from './chromium.ts';
import type { Scenario } from './fake-runs.ts';

const root = resolve(import.meta.dirname, '../..');
const fakeScript = 'fake-app.js';
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export interface OpenOptions extends PageLook {
  readonly scenario: Scenario;
  readonly at?: string;
  /** Shows the texts accented and longer, or from right to left (renderer/i18n/pseudo.ts). */
  readonly pseudo?: 'en-XA' | 'ar-XB';
}

/** Folder of the screens as they are built for tests, with the fake app beside them. */
export function builtScreens(warns: boolean): Promise<string> {
  const name = warns ? 'warning-screens' : 'screens';
  return builtOnce(name, ['renderer', 'shared', 'test/support'], (made) => buildScreens(made, warns));
}

async function buildScreens(folder: string, warns: boolean): Promise<void> {
  await buildPage({ root: join(root, 'renderer'), folder, mode: 'test', warns });
  await bundle({
    entryPoints: [join(root, 'test/support/fake-bridge.ts')],
    bundle: true,
    outfile: join(folder, fakeScript),
    format: 'iife',
    minify: true,
    globalName: 'mlcFakes',
  });
}

/**
 * The built screens in a real Chromium, under the app's own content policy, with a fake in place of the app. Those of a process are
 * served at one address, so that the browser compiles their code once.
 */
export class RendererPages {
  static readonly #started = new Map<boolean, Promise<RendererPages>>();
  readonly #address: string;
  readonly #browser: TestBrowser;
  readonly #fake: string;

  private constructor(address: string, browser: TestBrowser, fake: string) {
    this.#address = address;
    this.#browser = browser;
    this.#fake = fake;
  }

  /** `warns`: with React's development build, whose warnings are problems of a page. */
  static start({ warns = false } = {}): Promise<RendererPages> {
    const started = RendererPages.#started.get(warns) ?? RendererPages.#start(warns);
    RendererPages.#started.set(warns, started);
    return started;
  }

  static async #start(warns: boolean): Promise<RendererPages> {
    const folder = await builtScreens(warns);
    const fake = await readFile(join(folder, fakeScript), 'utf8');
    const server = createServer((request, response) => void answer(folder, request.url ?? '/', response));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    server.unref();
    const browser = await TestBrowser.shared();
    return new RendererPages(`http://127.0.0.1:${String(port)}`, browser, fake);
  }

  async open(options: OpenOptions): Promise<OpenedPage> {
    const opened = await this.#browser.blankPage(contextOf(options), 8000);
    const { page } = opened;
    const fake = await page.addInitScript({
      content: `${this.#fake};mlcFakes.install(${JSON.stringify(options.scenario)});`,
    });
    const query = new URLSearchParams({
      ...(options.at === undefined ? {} : { at: options.at }),
      ...(options.pseudo === undefined ? {} : { pseudo: options.pseudo }),
    });
    await page.goto(`${this.#address}/?${query.toString()}`);
    await page.getByRole('main').waitFor();
    return {
      ...opened,
      close: async () => {
        await fake.dispose().catch(() => undefined);
        await opened.close();
      },
    };
  }

  /** Closes the pages that are open; the rest is kept for the next file of the process. */
  async close(): Promise<void> {
    await this.#browser.leave();
  }
}

async function answer(folder: string, url: string, response: ServerResponse): Promise<void> {
  const path = normalize(new URL(url, 'http://local').pathname);
  const file = join(folder, path === '/' ? 'index.html' : path);
  try {
    const body = await readFile(file);
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'cache-control': path.startsWith('/assets/') ? 'public, max-age=86400, immutable' : 'no-cache',
      'content-security-policy': policy,
    });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}
