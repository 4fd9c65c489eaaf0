import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const child = join(import.meta.dirname, 'keyring-child.ts');
const missing = ['dbus-run-session', 'gnome-keyring-daemon'].filter(
  (name) => !(process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, name))),
);
const canRun = process.platform === 'linux' && missing.length === 0;
const why = process.platform === 'linux' ? `missing: ${missing.join(', ')}` : 'the Secret Service is a Linux service';
if (!canRun) process.stdout.write(`not run: Secret Service contract (${why})\n`);

type Answer = Readonly<Record<string, string>>;

/** A keyring of its own in a session of its own: nothing of the machine's keychain is touched. */
describe('a real Secret Service', () => {
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'mlc-keyring-'));
    mkdirSync(join(home, 'run'), { mode: 0o700 });
    mkdirSync(join(home, '.cache'));
    mkdirSync(join(home, '.local/share'), { recursive: true });
  });
  afterAll(() => {
    rmSync(home, { recursive: true, force: true });
  });

  function session(calls: readonly string[], unlocked: boolean): Answer[] {
    const unlock = "printf 'pw\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null";
    const script = [...(unlocked ? [unlock] : []), ...calls.map((call) => `"$MLC_NODE" "$MLC_CHILD" ${call}`)].join(
      '; ',
    );
    const result = spawnSync('dbus-run-session', ['--', 'bash', '-c', script], {
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        XDG_RUNTIME_DIR: join(home, 'run'),
        MLC_NODE: process.execPath,
        MLC_CHILD: child,
      },
      encoding: 'utf8',
      timeout: 60_000,
    });
    return result.stdout
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Answer);
  }

  it.runIf(canRun)('keeps one key for each data folder, also over a restart of the session', () => {
    const [first, again, other] = session(['folder-1', 'folder-1', 'folder-2'], true);
    expect(first?.['state']).toBe('open');
    expect(Buffer.from(first?.['key'] ?? '', 'base64')).toHaveLength(32);
    expect(again).toEqual(first);
    expect(other?.['state']).toBe('open');
    expect(other?.['key']).not.toBe(first?.['key']);
    expect(session(['folder-1 must-exist'], true)).toEqual([first]);
  });

  it.runIf(canRun)('makes no new key where one must exist', () => {
    expect(session(['folder-unknown must-exist'], true)).toEqual([{ state: 'error', code: 'VAULT_KEY_MISSING' }]);
  });

  it.runIf(canRun)('says so when the keychain is locked and nobody can answer its prompt', () => {
    session(['folder-1'], true);
    const [locked] = session(['folder-9'], false);
    expect(locked).toMatchObject({ state: 'unset', problem: 'denied' });
  });

  it.runIf(canRun)('says so when there is no session bus', () => {
    const result = spawnSync(process.execPath, [child, 'folder-1'], {
      env: { PATH: '/nonexistent', HOME: home, XDG_RUNTIME_DIR: join(home, 'nothing') },
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(JSON.parse(result.stdout)).toMatchObject({ state: 'unset', problem: 'absent' });
  });
});
