import { AppError } from '../../../shared/errors/app-error.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { PostOfficeDeps } from './office-deps.ts';

interface Open {
  readonly messenger: Messenger;
  /** The connection as it was opened. */
  readonly asOf: string;
}

/**
 * The messengers in use: one for each connection, because it keeps the limits of its system for everyone who posts over it.
 */
export class Messengers {
  readonly #deps: Pick<PostOfficeDeps, 'store' | 'openMessenger' | 'log'>;
  readonly #open = new Map<string, Open>();

  constructor(deps: Pick<PostOfficeDeps, 'store' | 'openMessenger' | 'log'>) {
    this.#deps = deps;
  }

  /** The messenger of a connection; a connection that was saved since gets a new one. Throws APP_NOT_FOUND. */
  of(connectionId: string): Messenger {
    const connection = this.#deps.store.connections.get(connectionId);
    if (connection === null) {
      throw new AppError('APP_NOT_FOUND', 'config', { details: { what: 'connection', id: connectionId } });
    }
    const asOf = JSON.stringify([connection.settings, connection.updatedAtUtc]);
    const known = this.#open.get(connectionId);
    if (known?.asOf === asOf) return known.messenger;
    this.forget(connectionId);
    const messenger = this.#deps.openMessenger(connection);
    this.#open.set(connectionId, { messenger, asOf });
    return messenger;
  }

  /** Lets go of a connection's messenger: the next one signs in anew. */
  forget(connectionId: string): void {
    const known = this.#open.get(connectionId);
    this.#open.delete(connectionId);
    if (known !== undefined) void this.#close(known.messenger);
  }

  async close(): Promise<void> {
    const all = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(all.map(({ messenger }) => this.#close(messenger)));
  }

  async #close(messenger: Messenger): Promise<void> {
    try {
      await messenger.close();
    } catch (error) {
      this.#deps.log.warn('call.failed', { method: 'messenger.close' }, error);
    }
  }
}
