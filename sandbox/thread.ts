import { parentPort, workerData } from 'node:worker_threads';
import {
  startDestinations,
  startSources,
  type PracticeDestinations,
  type PracticeOptions,
  type PracticeSources,
} from './index.ts';
import type { FromPractice, PracticeSystemFacts, PracticeThreadOptions, ToPractice } from './thread-messages.ts';
import type { PracticeSystem } from './practice-system.ts';

type Part = Pick<PracticeDestinations, 'systems' | 'close'> & Partial<Pick<PracticeSources, 'change' | 'keepChanging'>>;

function say(message: FromPractice): void {
  parentPort?.postMessage(message);
}

function factsOf(system: PracticeSystem): PracticeSystemFacts {
  const { address, settings, secrets, credentials, faults } = system;
  return {
    system: system.system,
    address,
    settings,
    secrets,
    credentials,
    faults,
    activeFaults: system.activeFaults(),
  };
}

async function answer(
  practice: Part,
  message: ToPractice,
): Promise<readonly PracticeSystemFacts[] | readonly string[]> {
  switch (message.kind) {
    case 'facts':
      return practice.systems.map(factsOf);
    case 'change':
      return (await practice.change?.(message.what)) ?? [];
    case 'keep-changing':
      practice.keepChanging?.(message.on);
      return [];
    case 'fault': {
      const system = practice.systems.find((one) => one.system === message.system);
      if (system === undefined) throw new Error(`there is no practice ${message.system}`);
      system.setFault(message.fault, message.active);
      return [];
    }
    case 'close':
      await practice.close();
      return [];
  }
}

async function main(): Promise<void> {
  const { part, folder, seed, scale, latency } = workerData as PracticeThreadOptions;
  const start: (options: PracticeOptions) => Promise<Part> = part === 'sources' ? startSources : startDestinations;
  const practice = await start({
    ...(folder === null ? {} : { folder }),
    ...(seed === null ? {} : { seed }),
    ...(scale === null ? {} : { scale }),
    ...(latency === null ? {} : { latency }),
  });
  parentPort?.on('message', (message: ToPractice) => {
    answer(practice, message).then(
      (value) => {
        say({ kind: 'answer', id: message.id, value });
      },
      (error: unknown) => {
        say({ kind: 'refused', id: message.id, reason: error instanceof Error ? error.message : String(error) });
      },
    );
  });
  say({ kind: 'ready' });
}

main().catch((error: unknown) => {
  say({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
});
