import { fileURLToPath } from 'node:url';
import { toErrorDto } from '../shared/errors/error-dto.ts';
import { createApp } from './app.ts';
import { terminalIo } from './cli/terminal.ts';
import { dataFolder } from './instance/data-folder.ts';
import { openWindow } from './open-window.ts';
import { createSystemClock } from './ports/system-time.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stop.abort();
  });
}
const io = terminalIo(createSystemClock(), stop.signal);
try {
  const app = await createApp({
    dataFolder: dataFolder(),
    host: 'web',
    assetsFolder: fileURLToPath(new URL('../dist/renderer', import.meta.url)),
  });
  try {
    await openWindow(app, io);
  } finally {
    await app.close();
  }
} catch (error) {
  const { text, effect, next } = toErrorDto(error);
  io.err([text, effect, next].filter((part) => part !== undefined).join('\n'));
  process.exitCode = 1;
}
