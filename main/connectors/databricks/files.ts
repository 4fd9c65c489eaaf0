import { z } from 'zod';
import type { ErrorPhase } from '../../../shared/errors/app-error.ts';
import type { ApiRequest, DatabricksApi } from './api.ts';

/** The Files API allows ten requests at a time; its own tools keep to five. */
const PARALLEL_UPLOADS = 4;
const UPLOAD_TIMEOUT_MS = 5 * 60_000;

const entrySchema = z.object({ path: z.string(), is_directory: z.boolean().optional() });
const listing = z.object({ contents: z.array(entrySchema).optional(), next_page_token: z.string().nullish() });
type Entry = z.infer<typeof entrySchema>;

export interface StagedFile {
  /** Full path, `/Volumes/…`. No element begins with `_` or `.`: loaders skip those. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What the calls belong to. */
export interface Scope {
  readonly phase: ErrorPhase;
  readonly signal: AbortSignal;
}

/** Files in a Unity Catalog volume (https://docs.databricks.com/api/workspace/files). */
export class VolumeFiles {
  readonly #api: DatabricksApi;

  constructor(api: DatabricksApi) {
    this.#api = api;
  }

  /** Makes a folder with its parents; it may be there already. Throws DATABRICKS_NOT_FOUND for a missing volume. */
  async makeFolder(path: string, scope: Scope): Promise<void> {
    await this.#done({ method: 'PUT', path: address('directories', path), purpose: 'folder make', what, ...scope });
  }

  /** Writes the files, a few at a time, over any of the same name. */
  async put(files: readonly StagedFile[], scope: Scope): Promise<void> {
    const waiting = [...files];
    const worker = async (): Promise<void> => {
      for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
        await this.#done({
          method: 'PUT',
          path: `${address('files', file.path)}?overwrite=true`,
          purpose: 'file put',
          bytes: file.bytes,
          headersTimeoutMs: UPLOAD_TIMEOUT_MS,
          what,
          ...scope,
        });
      }
    };
    await Promise.all(Array.from({ length: Math.min(PARALLEL_UPLOADS, files.length) }, worker));
  }

  /** Deletes a folder with all that is in it; a missing one is done already. */
  async removeFolder(path: string, scope: Scope): Promise<void> {
    for (const entry of await this.#list(path, scope)) {
      if (entry.is_directory === true) await this.removeFolder(entry.path, scope);
      else await this.#remove('files', entry.path, scope);
    }
    await this.#remove('directories', path, scope);
  }

  async #list(path: string, scope: Scope): Promise<Entry[]> {
    const found: Entry[] = [];
    let token = '';
    do {
      const query = token === '' ? '' : `?page_token=${encodeURIComponent(token)}`;
      const request: ApiRequest = {
        method: 'GET',
        path: `${address('directories', path)}${query}`,
        purpose: 'folder list',
        what,
        ...scope,
      };
      const response = await this.#api.send({ ...request, accept: [404] });
      if (response.status === 404) {
        response.discard();
        return found;
      }
      const page = listing.parse(await response.json());
      found.push(...(page.contents ?? []));
      token = page.next_page_token ?? '';
    } while (token !== '');
    return found;
  }

  async #remove(kind: 'files' | 'directories', path: string, scope: Scope): Promise<void> {
    const purpose = kind === 'files' ? 'file delete' : 'folder delete';
    await this.#done({ method: 'DELETE', path: address(kind, path), purpose, what, accept: [404], ...scope });
  }

  async #done(request: ApiRequest): Promise<void> {
    const response = await this.#api.send(request);
    response.discard();
  }
}

const what = 'the staging volume';

function address(kind: 'files' | 'directories', path: string): string {
  return `/api/2.0/fs/${kind}${path.split('/').map(encodeURIComponent).join('/')}`;
}
