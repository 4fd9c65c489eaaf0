import { allAtOnce, type Pieces } from './pieces.ts';

/** One file of an archive. */
export interface ZipFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Why bytes are no archive of ours. */
export class NotAPack extends Error {}

const localMark = 0x04034b50;
const centralMark = 0x02014b50;
const endMark = 0x06054b50;
const localBytes = 30;
const centralBytes = 46;
const endBytes = 22;
/** Names are UTF-8. */
const flags = 0x0800;
const version = 20;
/** 1 January 1980, 00:00: the archive says no time of its own, so that the same content gives the same bytes. */
const date = 0x0021;

/**
 * A zip (PKWARE APPNOTE 6.3) of these files in this order. They are stored, not compressed, so that the bytes follow from the
 * content alone and anyone can write the archive again: that is how a change of any header byte is found. Up to 65,535 files and
 * 4 GiB.
 */
export function writeZip(files: readonly ZipFile[]): Uint8Array<ArrayBuffer> {
  return allAtOnce(zipPieces(files));
}

/** The same in pieces of a MiB. */
export function* zipPieces(files: readonly ZipFile[]): Pieces<Uint8Array<ArrayBuffer>> {
  const names = files.map((file) => new TextEncoder().encode(file.name));
  const sizes = files.map((file, i) => file.bytes.length + 2 * (names[i]?.length ?? 0) + localBytes + centralBytes);
  const out = new Uint8Array(sizes.reduce((sum, size) => sum + size, endBytes));
  const view = new DataView(out.buffer);
  const places: number[] = [];
  const sums: number[] = [];
  for (const file of files) sums.push(yield* crc32(file.bytes));
  let at = 0;
  files.forEach((file, i) => {
    places.push(at);
    view.setUint32(at, localMark, true);
    common(view, at + 4, [sums[i] ?? 0, file.bytes.length, names[i]?.length ?? 0]);
    out.set(names[i] ?? [], at + localBytes);
    at += localBytes + (names[i]?.length ?? 0);
    out.set(file.bytes, at);
    at += file.bytes.length;
  });
  const central = at;
  files.forEach((file, i) => {
    view.setUint32(at, centralMark, true);
    view.setUint16(at + 4, version, true);
    common(view, at + 6, [sums[i] ?? 0, file.bytes.length, names[i]?.length ?? 0]);
    view.setUint32(at + 42, places[i] ?? 0, true);
    out.set(names[i] ?? [], at + centralBytes);
    at += centralBytes + (names[i]?.length ?? 0);
  });
  view.setUint32(at, endMark, true);
  view.setUint16(at + 8, files.length, true);
  view.setUint16(at + 10, files.length, true);
  view.setUint32(at + 12, at - central, true);
  view.setUint32(at + 16, central, true);
  return out;
}

/** The fields that a local header and one of the directory have alike; method and time are 0. */
function common(view: DataView, at: number, [sum, size, name]: readonly [number, number, number]): void {
  view.setUint16(at, version, true);
  view.setUint16(at + 2, flags, true);
  view.setUint16(at + 8, date, true);
  view.setUint32(at + 10, sum, true);
  view.setUint32(at + 14, size, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, name, true);
}

/** The files of an archive as `writeZip` writes it. Throws NotAPack for anything else, down to a single byte. */
export function readZip(bytes: Uint8Array): ZipFile[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const files: ZipFile[] = [];
  let at = 0;
  while (at + localBytes <= bytes.length && view.getUint32(at, true) === localMark) {
    const size = view.getUint32(at + 18, true);
    const name = view.getUint16(at + 26, true);
    const from = at + localBytes + name;
    if (from + size > bytes.length) throw new NotAPack('it ends in the middle of a file');
    files.push({ name: nameOf(bytes.subarray(at + localBytes, from)), bytes: bytes.subarray(from, from + size) });
    at = from + size;
  }
  if (files.length === 0) throw new NotAPack('it is not a zip file');
  const again = writeZip(files);
  if (again.length !== bytes.length) throw new NotAPack('it is not as the app writes it');
  for (let i = 0; i < bytes.length; i += 1) {
    if (again[i] !== bytes[i]) throw new NotAPack('it is not as the app writes it');
  }
  return files;
}

function nameOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

const stretchBytes = 1_048_576;

function* crc32(bytes: Uint8Array): Pieces<number> {
  let c = 0xffffffff;
  for (let at = 0; at < bytes.length; at += stretchBytes) {
    for (const byte of bytes.subarray(at, at + stretchBytes)) c = (table[(c ^ byte) & 0xff] as number) ^ (c >>> 8);
    yield at / bytes.length;
  }
  return (c ^ 0xffffffff) >>> 0;
}
