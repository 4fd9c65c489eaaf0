import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** What the entry asked of Electron, in order. */
const asked: string[] = [];
let ready: () => void = () => undefined;
let hasNoSandboxSwitch = false;
let folder: string;

vi.mock('electron', () => {
  const tell =
    (name: string) =>
    (...args: unknown[]) => {
      asked.push(`${name} ${args.map(String).join(' ')}`.trim());
    };
  return {
    app: {
      commandLine: { hasSwitch: () => hasNoSandboxSwitch },
      enableSandbox: tell('enableSandbox'),
      setPath: tell('setPath'),
      requestSingleInstanceLock: () => true,
      on: () => undefined,
      exit: tell('exit'),
      getLocale: () => 'en-GB',
      quit: tell('quit'),
      whenReady: () =>
        new Promise<void>((resolve) => {
          const before = ready;
          ready = () => {
            before();
            resolve();
          };
        }),
    },
    protocol: {
      registerSchemesAsPrivileged: tell('registerSchemesAsPrivileged'),
      handle: () => {
        throw new Error('the scheme is taken');
      },
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: () => undefined,
        setPermissionCheckHandler: () => undefined,
        setDevicePermissionHandler: () => undefined,
      },
    },
    dialog: { showErrorBox: tell('showErrorBox') },
    BrowserWindow: vi.fn(),
    ipcMain: {},
    Menu: {},
    nativeImage: {},
    nativeTheme: {},
    net: {},
    Notification: vi.fn(),
    powerMonitor: {},
    powerSaveBlocker: {},
    safeStorage: {},
    screen: {},
    shell: {},
    Tray: vi.fn(),
  };
});

const watched = ['uncaughtException', 'unhandledRejection'] as const;
/** What listened for faults before the entry did. */
const listened = new Set(watched.flatMap((name) => process.rawListeners(name)));

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'mlc-entry-')), 'data');
  vi.stubEnv('MLC_DATA_DIR', folder);
  vi.resetModules();
  asked.length = 0;
  ready = () => undefined;
  hasNoSandboxSwitch = false;
});

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const name of watched) {
    for (const one of process.rawListeners(name)) {
      if (!listened.has(one)) process.off(name, one as () => void);
    }
  }
  await rm(join(folder, '..'), { recursive: true, force: true });
});

test('the entry is read to its end before Electron is ready, and has then asked for what comes before', async () => {
  // Electron gets ready only after this import: an entry that waited for it would never end.
  await import('../../../main/index.ts');
  const browser = join(folder, 'browser');
  expect(asked.map((line) => line.split(' ')[0])).toEqual(['registerSchemesAsPrivileged', 'enableSandbox', 'setPath']);
  expect(asked).toContain(`setPath userData ${browser}`);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(browser)).mode & 0o777).toBe(0o700);
});

test('--no-sandbox is not undone', async () => {
  hasNoSandboxSwitch = true;
  await import('../../../main/index.ts');
  expect(asked).not.toContain('enableSandbox');
});

test('a start that fails says so in a box and ends with 1', async () => {
  await import('../../../main/index.ts');
  ready();
  await vi.waitFor(() => {
    // Electron is ready a second time for the box.
    ready();
    expect(asked.at(-1)).toBe('exit 1');
  }, 20_000);
  const box = asked.find((line) => line.startsWith('showErrorBox')) ?? '';
  expect(box).toContain('Something went wrong inside ml-connector.');
  expect(box).not.toContain('the scheme is taken');
});
