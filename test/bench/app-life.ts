import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { chromium } from 'playwright-core';
import { rowsOf, runToEnd, withPractice } from './practice-run.ts';

const root = resolve(import.meta.dirname, '../..');
const browserPath = process.env['MLC_CHROMIUM'] ?? '/usr/bin/chromium';

export interface StartBench {
  /** From the start of the process to the address of its window, in milliseconds: store open, engine answering. */
  readonly readyMs: number;
  /** From the start of the process to a window whose first screen can be used. The browser was running. */
  readonly usableMs: number;
}

export interface IdleBench {
  /** Resident memory of the process with its engine, after it was left alone. */
  readonly megabytes: number;
  /** Share of one processor core while it is left alone. */
  readonly core: number;
  readonly seconds: number;
}

export interface BlockingBench {
  readonly rows: number;
  /** Longest time that the main thread did not come round, in milliseconds. */
  readonly longestMs: number;
  /** 99th percentile of the same. */
  readonly usualMs: number;
}

/** The app as `npm start` runs it on a machine without a display: the process, and the address that it prints. */
async function startProcess(folder: string): Promise<{ child: ChildProcess; address: string }> {
  const env = { ...process.env, MLC_DATA_DIR: folder, DISPLAY: '', WAYLAND_DISPLAY: '' };
  const child = spawn(process.execPath, [join(root, 'main/start.ts')], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(line)?.[0];
    if (address !== undefined) return { child, address };
  }
  throw new Error('the app ended before it told its address');
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await ended;
}

async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'mlc-bench-life-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The best of several starts, each on a data folder that was used before: what an operator waits for every morning. */
export async function benchStart(turns = 5): Promise<StartBench> {
  const browser = await chromium.launch({
    executablePath: browserPath,
    args: ['--no-sandbox', '--headless', '--disable-gpu'],
  });
  try {
    return await withFolder(async (folder) => {
      const seen: StartBench[] = [];
      for (let turn = 0; turn <= turns; turn += 1) {
        const startedAt = performance.now();
        const { child, address } = await startProcess(folder);
        const readyMs = performance.now() - startedAt;
        const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
        await page.goto(address);
        await page.getByRole('heading', { level: 1 }).waitFor();
        seen.push({ readyMs, usableMs: performance.now() - startedAt });
        await page.context().close();
        await stop(child);
      }
      // The first start makes the data file.
      return seen.slice(1).reduce((best, one) => (one.usableMs < best.usableMs ? one : best));
    });
  } finally {
    await browser.close();
  }
}

const ticksPerSecond = 100;

/** Processor time of a process so far in seconds, and its resident memory in bytes (Linux: proc(5)). */
function usageOf(pid: number): { seconds: number; bytes: number } {
  const fields = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const pages = Number(readFileSync(`/proc/${String(pid)}/statm`, 'utf8').split(' ')[1]);
  return { seconds: ticks / ticksPerSecond, bytes: pages * 4096 };
}

/** The app left alone: no window, no run, its schedules kept. Null where the system does not tell (not Linux). */
export async function benchIdle(seconds = 30, settleSeconds = 10): Promise<IdleBench | null> {
  if (process.platform !== 'linux') return null;
  return withFolder(async (folder) => {
    const { child } = await startProcess(folder);
    try {
      const pid = child.pid ?? 0;
      await wait(settleSeconds);
      const before = usageOf(pid);
      await wait(seconds);
      const after = usageOf(pid);
      return { megabytes: after.bytes / 1e6, core: (after.seconds - before.seconds) / seconds, seconds };
    } finally {
      await stop(child);
    }
  });
}

/** How long the main thread is kept from its other work while a run moves `scale` times the usual practice world. */
export async function benchBlocking(scale: number): Promise<BlockingBench> {
  return withPractice(scale, async (app, flowId) => {
    const resolution = 2;
    const delay = monitorEventLoopDelay({ resolution });
    delay.enable();
    const run = await runToEnd(app, flowId);
    delay.disable();
    const { rows } = await rowsOf(app, run);
    // The histogram counts the whole interval between two looks; the pause that was asked for is not blocking.
    const blocked = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolution);
    return { rows, longestMs: blocked(delay.max), usualMs: blocked(delay.percentile(99)) };
  });
}

function wait(seconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, seconds * 1000));
}
