import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startReceiverProcess, type ReceiverProcess } from './receiver.ts';
import { sendLoad, type LoadResult } from './send-load.ts';

export interface LoadReport {
  readonly sent: LoadResult;
  /** Events in the store when all was done. */
  readonly stored: number;
  /** Acknowledged events that are not there. */
  readonly lost: readonly string[];
  /** Memory of the receiving process, at each tick. */
  readonly rssBytes: readonly number[];
}

/** Sends `perSecond` events for so many seconds to a receiver whose engine is busy half of the time, and counts what arrived. */
export async function runLoad(options: { readonly perSecond: number; readonly seconds: number }): Promise<LoadReport> {
  const folder = mkdtempSync(join(tmpdir(), 'mlc-load-'));
  const receiver = await startReceiverProcess(folder, 250);
  const rssBytes: number[] = [];
  try {
    const sent = await sendLoad({
      ...options,
      port: receiver.port,
      onTick: () => {
        void receiver.facts().then((facts) => rssBytes.push(facts.rssBytes));
      },
    });
    await untilStored(receiver, sent.acknowledged.length);
    const keys = await receiver.keys();
    const there = new Set(keys);
    const lost = sent.acknowledged.filter((key) => !there.has(key));
    await receiver.close();
    return { sent, stored: keys.length, lost, rssBytes };
  } finally {
    await receiver.kill().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The engine takes what the journal holds after the answers. Gives up after a while; what is missing then is lost. */
export async function untilStored(receiver: ReceiverProcess, count: number): Promise<void> {
  for (let look = 0; look < 200; look += 1) {
    if ((await receiver.facts()).stored >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The value that so large a share of the sorted list does not exceed. */
export function shareOf(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** Memory at a third of the way, when everything has been used once, and at the end. */
export function memoryOf(rssBytes: readonly number[]): { readonly early: number; readonly late: number } {
  const third = Math.floor(rssBytes.length / 3);
  const most = (part: readonly number[]): number => Math.max(0, ...part);
  return { early: most(rssBytes.slice(0, 2 * third)), late: most(rssBytes.slice(2 * third)) };
}
