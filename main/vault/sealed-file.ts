import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { isStrongEnough, leastPassphraseCharacters } from '../../shared/model/passphrase.ts';
import type { Random } from '../ports/time.ts';
import {
  deriveKey,
  isVerified,
  passphraseCost,
  passphraseFields,
  passphraseSaltBytes,
  verifierOf,
  type PassphraseCost,
} from './passphrase-key.ts';

/** First bytes of every sealed file. */
const magic = Buffer.from('MLCSEAL\n', 'latin1');
export const sealedVersion = 1;
const chunkBytes = 1024 * 1024;
const tagBytes = 16;
const longestHeader = 64 * 1024;
const purpose = 'ml-connector backup verifier v1';

const headerFields = {
  format: z.literal('ml-connector-backup'),
  version: z.literal(sealedVersion),
  chunkBytes: z.literal(chunkBytes),
  /** Length of what is sealed: a shorter file was cut off. */
  plainBytes: z.number().int().min(0),
  about: z.record(z.string(), z.union([z.string(), z.number()])),
};
const headerSchema = (least: PassphraseCost) => z.object({ ...headerFields, ...passphraseFields(least) });
export type SealedHeader = z.infer<ReturnType<typeof headerSchema>>;

/** Throws BACKUP_PASSPHRASE_WEAK for fewer than 12 characters or fewer than 6 different ones. */
export function assertStrongPassphrase(passphrase: string): void {
  if (isStrongEnough(passphrase)) return;
  throw new AppError('BACKUP_PASSPHRASE_WEAK', 'config', { details: { least: leastPassphraseCharacters } });
}

export interface SealOptions {
  readonly path: string;
  readonly passphrase: string;
  /** Readable without the passphrase, but not to be changed unnoticed. */
  readonly about: SealedHeader['about'];
  readonly plainBytes: number;
  readonly content: AsyncIterable<Uint8Array>;
  readonly random: Random;
  /** Default: the product's own. */
  readonly cost?: PassphraseCost;
  onProgress?(doneBytes: number): void;
}

/**
 * Writes a sealed file (docs/security.md): magic, header length, header (JSON), then chunks of 1 MiB, each AES-256-GCM with its
 * number and whether it is the last in the nonce, and with the header's hash as additional data. The key is derived from the
 * passphrase and a salt of this file alone, so that no nonce comes twice under one key. Durable when it returns. The file must not
 * exist. Throws as the file system does.
 */
export async function writeSealedFile(options: SealOptions): Promise<void> {
  const { cost = passphraseCost } = options;
  const salt = options.random.bytes(passphraseSaltBytes);
  const key = await deriveKey(options.passphrase, salt, cost);
  const header: SealedHeader = {
    format: 'ml-connector-backup',
    version: sealedVersion,
    kdf: 'scrypt',
    ...cost,
    salt: Buffer.from(salt).toString('base64'),
    verifier: verifierOf(key, purpose).toString('base64'),
    chunkBytes,
    plainBytes: options.plainBytes,
    about: options.about,
  };
  const head = headBytes(header);
  const file = await open(options.path, 'wx', 0o600);
  try {
    await writeAll(file, head);
    const binding = createHash('sha256').update(head).digest();
    let index = 0;
    for await (const { bytes, isLast } of inChunks(options.content)) {
      await writeAll(file, sealChunk(key, binding, { index, isLast }, bytes));
      index += 1;
      options.onProgress?.(Math.min(index * chunkBytes, options.plainBytes));
    }
    await file.sync();
  } finally {
    key.fill(0);
    await file.close();
  }
}

export interface SealedReader {
  readonly about: SealedHeader['about'];
  readonly plainBytes: number;
  /** Each chunk is checked before it is given. Throws BACKUP_DAMAGED. */
  chunks(): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Opens a sealed file. Throws BACKUP_UNREADABLE (no such file), BACKUP_NOT_ONE, BACKUP_NEWER, BACKUP_CUT_OFF, BACKUP_DAMAGED and
 * BACKUP_PASSPHRASE_WRONG. A file that was made at less than `least` counts as changed.
 */
export async function openSealedFile(
  path: string,
  passphrase: string,
  least: PassphraseCost = passphraseCost,
): Promise<SealedReader> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw unreadable(error);
  });
  try {
    const { header, head } = await readHeader(file, least);
    const expected = head.byteLength + sealedLength(header.plainBytes);
    const { size } = await file.stat();
    if (size < expected) throw new AppError('BACKUP_CUT_OFF', 'config');
    if (size > expected) throw damaged();
    const key = await deriveKey(passphrase, Buffer.from(header.salt, 'base64'), header);
    const isRight = isVerified(key, purpose, Buffer.from(header.verifier, 'base64'));
    if (isRight === null) throw damaged();
    if (!isRight) throw new AppError('BACKUP_PASSPHRASE_WRONG', 'auth');
    return readerOf(file, { header, head, key });
  } catch (error) {
    await file.close();
    throw error instanceof AppError ? error : unreadable(error);
  }
}

/** What a sealed file says of itself without its passphrase; null if it is not a whole one. Nothing of it is proven before it is opened. */
export async function readSealedAbout(
  path: string,
): Promise<{ readonly about: SealedHeader['about']; readonly bytes: number } | null> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return null;
  try {
    const { header, head } = await readHeader(file, passphraseCost);
    const { size } = await file.stat();
    return size === head.byteLength + sealedLength(header.plainBytes) ? { about: header.about, bytes: size } : null;
  } catch {
    return null;
  } finally {
    await file.close();
  }
}

function readerOf(file: FileHandle, opened: { header: SealedHeader; head: Buffer; key: Buffer }): SealedReader {
  const { header, head, key } = opened;
  const binding = createHash('sha256').update(head).digest();
  const count = chunkCount(header.plainBytes);
  return {
    about: header.about,
    plainBytes: header.plainBytes,
    async *chunks() {
      let at = head.byteLength;
      for (let index = 0; index < count; index += 1) {
        const isLast = index === count - 1;
        const plain = isLast ? header.plainBytes - index * chunkBytes : chunkBytes;
        const sealed = await readExactly(file, at, plain + tagBytes);
        at += sealed.byteLength;
        yield openChunk(key, binding, { index, isLast }, sealed);
      }
    },
    close: async () => {
      key.fill(0);
      await file.close();
    },
  };
}

interface ChunkPlace {
  readonly index: number;
  readonly isLast: boolean;
}

/** Its number and whether it is the last: chunks that change places, or an end that is not the end, do not open. */
function nonceOf({ index, isLast }: ChunkPlace): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(index), 3);
  nonce.writeUInt8(isLast ? 1 : 0, 11);
  return nonce;
}

function sealChunk(key: Buffer, binding: Buffer, place: ChunkPlace, plain: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(place), { authTagLength: tagBytes });
  cipher.setAAD(binding);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function openChunk(key: Buffer, binding: Buffer, place: ChunkPlace, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(place), { authTagLength: tagBytes });
  decipher.setAAD(binding);
  decipher.setAuthTag(sealed.subarray(sealed.byteLength - tagBytes));
  const plain = decipher.update(sealed.subarray(0, sealed.byteLength - tagBytes));
  try {
    decipher.final();
    return plain;
  } catch {
    plain.fill(0);
    throw damaged();
  }
}

async function* inChunks(content: AsyncIterable<Uint8Array>): AsyncGenerator<{ bytes: Uint8Array; isLast: boolean }> {
  let held = Buffer.alloc(0);
  for await (const piece of content) {
    held = Buffer.concat([held, piece]);
    // A full chunk waits for what follows it: only then is it known not to be the last.
    while (held.byteLength > chunkBytes) {
      yield { bytes: held.subarray(0, chunkBytes), isLast: false };
      held = held.subarray(chunkBytes);
    }
  }
  yield { bytes: held, isLast: true };
}

function chunkCount(plainBytes: number): number {
  return Math.max(1, Math.ceil(plainBytes / chunkBytes));
}

function sealedLength(plainBytes: number): number {
  return plainBytes + chunkCount(plainBytes) * tagBytes;
}

function headBytes(header: SealedHeader): Buffer {
  const json = Buffer.from(JSON.stringify(header), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.byteLength);
  return Buffer.concat([magic, length, json]);
}

async function readHeader(file: FileHandle, least: PassphraseCost): Promise<{ header: SealedHeader; head: Buffer }> {
  const start = Buffer.alloc(magic.byteLength + 4);
  const { bytesRead } = await file.read(start, 0, start.byteLength, 0);
  if (!start.subarray(0, Math.min(bytesRead, magic.byteLength)).equals(magic))
    throw new AppError('BACKUP_NOT_ONE', 'config');
  if (bytesRead < start.byteLength) throw new AppError('BACKUP_CUT_OFF', 'config');
  const length = start.readUInt32BE(magic.byteLength);
  if (length > longestHeader) throw damaged();
  const json = await readExactly(file, start.byteLength, length, new AppError('BACKUP_CUT_OFF', 'config'));
  return { header: parseHeader(json.toString('utf8'), least), head: Buffer.concat([start, json]) };
}

function parseHeader(json: string, least: PassphraseCost): SealedHeader {
  try {
    const value = JSON.parse(json) as unknown;
    const { version } = z.object({ version: z.number() }).parse(value);
    if (version > sealedVersion)
      throw new AppError('BACKUP_NEWER', 'config', { details: { found: version, known: sealedVersion } });
    return headerSchema(least).parse(value);
  } catch (error) {
    throw error instanceof AppError ? error : damaged();
  }
}

async function readExactly(file: FileHandle, at: number, length: number, orElse = damaged()): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let have = 0;
  while (have < length) {
    const { bytesRead } = await file.read(bytes, have, length - have, at + have);
    if (bytesRead === 0) throw orElse;
    have += bytesRead;
  }
  return bytes;
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let done = 0;
  while (done < bytes.byteLength) done += (await file.write(bytes, done, bytes.byteLength - done)).bytesWritten;
}

function damaged(): AppError {
  return new AppError('BACKUP_DAMAGED', 'config');
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this account may not read it',
  EPERM: 'this account may not read it',
};

function unreadable(error: unknown): AppError {
  const code = String((error as { code?: unknown }).code);
  const reason = reasons[code] ?? 'the disk does not give it';
  return new AppError('BACKUP_UNREADABLE', 'config', { details: { reason }, cause: error });
}
