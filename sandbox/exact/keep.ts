import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keeps what must outlive the process in a folder, or nothing without one. Written before the answer is sent, as Exact would. */
export class Keeper {
  readonly #folder: string | undefined;

  constructor(folder: string | undefined) {
    this.#folder = folder;
    if (folder !== undefined) mkdirSync(folder, { recursive: true });
  }

  /** What was kept under the name; undefined if there is nothing that can be read. */
  read(name: string): unknown {
    if (this.#folder === undefined) return undefined;
    try {
      return JSON.parse(readFileSync(join(this.#folder, `${name}.json`), 'utf8'));
    } catch {
      return undefined;
    }
  }

  write(name: string, value: unknown): void {
    if (this.#folder === undefined) return;
    const path = join(this.#folder, `${name}.json`);
    writeFileSync(`${path}.new`, JSON.stringify(value), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }
}
