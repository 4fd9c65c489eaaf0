import { isAppError } from '../../shared/errors/app-error.ts';
import type { Flow } from '../../shared/model/flow.ts';
import type { NetworkProbe } from '../http/probe.ts';
import { nowUtc } from '../ports/time.ts';
import { addressOf } from './connection-address.ts';
import type { EngineDeps } from './deps.ts';

/** A flow one of whose systems cannot be reached yet, so that its run has not been started. */
export interface NetworkWait {
  readonly sinceUtc: string;
  readonly host: string;
}

type Side = 'source' | 'destination';

type Deps = Pick<EngineDeps, 'store' | 'clock' | 'publish'>;

/**
 * Which flows wait for the network. After waking, Wi-Fi, VPN and proxy take their time; an attempt that is made before they are there
 * would only be counted as failed. Asks the host of the system for its headers by the app's own way, without credentials: the source before
 * something is read, the destination before batches are sent again.
 */
export class NetworkWaits {
  readonly #deps: Deps;
  readonly #probe: Pick<NetworkProbe, 'clock'>;
  readonly #waits = { source: new Map<string, NetworkWait>(), destination: new Map<string, NetworkWait>() };

  constructor(deps: Deps, probe: Pick<NetworkProbe, 'clock'>) {
    this.#deps = deps;
    this.#probe = probe;
  }

  /** Null if the flow does not wait. */
  of(flowId: string): NetworkWait | null {
    return this.#waits.source.get(flowId) ?? this.#waits.destination.get(flowId) ?? null;
  }

  /** The flow does not wait any more: its run starts, or it is gone. */
  end(flowId: string): void {
    this.#end('source', flowId);
    this.#end('destination', flowId);
  }

  /**
   * True if the system's host answers, or if a run would fail for a reason that waiting does not mend (a refused certificate, a proxy
   * that wants a password): then the run is to say so. Throws the signal's reason when it is aborted.
   */
  async reach(flow: Flow, side: Side, signal: AbortSignal): Promise<boolean> {
    const id = side === 'source' ? flow.sourceConnectionId : flow.destinationConnectionId;
    const connection = this.#deps.store.connections.get(id);
    const address = connection === null ? null : addressOf(connection);
    if (address === null) return true;
    try {
      await this.#probe.clock(address, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (isAppError(error) && error.kind === 'transient') return this.#wait(side, flow.id, address);
    }
    this.#end(side, flow.id);
    return true;
  }

  #end(side: Side, flowId: string): void {
    if (this.#waits[side].delete(flowId)) this.#deps.publish({ topic: 'changed', subject: 'flows' });
  }

  #wait(side: Side, flowId: string, address: string): false {
    const host = new URL(address).host;
    const waits = this.#waits[side];
    const before = waits.get(flowId);
    if (before?.host !== host) {
      waits.set(flowId, { sinceUtc: before?.sinceUtc ?? nowUtc(this.#deps.clock), host });
      this.#deps.publish({ topic: 'changed', subject: 'flows' });
    }
    return false;
  }
}
