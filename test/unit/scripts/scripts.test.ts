import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mlc-scripts-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const script = (name: string) => JSON.stringify(pathToFileURL(join(root, 'scripts', name)).href);

/** Runs code in the temporary folder, as the scripts run in the project's. */
function node(code: string, env: Record<string, string> = {}) {
  const clean = { PATH: join(folder, 'nothing'), MLC_CHROMIUM: '', CHROME_PATH: '', MLC_HOST: '', ...env };
  const done = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: folder,
    encoding: 'utf8',
    env: clean,
  });
  return { out: done.stdout.trim(), err: done.stderr, code: done.status };
}

function program(path: string, prints: string) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho '${prints}'\n`);
  chmodSync(file, 0o755);
  return file;
}

describe.runIf(process.platform === 'linux')('find-node', () => {
  const find = (version: string, path = '') =>
    node(
      `Object.defineProperty(process, 'version', { value: '${version}' });
      const { findNode } = await import(${script('find-node.mjs')});
      try { console.log(findNode() === process.execPath ? 'own' : findNode()); } catch (error) { console.log('!' + error.message); }`,
      { PATH: path },
    ).out;
  const packaged = `node_modules/node-linux-${process.arch}/bin/node`;

  test('the running Node if it is new enough', () => {
    expect(find('v24.1.0')).toBe('own');
  });

  test('the one that came with the packages if the running one is old', () => {
    program(packaged, 'v24.21.0');
    expect(find('v20.19.0')).toBe(packaged);
  });

  test('a package of a wrong version is passed over for the one on the path', () => {
    program(packaged, 'v20.1.0');
    program('bin/node', 'v26.0.0');
    expect(find('v20.19.0', join(folder, 'bin'))).toBe('node');
  });

  test('none: one sentence that says what to install', () => {
    program(packaged, 'v22.1.0');
    const said = find('v20.19.0', join(folder, 'bin'));
    expect(said).toMatch(/^!ml-connector needs Node 24 or later; this is v20\.19\.0 .*Install Node 24/);
    expect(said).not.toContain('\n');
  });
});

test('work is done once, and again after its input changed', () => {
  const done = () =>
    node(`const { hashOf, isDone, markDone } = await import(${script('stamp.mjs')});
      const hash = hashOf(['lock.json', 'sources']);
      console.log(isDone('install', hash));
      markDone('install', hash);`).out;
  mkdirSync(join(folder, 'sources'));
  writeFileSync(join(folder, 'lock.json'), '1');
  expect([done(), done()]).toEqual(['false', 'true']);
  writeFileSync(join(folder, 'lock.json'), '2');
  expect([done(), done()]).toEqual(['false', 'true']);
  writeFileSync(join(folder, 'sources', 'new.ts'), '');
  expect(done()).toBe('false');
});

test.each(['nonsense', 'constructor', ''])(
  'an unknown command (%s) is refused before anything is installed',
  (name) => {
    const done = spawnSync(process.execPath, [join(root, 'scripts', 'run.mjs'), name], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(done.status).toBe(2);
    expect(done.stderr).toContain('There is no command');
  },
);

test.runIf(process.platform === 'linux')(
  'Chromium: the named one, then Chrome’s path, then the first on the path; for tests one without a window before those',
  () => {
    const find = (env: Record<string, string>, wanted = '') =>
      node(`console.log((await import(${script('find-chromium.mjs')})).findChromium(${wanted}));`, env).out;
    expect(find({})).toBe('null');
    const kept = program('kept', '');
    mkdirSync(join(folder, '.cache'));
    writeFileSync(join(folder, '.cache', 'chromium-path'), kept);
    expect(find({})).toBe(kept);
    const PATH = dirname(program('bin/chromium', ''));
    expect(find({ PATH })).toBe(join(PATH, 'chromium'));
    expect(find({ PATH }, '{ forTests: true }')).toBe(join(PATH, 'chromium'));
    const shell = program('bin/chromium-headless-shell', '');
    expect([find({ PATH }), find({ PATH }, '{ forTests: true }')]).toEqual([join(PATH, 'chromium'), shell]);
    const CHROME_PATH = program('chrome', '');
    expect(find({ PATH, CHROME_PATH })).toBe(CHROME_PATH);
    const MLC_CHROMIUM = program('own', '');
    expect(find({ PATH, CHROME_PATH, MLC_CHROMIUM })).toBe(MLC_CHROMIUM);
    expect(find({ PATH, CHROME_PATH, MLC_CHROMIUM: join(folder, 'gone') })).toBe(CHROME_PATH);
  },
);

test('the host: what is asked for, else Electron, else the browser window, with the reason', () => {
  const { out } = node(`const { chooseHost, electronArgs } = await import(${script('choose-host.mjs')});
    const here = () => '/electron', absent = () => null, never = () => { throw new Error('asked'); };
    const ask = (...args) => { try { const { host, why } = chooseHost(...args); return [host, why]; } catch (error) { return error.message; } };
    console.log(JSON.stringify([
      ask({ DISPLAY: ':0' }, 'linux', here), ask({ DISPLAY: ':0' }, 'linux', absent), ask({}, 'linux', never), ask({}, 'darwin', here),
      ask({ MLC_HOST: 'web', DISPLAY: ':0' }, 'linux', never), ask({ MLC_HOST: 'electron' }, 'linux', absent),
      electronArgs(0, 'linux'), electronArgs(1000, 'linux'), electronArgs(0, 'darwin'),
    ]));`);
  expect(JSON.parse(out)).toEqual([
    ['electron', 'it is here'],
    ['web', 'Electron is not here and could not be fetched'],
    ['web', 'there is no display'],
    ['electron', 'it is here'],
    ['web', 'MLC_HOST asks for it'],
    'MLC_HOST asks for Electron, but its program is not here and could not be fetched.',
    ['--no-sandbox', '.'],
    ['.'],
    ['.'],
  ]);
});

test('Electron that cannot be fetched is not tried again the same day', () => {
  mkdirSync(join(folder, 'node_modules', 'electron'), { recursive: true });
  const install = "require('node:fs').appendFileSync('tries', 'x'); process.exit(1);";
  writeFileSync(join(folder, 'node_modules', 'electron', 'install.js'), install);
  const { out } = node(`const { ensureElectron } = await import(${script('find-electron.mjs')});
    const { readFileSync, writeFileSync } = await import('node:fs');
    const tries = () => [ensureElectron(), readFileSync('tries', 'utf8')];
    const seen = [tries(), tries()];
    writeFileSync('.cache/electron-not-obtainable', String(Date.now() - 25 * 3600 * 1000));
    console.log(JSON.stringify([...seen, tries()]));`);
  expect(JSON.parse(out)).toEqual([
    [null, 'x'],
    [null, 'x'],
    [null, 'xx'],
  ]);
});

test('the closing line counts files that cannot be loaded, skipped tests and checks that failed before', () => {
  const closing = (env: Record<string, string>) =>
    node(
      `const { SummaryReporter } = await import(${script('summary-reporter.ts')});
      const one = (state) => ({ result: () => ({ state }) });
      const file = (states, errors) => ({ children: { allTests: () => states.map(one) }, errors: () => errors });
      new SummaryReporter().onTestRunEnd([file(['passed', 'failed', 'skipped', 'pending'], []), file([], [new Error('x')])], []);`,
      env,
    )
      .out.split('\n')
      .at(-1);
  expect(closing({})).toBe('1 passed, 3 failed, 1 skipped');
  expect(closing({ MLC_CHECKS_FAILED: 'Linting, Checking the types' })).toBe('1 passed, 5 failed, 1 skipped');
});
