import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SqlError } from '../sql/sql-error.ts';
import type { Metadata } from './metadata.ts';

/** A path `/Volumes/<catalog>/<schema>/<volume>/…` taken apart. */
export interface VolumePath {
  readonly volume: readonly [string, string, string];
  /** Parts below the volume; none for the volume itself. */
  readonly parts: readonly string[];
}

/** Undefined if the path is not one of a volume, or tries to leave it. */
export function parseVolumePath(path: string): VolumePath | undefined {
  const [root, catalog, schema, volume, ...parts] = path.split('/').filter((part) => part !== '');
  if (root !== 'Volumes' || catalog === undefined || schema === undefined || volume === undefined) return undefined;
  if (parts.some((part) => part === '..' || part === '.' || part.includes('\0'))) return undefined;
  return { volume: [catalog.toLowerCase(), schema.toLowerCase(), volume.toLowerCase()], parts };
}

/** Files of volumes on disk. */
export class VolumeStore {
  readonly root: string;
  readonly #metadata: Metadata;

  constructor(root: string, metadata: Metadata) {
    this.root = root;
    this.#metadata = metadata;
  }

  directory(volume: readonly string[]): string {
    return join(this.root, ...volume.map((part) => encodeURIComponent(part)));
  }

  /** Where the path is on disk; undefined if there is no such volume. Parts are encoded, so that any name is safe on any disk. */
  locate(path: VolumePath): string | undefined {
    if (this.#metadata.volume(path.volume) === undefined) return undefined;
    const directory = this.directory(path.volume);
    mkdirSync(directory, { recursive: true });
    return join(directory, ...path.parts.map((part) => encodeURIComponent(part)));
  }

  /** Files that a loader reads at the path: recursive, without names that begin with `_` or `.`. */
  loadable(path: string): readonly string[] {
    const parsed = parseVolumePath(path);
    const place = parsed === undefined ? undefined : this.locate(parsed);
    if (place === undefined || !existsSync(place)) {
      throw new SqlError('PATH_NOT_FOUND', '42K03', `Path does not exist: ${path}.`);
    }
    const files = statSync(place).isDirectory() ? walk(place) : [place];
    if (files.length === 0) {
      throw new SqlError(
        'CF_EMPTY_DIR_FOR_SCHEMA_INFERENCE',
        '42000',
        `Cannot read from ${path}: there is no file in it.`,
      );
    }
    return files;
  }
}

function walk(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('_') && !entry.name.startsWith('.'))
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? walk(join(directory, entry.name)) : [join(directory, entry.name)]));
}
