import { parentPort, workerData } from 'node:worker_threads';
import { createSystemClock } from '../ports/system-time.ts';
import type { ToIntake } from './intake-messages.ts';
import { IntakeRun } from './intake-run.ts';

/** Entry of the receiver's thread: an answer waits for the disk alone, never for what the engine is doing. */
async function main(): Promise<void> {
  if (parentPort === null) throw new Error('the receiver runs in a worker thread');
  const port = parentPort;
  const { folder } = workerData as { folder: string };
  const run = await IntakeRun.open(folder, createSystemClock(), (message) => {
    port.postMessage(message);
  });
  port.on('message', (message: ToIntake) => {
    void run.take(message).then(() => {
      if (message.kind === 'close') port.close();
    });
  });
}

await main();
