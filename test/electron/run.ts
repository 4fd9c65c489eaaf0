import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildLoweredApp } from './build-app.ts';

// Drives the built app in a real Electron: the current one where it can be had, else the old one that a package registry carries.
// Where neither can be had, or no display, says that it did not run, and why.
const root = resolve(import.meta.dirname, '../..');

interface Subject {
  /** Electron's program, and the folder of the app that it is started with. */
  readonly program: string;
  readonly app: string;
  /** Whether the app runs its own engine in it; else it attaches to one on Node. */
  readonly ownsEngine: boolean;
  /** Whether Chromium's sandbox can be had: not for root, nor where the system allows no user namespaces. */
  readonly hasSandbox: boolean;
}

/** The scripts are plain JavaScript without types. */
async function script<Exports>(name: string): Promise<Exports> {
  return (await import(pathToFileURL(join(root, 'scripts', name)).href)) as Exports;
}

/** Throws with the reason where there is no Electron to be had. */
async function findSubject(work: string): Promise<Subject> {
  const { ensureElectron } = await script<{ ensureElectron(): string | null }>('find-electron.mjs');
  const current = ensureElectron();
  if (current !== null) return { program: current, app: root, ownsEngine: true, hasSandbox: hasSandbox() };
  const { ensureOldElectron } = await script<{ ensureOldElectron(): Promise<string> }>('old-electron.mjs');
  return { program: await ensureOldElectron(), app: work, ownsEngine: false, hasSandbox: hasSandbox() };
}

/** What Chromium's sandbox does first is tried: a network of its own in a user namespace. */
function hasSandbox(): boolean {
  if (process.platform !== 'linux') return true;
  if (process.getuid?.() === 0) return false;
  return spawnSync('unshare', ['--user', '--map-root-user', '--net', 'true'], { stdio: 'ignore' }).status === 0;
}

interface DisplayScript {
  ensureDisplay(): Promise<{ display: string | undefined; stop(): void }>;
  ensureLibraries(program: string): void;
}

async function main(work: string): Promise<number> {
  const { ensureDisplay, ensureLibraries } = await script<DisplayScript>('display.mjs');
  let subject: Subject;
  let display: Awaited<ReturnType<DisplayScript['ensureDisplay']>>;
  try {
    subject = await findSubject(work);
    ensureLibraries(subject.program);
    display = await ensureDisplay();
  } catch (error) {
    process.stdout.write(`not run: ${messageOf(error)}\n`);
    return 0;
  }
  // A build that fails is a failure, not a reason not to run.
  process.stderr.write(`› ${wordsOf(subject)}\n`);
  try {
    if (!subject.ownsEngine) await buildLoweredApp(subject.app);
    return await runTests(subject, display.display);
  } finally {
    display.stop();
  }
}

function runTests(subject: Subject, display: string | undefined): Promise<number> {
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/electron/vitest.config.ts'];
  const child = spawn(process.execPath, [...args, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...(display === undefined ? {} : { DISPLAY: display }),
      MLC_TEST_ELECTRON: JSON.stringify(subject),
    },
  });
  return new Promise((done, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      done(code ?? 1);
    });
  });
}

function wordsOf({ program, ownsEngine, hasSandbox }: Subject): string {
  const engine = ownsEngine ? 'with its own engine, and attached to one' : 'attached to an engine on Node';
  return `${program}, ${engine}, ${hasSandbox ? 'with' : 'without'} the sandbox of Chromium`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const work = await mkdtemp(join(tmpdir(), 'mlc-electron-app-'));
try {
  process.exitCode = await main(work);
} finally {
  await rm(work, { recursive: true, force: true });
}
