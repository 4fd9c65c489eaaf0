import { allAtOnce, type Pieces } from './pieces.ts';

/** SHA-256 (FIPS 180-4) without any platform's help, so that the same code runs in the app, in tests and in a page from a disk. */
const k = Uint32Array.from(primes(64), (prime) => fraction(Math.cbrt(prime)));
const start = Uint32Array.from(primes(8), (prime) => fraction(Math.sqrt(prime)));
const words = new Uint32Array(64);
const encoder = new TextEncoder();

/** Bytes that are hashed at a stretch: a few milliseconds. */
const stretchBytes = 262_144;

/** The hash of bytes, or of a text in UTF-8, as lower-case hex. */
export function sha256Hex(content: Uint8Array | string): string {
  return allAtOnce(sha256Pieces(typeof content === 'string' ? encoder.encode(content) : content));
}

/** The same in pieces of a quarter of a MiB. */
export function* sha256Pieces(bytes: Uint8Array): Pieces<string> {
  const state = Uint32Array.from(start);
  const whole = bytes.length - (bytes.length % 64);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < whole; at += 64) {
    compress(state, view, at);
    if ((at + 64) % stretchBytes === 0) yield at / whole;
  }
  const tail = paddedTail(bytes, whole);
  const tailView = new DataView(tail.buffer);
  for (let at = 0; at < tail.length; at += 64) compress(state, tailView, at);
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
}

/** What is left after the whole blocks, a one bit, zeros, and the length in bits as 64-bit big endian. */
function paddedTail(bytes: Uint8Array, whole: number): Uint8Array<ArrayBuffer> {
  const left = bytes.length - whole;
  const tail = new Uint8Array(left < 56 ? 64 : 128);
  tail.set(bytes.subarray(whole));
  tail[left] = 0x80;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, Math.floor(bytes.length / 0x2000_0000));
  view.setUint32(tail.length - 4, (bytes.length * 8) % 0x1_0000_0000);
  return tail;
}

function compress(state: Uint32Array, view: DataView, at: number): void {
  for (let i = 0; i < 16; i += 1) words[i] = view.getUint32(at + i * 4);
  for (let i = 16; i < 64; i += 1) {
    const x = words[i - 15] as number;
    const y = words[i - 2] as number;
    const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    words[i] = ((words[i - 16] as number) + s0 + (words[i - 7] as number) + s1) | 0;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i += 1) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (k[i] as number) + (words[i] as number)) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((value, i) => {
    state[i] = ((state[i] as number) + value) | 0;
  });
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/** The first 32 bits of what is behind the point. */
function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 0x1_0000_0000);
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n += 1) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}
