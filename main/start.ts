import { fileURLToPath } from 'node:url';
import { toErrorDto } from '../shared/errors/error-dto.ts';
import { createApp } from './app.ts';
import { terminalIo } from './cli/terminal.ts';
import { dataFolder } from './instance/data-folder.ts';
import { openApp } from './open-app.ts';
import { openWindow } from './open-window.ts';
import { createSystemClock, createSystemRandom } from './ports/system-time.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stop.abort();
  });
}
const clock = createSystemClock();
const io = terminalIo(clock, stop.signal);
try {
  const folder = dataFolder();
  const opened = await openApp({
    dataFolder: folder,
    host: 'web',
    assetsFolder: fileURLToPath(new URL('../dist/renderer', import.meta.url)),
    clock,
    random: createSystemRandom(),
    create: () => createApp({ dataFolder: folder, host: 'web' }),
  });
  try {
    await openWindow(opened, folder, io);
  } finally {
    await opened.close();
  }
} catch (error) {
  const { text, effect, next } = toErrorDto(error);
  io.err([text, effect, next].filter((part) => part !== undefined).join('\n'));
  process.exitCode = 1;
}
