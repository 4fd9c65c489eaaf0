import { mkdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NeverPosted, Schedule, Scheduled } from './schedule.ts';
import type { Channel, Workspace } from './workspace.ts';

type Stored<T> = Omit<T, 'channel'> & { readonly channelId: string };

interface State {
  readonly channels: readonly Channel[];
  readonly pending: readonly Stored<Scheduled>[];
  readonly neverPosted: readonly Stored<NeverPosted>[];
}

const FILE = 'workspace.json';

/** Keeps what was said in a folder, so that a practice workspace outlives its process. */
export class Keeper {
  readonly #folder: string;
  readonly #parts: { readonly workspace: Workspace; readonly schedule: Schedule };
  #isDue = false;
  #writing: Promise<void> | undefined;

  constructor(folder: string, parts: { readonly workspace: Workspace; readonly schedule: Schedule }) {
    this.#folder = folder;
    this.#parts = parts;
    mkdirSync(folder, { recursive: true });
  }

  /** Brings back what was kept. A file that is not there or cannot be read leaves the workspace as it is. */
  restore(): void {
    const { workspace, schedule } = this.#parts;
    let state: State;
    try {
      state = JSON.parse(readFileSync(join(this.#folder, FILE), 'utf8')) as State;
    } catch {
      return;
    }
    workspace.restore(state.channels);
    const placed = <T>(all: readonly Stored<T>[]): (Omit<T, 'channel'> & { readonly channel: Channel })[] =>
      all.flatMap(({ channelId, ...rest }) => {
        const channel = workspace.channel(channelId);
        return channel === undefined ? [] : [{ ...(rest as unknown as Omit<T, 'channel'>), channel }];
      });
    schedule.restore(placed<Scheduled>(state.pending), placed<NeverPosted>(state.neverPosted));
  }

  /** Something may have changed: it is written soon, changes that come meanwhile together. */
  changed(): void {
    this.#isDue = true;
    this.#writing ??= this.#write()
      // A folder that went away ends the keeping, not the practice.
      .catch(() => undefined)
      .finally(() => {
        this.#writing = undefined;
      });
  }

  /** Resolves when everything is written. */
  async settled(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
  }

  async #write(): Promise<void> {
    while (this.#isDue) {
      this.#isDue = false;
      const file = join(this.#folder, FILE);
      await writeFile(`${file}.new`, JSON.stringify(this.#state()));
      await rename(`${file}.new`, file);
    }
  }

  #state(): State {
    const { workspace, schedule } = this.#parts;
    const stored = <T extends { readonly channel: Channel }>({ channel, ...rest }: T): Stored<T> => ({
      ...rest,
      channelId: channel.id,
    });
    return {
      channels: workspace.channels,
      pending: schedule.pending.map(stored),
      neverPosted: schedule.neverPosted.map(stored),
    };
  }
}
