import { expect, test } from 'vitest';
import { runCli } from '../../../main/cli/run-cli.ts';
import { sha256Hex } from '../../../shared/evidence/sha256.ts';
import { smallPack } from '../../support/small-pack.ts';
import { FakeApp, fakeIo, info, overview, type FakeIo } from './fake-app.ts';

async function run(words: readonly string[], app: FakeApp | null, io: FakeIo): Promise<number> {
  const openWindow = () => Promise.reject(new Error('no window'));
  const openApp = () => (app === null ? Promise.reject(new Error('the app is not needed')) : Promise.resolve(app));
  return runCli(words, { io, openApp, openWindow });
}

const pack = smallPack();
const half = Math.ceil(pack.bytes.length / 2);

function making(): FakeApp {
  return new FakeApp({
    'app.info': () => info,
    'flows.overview': () => [overview],
    'evidence.make': () => ({
      fileName: 'evidence-finance.zip',
      sha256: pack.sha256,
      bytes: pack.bytes.length,
      parts: 2,
      runs: 1,
    }),
    'evidence.part': ({ part }: { part: number }) => ({
      base64: Buffer.from(pack.bytes.subarray(part * half, (part + 1) * half)).toString('base64'),
    }),
    'evidence.own-seal': () => ({ seal: 'forged', madeAtUtc: null }),
  });
}

test('a pack of a run or of a period is written whole to a new file', async () => {
  const io = fakeIo();
  const app = making();
  expect(await run(['evidence', '--run', 'run-1', '--out', 'a.zip'], app, io)).toBe(0);
  expect(io.written.get('a.zip')).toEqual(Buffer.from(pack.bytes));
  expect(io.stdout.join('\n')).toContain(pack.sha256);
  const period = ['evidence', '--flow', 'Finance', '--from', '2026-10-01', '--to', '2026-10-31'];
  expect(await run([...period, '--time-zone', 'Europe/Amsterdam', '--language', 'nl', '--json'], app, io)).toBe(0);
  expect(app.calls.findLast((call) => call.method === 'evidence.make')?.input).toEqual({
    scope: { kind: 'period', flowId: 'f1', fromDay: '2026-10-01', toDay: '2026-10-31', timeZone: 'Europe/Amsterdam' },
    language: 'nl',
  });
  expect(JSON.parse(io.stdout.at(-1) ?? '')).toMatchObject({ file: 'evidence-finance.zip', sha256: pack.sha256 });
});

test.each([
  [[]],
  [['--run', 'r', '--from', '2026-10-01']],
  [['--flow', 'Finance']],
  [['--run', 'r', '--language', 'xx']],
])('what it covers must be clear: %j', async (options) => {
  expect(await run(['evidence', ...options], making(), fakeIo())).toBe(2);
});

test('a whole pack ends with 0, without the app; a changed one with 1, saying what was changed', async () => {
  const changed = Uint8Array.from(pack.bytes);
  const at = new TextDecoder('latin1').decode(changed).indexOf('100.050000');
  changed[at] = '2'.charCodeAt(0);
  const io = fakeIo({ packs: { 'good.zip': pack.bytes, 'bad.zip': changed } });
  expect(await run(['verify', 'good.zip'], null, io)).toBe(0);
  expect(io.stdout.join('\n')).toContain(`SHA-256 ${pack.sha256}`);
  expect(io.stdout.join('\n')).not.toContain('WRONG');
  expect(await run(['verify', 'bad.zip'], null, io)).toBe(1);
  expect(io.stdout.at(-1)).toContain('WRONG');
  expect(await run(['verify', 'bad.zip', '--json'], null, io)).toBe(1);
  expect(JSON.parse(io.stdout.at(-1) ?? '')).toMatchObject({ whole: false, sha256: sha256Hex(changed) });
  expect(await run(['verify', 'none.zip'], null, io)).toBe(1);
  expect(await run(['verify'], null, io)).toBe(2);
});

test('with --own the installation is asked, and a seal forged in its name is wrong however whole the pack is', async () => {
  const io = fakeIo({ packs: { 'good.zip': pack.bytes } });
  const app = making();
  expect(await run(['verify', 'good.zip', '--own'], app, io)).toBe(1);
  expect(app.calls.at(-1)).toEqual({
    method: 'evidence.own-seal',
    input: {
      manifestSha256: pack.manifestSha256,
      keyId: '0123456789abcdef',
      hmac: 'cd'.repeat(32),
      packSha256: pack.sha256,
    },
  });
});
