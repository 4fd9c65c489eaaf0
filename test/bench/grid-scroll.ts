import type { CDPSession, Page } from 'playwright-core';
import { TestBrowser } from '../support/chromium.ts';
import { GridPages } from '../support/grid-page.ts';

/** How smoothly one way of scrolling went. Times in milliseconds. */
export interface ScrollRun {
  readonly way: 'wheel' | 'page down';
  /** Rows that went by. */
  readonly rows: number;
  readonly frames: number;
  readonly framesPerSecond: number;
  readonly medianFrameMs: number;
  /** 95 of 100 frames took at most this long. */
  readonly p95FrameMs: number;
  readonly longestFrameMs: number;
  /** Longest task that held the page's thread; 0 if none held it for 50 ms. */
  readonly longestTaskMs: number;
  /** Processor time of the page's thread in each frame: what is left of 16.7 ms is spare, whatever else the machine does. */
  readonly workPerFrameMs: number;
}

export interface GridScrollBench {
  readonly rows: number;
  /** Most rows that were in the page at once. */
  readonly mostRowsDrawn: number;
  readonly runs: readonly ScrollRun[];
}

interface Recording {
  readonly frames: number[];
  readonly tasks: number[];
  mostRows: number;
  running: boolean;
}

declare global {
  interface Window {
    recording: Recording;
  }
}

const ways = {
  wheel: (page: Page) => page.mouse.wheel(0, 240),
  'page down': (page: Page) => page.keyboard.press('PageDown'),
} as const;

/**
 * Scrolls the grid with 100,000 rows for some seconds by wheel and by the Page Down key, over a source that answers like the
 * engine does, in the Chromium that is installed, and measures each frame.
 */
export async function benchGridScroll(seconds = 4): Promise<GridScrollBench> {
  const rows = 100_000;
  const pages = await GridPages.start();
  try {
    const { page } = await pages.open({ query: `rows=${String(rows)}` });
    const session = await page.context().newCDPSession(page);
    // The thread's own time: what other programs take of the machine is not the grid's.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page
      .getByRole('rowheader')
      .first()
      .click({ position: { x: 3, y: 3 } });
    await page.mouse.move(400, 400);
    const runs: ScrollRun[] = [];
    let mostRowsDrawn = 0;
    for (const way of ['wheel', 'page down'] as const) {
      // The first turn warms up code and fonts, as the first second of a person's work does.
      await measure({ page, session, way, seconds: 1 });
      const { run, mostRows } = await measure({ page, session, way, seconds });
      runs.push(run);
      mostRowsDrawn = Math.max(mostRowsDrawn, mostRows);
    }
    return { rows, mostRowsDrawn, runs };
  } finally {
    await pages.close();
    await TestBrowser.end();
  }
}

interface Turn {
  readonly page: Page;
  readonly session: CDPSession;
  readonly way: ScrollRun['way'];
  readonly seconds: number;
}

async function measure(turn: Turn): Promise<{ run: ScrollRun; mostRows: number }> {
  const { page, session, way, seconds } = turn;
  const firstRow = await topRow(page);
  await startRecording(page);
  const busyBefore = await taskSeconds(session);
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) await ways[way](page);
  const busyMs = ((await taskSeconds(session)) - busyBefore) * 1000;
  const { frames, tasks, mostRows } = await page.evaluate(() => {
    window.recording.running = false;
    return window.recording;
  });
  const sorted = frames.toSorted((a, b) => a - b);
  const total = frames.reduce((sum, frame) => sum + frame, 0);
  const run = {
    way,
    rows: (await topRow(page)) - firstRow,
    frames: frames.length,
    framesPerSecond: (frames.length / total) * 1000,
    medianFrameMs: quantile(sorted, 0.5),
    p95FrameMs: quantile(sorted, 0.95),
    longestFrameMs: sorted.at(-1) ?? 0,
    longestTaskMs: Math.max(0, ...tasks),
    workPerFrameMs: busyMs / frames.length,
  };
  return { run, mostRows };
}

function startRecording(page: Page): Promise<void> {
  return page.evaluate(() => {
    const recording: Recording = { frames: [], tasks: [], mostRows: 0, running: true };
    window.recording = recording;
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) recording.tasks.push(task.duration);
    }).observe({ type: 'longtask' });
    let last = performance.now();
    const frame = (now: number): void => {
      recording.frames.push(now - last);
      last = now;
      const drawn = document.querySelectorAll('[role="row"]').length;
      recording.mostRows = Math.max(recording.mostRows, drawn);
      if (recording.running) requestAnimationFrame(frame);
    };
    requestAnimationFrame((now) => {
      last = now;
      requestAnimationFrame(frame);
    });
  });
}

/** Seconds that the page's thread was at work so far. */
async function taskSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0;
}

function topRow(page: Page): Promise<number> {
  return page.getByRole('grid').evaluate((grid) => Math.round(grid.scrollTop / 36));
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(await benchGridScroll(), null, 2)}\n`);
