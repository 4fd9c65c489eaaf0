import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { randomBytes } from 'node:crypto';
import { parseVolumePath, type VolumeStore } from '../engine/volumes.ts';
import type { FaultBoard } from './faults.ts';
import { failure, invalidParameter, type Call, type Reply } from './reply.ts';

const MAX_CONCURRENT = 10;
const MAX_FILE_BYTES = 5 * 1024 ** 3;
const PAGE = 1000;

function missing(path: string): Error {
  return failure(404, 'NOT_FOUND', `The path '${path}' does not exist.`);
}

/** The Files API over the volumes on disk. */
export class FilesApi {
  readonly #volumes: VolumeStore;
  readonly #faults: FaultBoard;
  readonly #parts: string;
  #busy = 0;

  /** `parts` is a folder for uploads that are not complete yet, on the disk of the volumes. */
  constructor(volumes: VolumeStore, faults: FaultBoard, parts: string) {
    this.#volumes = volumes;
    this.#faults = faults;
    this.#parts = parts;
  }

  /** `/api/2.0/fs/{files|directories}/Volumes/…`. */
  async handle(call: Call, kind: string, parts: readonly string[]): Promise<Reply> {
    if (this.#busy >= MAX_CONCURRENT) {
      throw failure(429, 'RESOURCE_EXHAUSTED', 'Too many concurrent requests to the Files API.', {
        'retry-after': '1',
      });
    }
    this.#busy += 1;
    try {
      const path = `/${parts.join('/')}`;
      const place = this.#locate(path);
      if (kind === 'files') return await this.#file(call, path, place);
      if (kind === 'directories') return this.#directory(call, path, place);
      throw failure(404, 'ENDPOINT_NOT_FOUND', `No API found for '${call.method} ${path}'`);
    } finally {
      this.#busy -= 1;
    }
  }

  #locate(path: string): string {
    const parsed = parseVolumePath(path);
    if (parsed === undefined) throw invalidParameter(`'${path}' is not a path in a volume.`);
    const place = this.#volumes.locate(parsed);
    if (place === undefined) throw failure(404, 'NOT_FOUND', `Volume '${parsed.volume.join('.')}' does not exist.`);
    return place;
  }

  async #file(call: Call, path: string, place: string): Promise<Reply> {
    if (call.method === 'PUT') return this.#upload(call, path, place);
    if (!existsSync(place) || statSync(place).isDirectory()) throw missing(path);
    const stat = statSync(place);
    switch (call.method) {
      case 'GET':
        return {
          status: 200,
          headers: { 'content-type': 'application/octet-stream', 'last-modified': stat.mtime.toUTCString() },
          file: { path: place, size: stat.size },
        };
      case 'HEAD':
        return {
          status: 200,
          headers: { 'content-length': String(stat.size), 'last-modified': stat.mtime.toUTCString() },
        };
      case 'DELETE':
        this.#mayWrite();
        rmSync(place);
        return { status: 204 };
      default:
        throw failure(405, 'METHOD_NOT_ALLOWED', `${call.method} is not allowed here.`);
    }
  }

  #mayWrite(): void {
    if (this.#faults.strikes('denied-volume')) {
      throw failure(403, 'PERMISSION_DENIED', 'User does not have WRITE VOLUME on the volume.');
    }
  }

  async #upload(call: Call, path: string, place: string): Promise<Reply> {
    this.#mayWrite();
    if (Number(call.headers['content-length'] ?? '0') > MAX_FILE_BYTES)
      throw invalidParameter('A file can have at most 5 GiB.');
    const parent = dirname(place);
    if (!existsSync(parent) || !statSync(parent).isDirectory()) throw missing(path.slice(0, path.lastIndexOf('/')));
    if (existsSync(place) && statSync(place).isDirectory())
      throw failure(409, 'ALREADY_EXISTS', `A directory exists at '${path}'.`);
    if (call.query.get('overwrite') === 'false' && existsSync(place))
      throw failure(409, 'ALREADY_EXISTS', `A file already exists at '${path}'.`);
    mkdirSync(this.#parts, { recursive: true });
    const part = `${this.#parts}/${randomBytes(12).toString('hex')}`;
    // Complete or not there: a half upload never shows.
    await call.saveBody(part);
    if (this.#faults.strikes('upload-fails')) {
      rmSync(part);
      throw failure(500, 'INTERNAL_ERROR', 'The upload failed.');
    }
    renameSync(part, place);
    return { status: 204 };
  }

  #directory(call: Call, path: string, place: string): Reply {
    if (call.method === 'PUT') {
      this.#mayWrite();
      for (let at = place; at.startsWith(this.#volumes.root) && at !== this.#volumes.root; at = dirname(at)) {
        if (existsSync(at) && !statSync(at).isDirectory())
          throw failure(409, 'ALREADY_EXISTS', `A file exists at '${path}'.`);
      }
      mkdirSync(place, { recursive: true });
      return { status: 204 };
    }
    if (!existsSync(place) || !statSync(place).isDirectory()) throw missing(path);
    if (call.method === 'HEAD') return { status: 200 };
    if (call.method === 'GET') return this.#list(call, path, place);
    if (call.method !== 'DELETE') throw failure(405, 'METHOD_NOT_ALLOWED', `${call.method} is not allowed here.`);
    this.#mayWrite();
    if (readdirSync(place).length > 0) throw failure(400, 'BAD_REQUEST', `The directory '${path}' is not empty.`);
    rmdirSync(place);
    return { status: 204 };
  }

  #list(call: Call, path: string, place: string): Reply {
    const from = Number(call.query.get('page_token') ?? '0');
    const names = readdirSync(place).sort();
    const contents = names.slice(from, from + PAGE).map((encoded) => {
      const name = decodeURIComponent(encoded);
      const stat = statSync(`${place}/${encoded}`);
      const entry = { path: `${path.replace(/\/$/, '')}/${name}`, name, is_directory: stat.isDirectory() };
      return stat.isDirectory() ? entry : { ...entry, file_size: stat.size, last_modified: Math.floor(stat.mtimeMs) };
    });
    const more = from + PAGE < names.length;
    return { status: 200, json: { contents, ...(more ? { next_page_token: String(from + PAGE) } : {}) } };
  }
}
