import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Clock } from '../ports/time.ts';
import { ensureDataFolder } from './data-folder.ts';
import { holdFile } from './exclusive-file.ts';
import { ownerPost } from './owner-client.ts';

const placeSchema = z.object({ address: z.string(), token: z.string() });
export type InstancePlace = z.infer<typeof placeSchema>;

export type Instance =
  | {
      /** This process owns the folder and runs its engine. */
      readonly kind: 'owner';
      /** Tells further starts where to attach. The file can be read by this user only. */
      publish(address: string, token: string): Promise<void>;
      release(): Promise<void>;
    }
  | ({ readonly kind: 'running' } & InstancePlace);

/** A start needs a while until it serves; one that is killed meanwhile frees the folder by itself. */
const patienceMs = 20_000;
const retryMs = 100;

/**
 * Takes the data folder, or says where the app that has it can be reached (asked with its token, so that a port that somebody
 * else got is not mistaken for it). Throws APP_INSTANCE_SILENT if the folder is taken and nobody answers.
 */
export async function acquireInstance(folder: string, clock: Clock): Promise<Instance> {
  await ensureDataFolder(folder);
  const file = join(folder, 'instance.json');
  for (let waited = 0; ; waited += retryMs) {
    const release = await holdFile(join(folder, 'instance.lock'));
    if (release !== null) return owner(file, release);
    const place = await answeringInstance(folder);
    if (place !== null) return { kind: 'running', ...place };
    if (waited >= patienceMs) throw new AppError('APP_INSTANCE_SILENT', 'config', { details: { folder } });
    await clock.sleep(retryMs);
  }
}

/** The app that is running on a folder, if one answers. Needs nothing but files and a socket. */
export async function answeringInstance(folder: string): Promise<InstancePlace | null> {
  try {
    const place = placeSchema.parse(JSON.parse(await readFile(join(folder, 'instance.json'), 'utf8')));
    await ownerPost(place, '/engine/ping', {}, 2_000);
    return place;
  } catch {
    return null;
  }
}

async function owner(file: string, release: () => void): Promise<Instance> {
  // What a killed process left behind leads nowhere.
  await rm(file, { force: true });
  return {
    kind: 'owner',
    publish: async (address, token) => {
      await writeFile(`${file}.new`, JSON.stringify({ address, token, pid: process.pid }), { mode: 0o600 });
      await rename(`${file}.new`, file);
    },
    release: async () => {
      await rm(file, { force: true });
      release();
    },
  };
}
