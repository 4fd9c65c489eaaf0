import { open, readdir, readFile, rm, type FileHandle } from 'node:fs/promises';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { deliveredSchema, type Delivered, type Placed } from './delivered.ts';

interface Segment {
  readonly path: string;
  lastPlace: number;
}

interface Waiting {
  readonly placed: Placed;
  readonly line: string;
  readonly resolve: (placed: Placed) => void;
  readonly reject: (error: unknown) => void;
}

const segmentBytes = 4 * 1024 * 1024;
const name = /^journal-(\d{8})\.ndjson$/;

/**
 * Deliveries on disk between their answer and the engine's transaction. `append` resolves when the line is on the disk itself (fdatasync);
 * what comes while the disk is busy goes with the next writing, so that many deliveries share one. Files are never written to again by a
 * later process: what a crash tore off stands at the end of one, was never acknowledged and is passed over.
 */
export class Journal {
  readonly #folder: string;
  readonly #segments: Segment[] = [];
  #number: number;
  #file: FileHandle | null = null;
  #bytes = 0;
  #place = 0;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;

  private constructor(folder: string, number: number) {
    this.#folder = folder;
    this.#number = number;
  }

  /** Opens the folder; `earlier` are the deliveries that an earlier process acknowledged and the engine did not confirm. */
  static async open(folder: string): Promise<{ journal: Journal; earlier: readonly Placed[] }> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const numbers = (await readdir(folder)).flatMap((file) => {
      const found = name.exec(file);
      return found === null ? [] : [Number(found[1])];
    });
    numbers.sort((a, b) => a - b);
    const journal = new Journal(folder, (numbers.at(-1) ?? 0) + 1);
    const earlier: Placed[] = [];
    for (const number of numbers) {
      const path = journal.#pathOf(number);
      for (const delivered of readLines(await readFile(path, 'utf8'))) {
        journal.#place += 1;
        earlier.push({ place: journal.#place, delivered });
      }
      journal.#segments.push({ path, lastPlace: journal.#place });
    }
    return { journal, earlier };
  }

  /** Resolves with its place once it is on the disk; rejects if it could not be written. */
  append(delivered: Delivered): Promise<Placed> {
    const { promise, resolve, reject } = Promise.withResolvers<Placed>();
    this.#place += 1;
    const placed = { place: this.#place, delivered };
    this.#waiting.push({ placed, line: `${JSON.stringify(delivered)}\n`, resolve, reject });
    this.#writing ??= this.#write();
    return promise;
  }

  /** The engine has everything up to this place: files that hold nothing later go. */
  async confirm(place: number): Promise<void> {
    const done = this.#segments.filter((one) => one.lastPlace <= place);
    for (const segment of done) {
      const isOpen = segment === this.#segments.at(-1) && this.#file !== null;
      // The one that is being written goes once it is large; a small one costs nothing.
      if (isOpen && (this.#bytes < segmentBytes || this.#writing !== null)) continue;
      this.#segments.splice(this.#segments.indexOf(segment), 1);
      if (isOpen) await this.#closeFile();
      await rm(segment.path, { force: true });
    }
  }

  /** Writes what waits and closes. With `confirmed` up to the last place nothing is left behind. */
  async close(confirmed: number): Promise<void> {
    await this.#writing;
    await this.#closeFile();
    for (const segment of this.#segments) if (segment.lastPlace <= confirmed) await rm(segment.path, { force: true });
  }

  async #write(): Promise<void> {
    // What comes in the same turn of the loop goes along.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      try {
        await this.#writeGroup(group);
        for (const one of group) one.resolve(one.placed);
      } catch (error) {
        // What stands in this file may be torn now: the next group begins another.
        await this.#closeFile().catch(() => undefined);
        for (const one of group) one.reject(error);
      }
    }
    this.#writing = null;
  }

  async #writeGroup(group: readonly Waiting[]): Promise<void> {
    if (this.#file !== null && this.#bytes >= segmentBytes) await this.#closeFile();
    const file = this.#file ?? (await this.#openFile());
    const segment = this.#segments.at(-1);
    if (segment !== undefined) segment.lastPlace = group.at(-1)?.placed.place ?? segment.lastPlace;
    const bytes = Buffer.from(group.map(({ line }) => line).join(''));
    for (let written = 0; written < bytes.length;) {
      written += (await file.write(bytes, written, bytes.length - written)).bytesWritten;
    }
    await file.datasync();
    this.#bytes += bytes.length;
  }

  async #openFile(): Promise<FileHandle> {
    const path = this.#pathOf(this.#number);
    this.#number += 1;
    const file = await open(path, 'wx', 0o600);
    this.#file = file;
    this.#bytes = 0;
    this.#segments.push({ path, lastPlace: this.#place });
    await syncFolder(this.#folder);
    return file;
  }

  async #closeFile(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close();
  }

  #pathOf(number: number): string {
    return join(this.#folder, `journal-${String(number).padStart(8, '0')}.ndjson`);
  }
}

/** A new file is only there for certain once its folder is written too; systems that cannot do that do it by themselves. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Windows opens no folders.
  }
}

function readLines(text: string): Delivered[] {
  return text.split('\n').flatMap((line) => {
    const delivered = deliveredSchema.safeParse(parseLine(line));
    return delivered.success ? [delivered.data] : [];
  });
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
