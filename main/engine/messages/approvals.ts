import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import type { ListeningState } from '../../../shared/messages/decision.ts';
import type { Connection } from '../../../shared/model/connection.ts';
import type { Click, ClickHome, ClickListener, ListenerState } from '../../ports/clicks.ts';
import type { EngineDeps } from '../deps.ts';
import type { PostOffice } from './queue.ts';
import { asAppError } from './settle.ts';
import { takeClick } from './take-click.ts';

export type ApprovalDeps = Pick<EngineDeps, 'store' | 'clock' | 'random' | 'log' | 'publish' | 'openClicks'>;

interface Open {
  /** Null where it could not even be opened. */
  readonly listener: ClickListener | null;
  /** The connection as it was opened. */
  readonly asOf: string;
  state: ListenerState;
}

/**
 * Keeps a listener for each connection over which some rule asks for approval, and records what listed people decide. Opt-in: without
 * such a rule nothing is opened. Nothing is ever written to the source.
 */
export class Approvals {
  readonly #deps: ApprovalDeps;
  readonly #postOffice: Pick<PostOffice, 'ring'>;
  readonly #open = new Map<string, Open>();
  readonly #closing = new Set<Promise<void>>();
  #isKept = false;

  constructor(deps: ApprovalDeps, postOffice: Pick<PostOffice, 'ring'>) {
    this.#deps = deps;
    this.#postOffice = postOffice;
  }

  /** Begins to listen. Call once, at start. */
  keep(): void {
    if (this.#deps.store.condition.state === 'read-only') return;
    this.#isKept = true;
    this.look();
  }

  /** Opens and closes what the rules ask for now; one that has stopped is tried again. Call it when flows or connections changed. */
  look(): void {
    if (!this.#isKept) return;
    const wanted = this.#wanted();
    for (const id of this.#open.keys()) if (!wanted.has(id)) this.#forget(id);
    for (const connection of wanted.values()) {
      const asOf = JSON.stringify([connection.settings, connection.updatedAtUtc]);
      const known = this.#open.get(connection.id);
      if (known?.asOf === asOf && known.state.kind !== 'stopped') continue;
      this.#forget(connection.id);
      this.#listen(connection, asOf);
    }
  }

  /** How listening goes, by connection. */
  states(): ListeningState[] {
    return Array.from(this.#open, ([connectionId, { state }]) => ({
      connectionId,
      connectionName: this.#deps.store.connections.get(connectionId)?.name ?? connectionId,
      state: state.kind,
      sinceUtc: state.kind === 'listening' ? state.sinceUtc : null,
      nextTryUtc: state.kind === 'waiting' ? state.nextTryUtc : null,
      error: 'error' in state ? toErrorDto(state.error) : null,
    }));
  }

  async close(): Promise<void> {
    this.#isKept = false;
    for (const id of this.#open.keys()) this.#forget(id);
    await Promise.all(this.#closing);
  }

  #wanted(): Map<string, Connection> {
    const { store } = this.#deps;
    const asking = store.flows
      .list()
      .filter(({ messaging }) => messaging?.rules.some(({ approvals }) => (approvals ?? null) !== null));
    return new Map(
      asking.flatMap(({ destinationConnectionId: id }) => {
        const connection = store.connections.get(id);
        return connection === null ? [] : [[id, connection] as const];
      }),
    );
  }

  #listen(connection: Connection, asOf: string): void {
    const { openClicks, log } = this.#deps;
    if (openClicks === undefined) return;
    let open: Open;
    try {
      open = { listener: openClicks(connection), asOf, state: { kind: 'connecting' } };
    } catch (error) {
      log.warn('call.failed', { method: 'messages.listen' }, error);
      open = { listener: null, asOf, state: { kind: 'stopped', error: asAppError(error) } };
    }
    this.#open.set(connection.id, open);
    open.listener?.start({
      // A promise, so that what the store throws rejects.
      onClick: (click, home) =>
        new Promise((resolve) => {
          this.#take(connection.id, click, home);
          resolve();
        }),
      onState: (state) => {
        open.state = state;
        this.#deps.publish({ topic: 'changed', subject: 'messages' });
      },
    });
  }

  #take(connectionId: string, click: Click, home: ClickHome): void {
    const outcome = takeClick(this.#deps, { connectionId, click, home });
    const isSaid = outcome.kind === 'refused' && outcome.reason === 'contents-removed';
    if (outcome.kind !== 'recorded' && !isSaid) return;
    this.#deps.publish({ topic: 'changed', subject: 'messages' });
    this.#postOffice.ring();
  }

  #forget(id: string): void {
    const listener = this.#open.get(id)?.listener ?? null;
    this.#open.delete(id);
    if (listener === null) return;
    const closed = listener.close().catch((error: unknown) => {
      this.#deps.log.warn('call.failed', { method: 'messages.listen' }, error);
    });
    this.#closing.add(closed);
    void closed.then(() => this.#closing.delete(closed));
  }
}
