import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { z } from 'zod';
import type { Result } from '../../shared/contract/bridge.ts';
import { EngineProcess } from './engine.ts';
import { makeVault, passphrase } from './vault.ts';

const subjectSchema = z.object({
  program: z.string(),
  app: z.string(),
  ownsEngine: z.boolean(),
  hasSandbox: z.boolean(),
});
/** The Electron under test, as run.ts found it. */
export const subject = subjectSchema.parse(JSON.parse(process.env['MLC_TEST_ELECTRON'] ?? 'null'));

const pictures = join(import.meta.dirname, '.output');
const flags = [...(subject.hasSandbox ? [] : ['--no-sandbox']), '--use-fake-device-for-media-stream', '--lang=en-US'];

export interface StartOptions {
  /** A data folder that outlives the window; one of its own without it. */
  readonly folder?: string;
  /** `process` (default): attached to an engine on Node; `own`: the app's own engine, where this Electron can run it. */
  readonly engine?: 'process' | 'own';
}

/** The app in a real Electron, with its window open. */
export class Desktop {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly folder: string;
  /** Violations of the content policy, errors of the page and addresses beyond the app that it asked for, so far. */
  readonly problems: string[];
  engine: EngineProcess | null;
  readonly #ownsFolder: boolean;
  /** Kept, since the driver forgets it once it has ended. */
  readonly #child: ChildProcess;

  private constructor(
    parts: Pick<Desktop, 'electron' | 'page' | 'folder' | 'problems' | 'engine'>,
    ownsFolder: boolean,
  ) {
    this.electron = parts.electron;
    this.page = parts.page;
    this.folder = parts.folder;
    this.problems = parts.problems;
    this.engine = parts.engine;
    this.#ownsFolder = ownsFolder;
    this.#child = parts.electron.process();
  }

  static async start(options: StartOptions = {}): Promise<Desktop> {
    const folder = options.folder ?? (await makeFolder());
    const isOwn = options.engine === 'own';
    if (isOwn) await makeVault(folder);
    const engine = isOwn ? null : await EngineProcess.start(folder);
    const electron = await _electron.launch({
      executablePath: subject.program,
      args: [...flags, subject.app],
      env: environment(folder),
      chromiumSandbox: subject.hasSandbox,
      timeout: 30_000,
    });
    const page = await electron.firstWindow();
    page.setDefaultTimeout(30_000);
    const problems: string[] = [];
    watch(page, problems);
    await page.getByRole('main').waitFor();
    const desktop = new Desktop({ electron, page, folder, problems, engine }, options.folder === undefined);
    if (isOwn) await desktop.call('vault.unlock', { passphrase });
    return desktop;
  }

  /** What the page gets from the app. */
  call(method: string, input: unknown = {}): Promise<Result> {
    return this.page.evaluate(([name, value]) => window.mlc?.call(name, value), [
      method,
      input,
    ] as const) as Promise<Result>;
  }

  /** Keeps a picture of the window, to be looked at. */
  async picture(name: string): Promise<void> {
    await mkdir(pictures, { recursive: true });
    await this.page.screenshot({ path: join(pictures, `${name}.png`) });
  }

  /** As from the menu. Resolves once the app has ended, with its exit code. */
  async quit(): Promise<number | null> {
    const ended = this.ended();
    await this.electron.evaluate(({ app }) => {
      setImmediate(() => {
        app.quit();
      });
    });
    return ended;
  }

  /** The exit code of the app, once it has ended. */
  async ended(): Promise<number | null> {
    const [code] = (await once(this.#child, 'exit')) as [number | null];
    return code;
  }

  async close(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await this.electron.close();
    await this.engine?.close();
    if (this.#ownsFolder) await rm(this.folder, { recursive: true, force: true });
  }
}

export function makeFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'mlc-electron-'));
}

/** Starts the program once more on a folder, undriven. Resolves with its exit code once it has ended. */
export async function startAgain(folder: string, ...args: readonly string[]): Promise<number | null> {
  const child = spawn(subject.program, [...flags, subject.app, ...args], { env: environment(folder), stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

/** The app registers itself with the desktop (links, start at login): here with one that nobody uses. */
function environment(folder: string): Record<string, string> {
  const own = { MLC_DATA_DIR: folder, XDG_CONFIG_HOME: join(folder, 'config'), XDG_DATA_HOME: join(folder, 'share') };
  return { ...(process.env as Record<string, string>), ...own, NODE_OPTIONS: '', LC_ALL: 'en_US.UTF-8' };
}

function watch(page: Page, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith('app://ml-connector/')) problems.push(`asked for ${request.url()}`);
  });
}
