import { isAppError } from '../../shared/errors/app-error.ts';
import type { Flow } from '../../shared/model/flow.ts';
import type { NetworkProbe } from '../http/probe.ts';
import { nowUtc } from '../ports/time.ts';
import { addressOf } from './connection-address.ts';
import type { EngineDeps } from './deps.ts';

/** A flow whose source cannot be reached yet, so that its run has not been started. */
export interface NetworkWait {
  readonly sinceUtc: string;
  readonly host: string;
}

type Deps = Pick<EngineDeps, 'store' | 'clock' | 'publish'>;

/**
 * Which flows wait for the network. After waking, Wi-Fi, VPN and proxy take their time; an attempt that is made before they are there
 * would only be counted as failed. Asks the host of the source for its headers by the app's own way, without credentials.
 */
export class NetworkWaits {
  readonly #deps: Deps;
  readonly #probe: Pick<NetworkProbe, 'clock'>;
  readonly #waits = new Map<string, NetworkWait>();

  constructor(deps: Deps, probe: Pick<NetworkProbe, 'clock'>) {
    this.#deps = deps;
    this.#probe = probe;
  }

  /** Null if the flow does not wait. */
  of(flowId: string): NetworkWait | null {
    return this.#waits.get(flowId) ?? null;
  }

  /** The flow does not wait any more: its run starts, or it is gone. */
  end(flowId: string): void {
    if (this.#waits.delete(flowId)) this.#deps.publish({ topic: 'changed', subject: 'flows' });
  }

  /**
   * True if the source's host answers, or if a run would fail for a reason that waiting does not mend (a refused certificate, a proxy
   * that wants a password): then the run is to say so. Throws the signal's reason when it is aborted.
   */
  async reach(flow: Flow, signal: AbortSignal): Promise<boolean> {
    const connection = this.#deps.store.connections.get(flow.sourceConnectionId);
    const address = connection === null ? null : addressOf(connection);
    if (address === null) return true;
    try {
      await this.#probe.clock(address, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (isAppError(error) && error.kind === 'transient') return this.#wait(flow.id, address);
    }
    this.end(flow.id);
    return true;
  }

  #wait(flowId: string, address: string): false {
    const host = new URL(address).host;
    const before = this.#waits.get(flowId);
    if (before?.host !== host) {
      this.#waits.set(flowId, { sinceUtc: before?.sinceUtc ?? nowUtc(this.#deps.clock), host });
      this.#deps.publish({ topic: 'changed', subject: 'flows' });
    }
    return false;
  }
}
