import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { toErrorDto } from '../../shared/errors/error-dto.ts';
import { relayOver, type FromTransport, type ToTransport } from '../http/relay-messages.ts';
import { createRelayTransport } from '../http/relay-transport.ts';
import { createLogger } from '../log/logger.ts';
import { closedLogs, openLogFile } from '../log/log-file.ts';
import { createSystemClock, createSystemRandom } from '../ports/system-time.ts';
import { openStore } from '../store/store.ts';
import { settleFolder } from './backup/folder.ts';
import { composeEngine } from './compose.ts';
import type { FromEngine, ToEngine } from './port-messages.ts';
import { servePort } from './serve-port.ts';
import type { WorkerData } from './worker-options.ts';

/** Entry of the engine's thread. */
function main(): void {
  if (parentPort === null) throw new Error('the engine runs in a worker thread');
  const port = parentPort;
  const options = workerData as WorkerData;
  settleFolder(options.dataFile);
  const store = openStore(options.dataFile);
  const clock = createSystemClock();
  const log = createLogger({ clock, destination: openLogFile(options.logFolder) });
  log.info('engine.started', { store: store.condition.state });
  const { relayPort, followsPac } = options;
  const composed = composeEngine({
    ...options,
    store,
    clock,
    random: createSystemRandom(),
    log,
    logs: closedLogs(options.logFolder),
    freeBytes: () => freeBytesAt(dirname(options.dataFile)),
    ...(relayPort === null
      ? {}
      : { transport: createRelayTransport(relayOver<ToTransport, FromTransport>(relayPort), { followsPac }) }),
  });
  const channel = {
    send: (message: FromEngine) => {
      port.postMessage(message);
    },
    onMessage: (listener: (message: ToEngine) => void) => {
      port.on('message', listener);
    },
  };
  servePort(channel, {
    engine: composed.engine,
    store: { state: store.condition.state, reason: reasonOf(store.condition.error) },
    hasSecrets: store.secrets.hasReal(),
    openVault: (key) => {
      composed.openVault(key);
    },
    close: async () => {
      await composed.close();
      store.close();
    },
  });
  composed.startUpkeep();
}

/** Null on file systems that do not say. */
async function freeBytesAt(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

function reasonOf(error: unknown): string | null {
  return error === null ? null : toErrorDto(error).text;
}

main();
