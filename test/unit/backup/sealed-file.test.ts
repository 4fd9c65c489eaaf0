import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  assertStrongPassphrase,
  openSealedFile,
  readSealedAbout,
  writeSealedFile,
} from '../../../main/vault/sealed-file.ts';
import { cheapCost } from '../../support/cheap-cost.ts';
import { createSeededRandom } from '../../support/virtual-clock.ts';

const passphrase = 'correct horse battery staple';
const megabyte = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'mlc-sealed-'));
const random = createSeededRandom('sealed');

async function sealed(name: string, content: Uint8Array): Promise<string> {
  const path = join(folder, name);
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < content.byteLength; at += 300_000) {
      yield await Promise.resolve(content.subarray(at, at + 300_000));
    }
  }
  await writeSealedFile({
    path,
    passphrase,
    about: { appVersion: '1' },
    plainBytes: content.byteLength,
    content: pieces(),
    random,
    cost: cheapCost,
  });
  return path;
}

async function opened(path: string, by = passphrase): Promise<Buffer> {
  const reader = await openSealedFile(path, by, cheapCost);
  try {
    const pieces: Uint8Array[] = [];
    for await (const piece of reader.chunks()) pieces.push(piece);
    return Buffer.concat(pieces);
  } finally {
    await reader.close();
  }
}

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing thrown',
    (error: unknown) => (error as { code?: unknown }).code,
  );

/** Some bytes that no two places of share for long. */
const someBytes = (length: number) => Buffer.alloc(length).map((_, index) => (index * 31 + (index >> 8) * 7) & 255);

const content = someBytes(2 * megabyte + 17);
let path: string;
let bytes: Buffer;
beforeAll(async () => {
  path = await sealed('whole', content);
  bytes = readFileSync(path);
});

function changed(name: string, change: (copy: Buffer) => Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, change(Buffer.from(bytes)));
  return file;
}

describe('a sealed file', () => {
  test('gives back what was sealed, and shows nothing of it', async () => {
    expect((await opened(path)).equals(content)).toBe(true);
    expect(bytes.includes(Buffer.from(content.subarray(0, 32)))).toBe(false);
    expect(bytes.includes(Buffer.from(passphrase))).toBe(false);
  });

  test.each([0, megabyte])('holds %i bytes', async (length) => {
    const some = someBytes(length);
    expect((await opened(await sealed(`of-${String(length)}`, some))).equals(some)).toBe(true);
  });

  test('says that the passphrase is another', async () => {
    expect(await codeOf(opened(path, 'another horse entirely'))).toBe('BACKUP_PASSPHRASE_WRONG');
  });

  test('opens with the same passphrase, composed otherwise', async () => {
    const file = join(folder, 'accents');
    const one = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Uint8Array.of(1));
    };
    const options = { path: file, about: {}, plainBytes: 1, content: one(), random, cost: cheapCost };
    await writeSealedFile({ ...options, passphrase: 'cafe\u0301 au lait chaud' });
    expect(await opened(file, 'café au lait chaud')).toEqual(Buffer.of(1));
  });

  test('says at every length that it was cut off', async () => {
    for (const length of [11, 40, bytes.byteLength - 1]) {
      const file = changed('cut', (copy) => copy);
      truncateSync(file, length);
      expect(await codeOf(opened(file)), String(length)).toBe('BACKUP_CUT_OFF');
    }
  });

  test('notices a change of any one byte', async () => {
    const places = [20, 150, 430, 700_000, bytes.byteLength - 1];
    for (const place of places) {
      const file = changed('flipped', (copy) => {
        copy.writeUInt8(copy.readUInt8(place) ^ 1, place);
        return copy;
      });
      const code = await codeOf(opened(file));
      expect(['BACKUP_DAMAGED', 'BACKUP_PASSPHRASE_WRONG', 'BACKUP_CUT_OFF', 'BACKUP_NEWER'], String(place)).toContain(
        code,
      );
    }
  }, 60_000);

  test('notices chunks that changed places', async () => {
    const file = changed('swapped', (copy) => {
      const head = 12 + copy.readUInt32BE(8);
      const length = megabyte + 16;
      return Buffer.concat([
        copy.subarray(0, head),
        copy.subarray(head + length, head + 2 * length),
        copy.subarray(head, head + length),
        copy.subarray(head + 2 * length),
      ]);
    });
    expect(await codeOf(opened(file))).toBe('BACKUP_DAMAGED');
  });

  test('tells another file and a newer format apart', async () => {
    writeFileSync(join(folder, 'other'), 'SQLite format 3');
    expect(await codeOf(opened(join(folder, 'other')))).toBe('BACKUP_NOT_ONE');
    const newer = changed('newer', (copy) =>
      Buffer.from(copy.toString('latin1').replace('"version":1', '"version":9'), 'latin1'),
    );
    expect(await codeOf(opened(newer))).toBe('BACKUP_NEWER');
    expect(await codeOf(opened(join(folder, 'none')))).toBe('BACKUP_UNREADABLE');
  });

  test('costs what guessing must cost where nobody says otherwise, and takes no file that is cheaper', async () => {
    const file = join(folder, 'whole-price');
    const one = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Uint8Array.of(1));
    };
    await writeSealedFile({ path: file, passphrase, about: {}, plainBytes: 1, content: one(), random });
    expect(readFileSync(file).toString('latin1')).toContain('"n":131072,"r":8,"p":1');
    await (await openSealedFile(file, passphrase)).close();
    expect(await codeOf(openSealedFile(path, passphrase))).toBe('BACKUP_DAMAGED');
  });

  test('says what it is without its passphrase, and nothing of what is not whole', async () => {
    const file = join(folder, 'whole-price');
    expect(await readSealedAbout(file)).toMatchObject({ about: {}, bytes: readFileSync(file).byteLength });
    writeFileSync(join(folder, 'half-price'), readFileSync(file).subarray(0, -1));
    for (const name of ['half-price', 'none']) expect(await readSealedAbout(join(folder, name))).toBeNull();
  });

  test('wants a passphrase that is not guessed at once', () => {
    for (const weak of ['', 'short one', 'aaaaaaaaaaaaaaaaaaaa', '1212121212121212']) {
      expect(() => {
        assertStrongPassphrase(weak);
      }, weak).toThrow(expect.objectContaining({ code: 'BACKUP_PASSPHRASE_WEAK' }) as Error);
    }
    assertStrongPassphrase(passphrase);
  });
});
