import { z } from 'zod';
import type { ErrorPhase } from '../../../shared/errors/app-error.ts';
import type { DatabricksApi } from './api.ts';

/** The Files API allows ten requests at a time; its own tools keep to five. */
const PARALLEL_UPLOADS = 4;
const UPLOAD_TIMEOUT_MS = 5 * 60_000;

const listing = z.object({
  contents: z.array(z.object({ path: z.string(), is_directory: z.boolean().optional() })).optional(),
  next_page_token: z.string().optional(),
});

export interface StagedFile {
  /** Full path, `/Volumes/…`. No element begins with `_` or `.`: loaders skip those. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Files in a Unity Catalog volume (https://docs.databricks.com/api/workspace/files). */
export class VolumeFiles {
  readonly #api: DatabricksApi;

  constructor(api: DatabricksApi) {
    this.#api = api;
  }

  /** Makes a folder with its parents; it may be there already. */
  async makeFolder(path: string, phase: ErrorPhase, signal: AbortSignal): Promise<void> {
    const response = await this.#api.send({
      ...this.#request('PUT', 'directories', path, phase, signal),
      purpose: 'folder make',
    });
    response.discard();
  }

  /** Writes the files, a few at a time, over any of the same name. */
  async put(files: readonly StagedFile[], phase: ErrorPhase, signal: AbortSignal): Promise<void> {
    const waiting = [...files];
    const worker = async (): Promise<void> => {
      for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
        const request = this.#request('PUT', 'files', file.path, phase, signal, '?overwrite=true');
        const response = await this.#api.send({
          ...request,
          purpose: 'file put',
          bytes: file.bytes,
          headersTimeoutMs: UPLOAD_TIMEOUT_MS,
        });
        response.discard();
      }
    };
    await Promise.all(Array.from({ length: Math.min(PARALLEL_UPLOADS, files.length) }, worker));
  }

  /** Deletes a folder with all that is in it; a missing one is done already. */
  async removeFolder(path: string, phase: ErrorPhase, signal: AbortSignal): Promise<void> {
    for (const entry of await this.#list(path, phase, signal)) {
      if (entry.is_directory === true) await this.removeFolder(entry.path, phase, signal);
      else await this.#remove('files', entry.path, phase, signal);
    }
    await this.#remove('directories', path, phase, signal);
  }

  async #list(
    path: string,
    phase: ErrorPhase,
    signal: AbortSignal,
  ): Promise<{ path: string; is_directory?: boolean | undefined }[]> {
    const found: { path: string; is_directory?: boolean | undefined }[] = [];
    let token: string | undefined;
    do {
      const query = token === undefined ? '' : `?page_token=${encodeURIComponent(token)}`;
      const request = this.#request('GET', 'directories', path, phase, signal, query);
      const response = await this.#api.send({ ...request, purpose: 'folder list', accept: [404] });
      if (response.status === 404) {
        response.discard();
        return found;
      }
      const page = listing.parse(await response.json());
      found.push(...(page.contents ?? []));
      token = page.next_page_token === '' ? undefined : page.next_page_token;
    } while (token !== undefined);
    return found;
  }

  async #remove(kind: 'files' | 'directories', path: string, phase: ErrorPhase, signal: AbortSignal): Promise<void> {
    const response = await this.#api.send({
      ...this.#request('DELETE', kind, path, phase, signal),
      purpose: kind === 'files' ? 'file delete' : 'folder delete',
      accept: [404],
    });
    response.discard();
  }

  // eslint-disable-next-line max-params -- one private place that all calls go through
  #request<M extends 'GET' | 'PUT' | 'DELETE'>(
    method: M,
    kind: 'files' | 'directories',
    path: string,
    phase: ErrorPhase,
    signal: AbortSignal,
    query = '',
  ): { method: M; path: string; phase: ErrorPhase; what: string; signal: AbortSignal } {
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    return { method, path: `/api/2.0/fs/${kind}${encoded}${query}`, phase, what: 'the staging volume', signal };
  }
}
