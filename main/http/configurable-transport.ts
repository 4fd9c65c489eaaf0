import type { NetworkWay } from './network-way.ts';
import { automaticWay } from './network-way.ts';
import type { TransportRequest, TransportResponse } from './port.ts';
import type { NetworkProbe, ProbingTransport } from './probe.ts';

/** A transport whose way can be changed while it is used. */
export interface ConfigurableTransport extends ProbingTransport {
  /** Whether it can follow an automatic configuration file (PAC). */
  readonly followsPac: boolean;
  /** Holds from the next request on; what is under way ends on the old way. */
  configure(way: NetworkWay): void;
}

/**
 * One transport after the other, each made for its way by `make`. Whatever was begun on one, a body that is still read and a
 * question of the probe included, ends there; the old one is closed after the last of them.
 */
export function createConfigurableTransport(
  make: (way: NetworkWay) => ProbingTransport,
  { followsPac, start = automaticWay }: { readonly followsPac: boolean; readonly start?: NetworkWay },
): ConfigurableTransport {
  let lane = new Lane(make(start));
  const open = new Set([lane]);
  return {
    followsPac,
    send: (request) => lane.send(request),
    probe: probeOf(() => lane),
    configure(way) {
      // Made first: if that fails, the way that works stays.
      const next = new Lane(make(way));
      const old = lane;
      lane = next;
      open.add(next);
      void old.retire().then(() => open.delete(old));
    },
    async close() {
      await Promise.all([...open].map((one) => one.transport.close()));
    },
  };
}

function probeOf(lane: () => Lane): NetworkProbe {
  return {
    route: (url) => lane().during((transport) => transport.probe.route(url)),
    resolve: (url, signal) => lane().during((transport) => transport.probe.resolve(url, signal)),
    tls: (url, signal) => lane().during((transport) => transport.probe.tls(url, signal)),
    clock: (url, signal) => lane().during((transport) => transport.probe.clock(url, signal)),
  };
}

/** One transport and how much is under way on it. */
class Lane {
  readonly transport: ProbingTransport;
  #underWay = 0;
  #whenEmpty: (() => void) | null = null;

  constructor(transport: ProbingTransport) {
    this.transport = transport;
  }

  async send(request: TransportRequest): Promise<TransportResponse> {
    const end = this.#begin();
    try {
      return endingWith(await this.transport.send(request), end);
    } catch (error) {
      end();
      throw error;
    }
  }

  async during<T>(work: (transport: ProbingTransport) => Promise<T>): Promise<T> {
    const end = this.#begin();
    try {
      return await work(this.transport);
    } finally {
      end();
    }
  }

  /** Closes the transport once nothing is under way on it. Never rejects: nobody could do anything about it. */
  async retire(): Promise<void> {
    if (this.#underWay > 0) {
      await new Promise<void>((resolve) => {
        this.#whenEmpty = resolve;
      });
    }
    await this.transport.close().catch(() => undefined);
  }

  #begin(): () => void {
    this.#underWay += 1;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#whenEmpty?.();
    };
  }
}

function endingWith(answer: TransportResponse, end: () => void): TransportResponse {
  async function* body(): AsyncGenerator<Uint8Array> {
    try {
      yield* answer.body;
    } finally {
      end();
    }
  }
  return {
    status: answer.status,
    headers: answer.headers,
    body: body(),
    discard: () => {
      answer.discard();
      end();
    },
  };
}
