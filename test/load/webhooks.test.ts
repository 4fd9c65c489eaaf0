import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startReceiverProcess } from './receiver.ts';
import { runLoad, untilStored } from './run-load.ts';
import { sendLoad } from './send-load.ts';

test('500 events a second for five seconds: each one that was acknowledged is stored, once', async () => {
  const { sent, stored, lost } = await runLoad({ perSecond: 500, seconds: 5 });
  expect(sent.acknowledged.length + [...sent.refused.values()].reduce((sum, one) => sum + one, 0)).toBe(2_500);
  expect(lost).toEqual([]);
  expect(stored).toBe(sent.acknowledged.length);
});

test('a process that is killed while events come in loses none that it acknowledged', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mlc-killed-'));
  try {
    const acknowledged: string[] = [];
    for (const round of [0, 1, 2]) {
      const receiver = await startReceiverProcess(folder, 250);
      const kills: Promise<void>[] = [];
      const { acknowledged: own } = await sendLoad({
        port: receiver.port,
        perSecond: 600,
        seconds: 0.8,
        from: round * 1_000,
        onTick: (sent) => {
          if (sent > 150 + round * 37 && kills.length === 0) kills.push(receiver.kill());
        },
      });
      await Promise.all([...kills, receiver.kill()]);
      acknowledged.push(...own);
    }
    const last = await startReceiverProcess(folder, 0);
    await untilStored(last, acknowledged.length);
    const keys = await last.keys();
    await last.close();
    expect(acknowledged.length).toBeGreaterThan(20);
    expect(acknowledged.filter((key) => !keys.includes(key))).toEqual([]);
    expect(new Set(keys).size).toBe(keys.length);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
