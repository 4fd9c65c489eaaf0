import type { Transport } from './port.ts';

/** The way that a request to an address would take. */
export interface NetworkRoute {
  readonly kind: 'direct' | 'proxy';
  /** `host:port` of the proxy, never its credentials; null for a direct connection. */
  readonly proxy: string | null;
  /** Who decided: the setting of the app, the environment, the system (PAC included), or nobody (`none`). */
  readonly decidedBy: 'setting' | 'environment' | 'system' | 'none';
  /** The environment variable that decided, if one did. */
  readonly variable?: string;
}

/** What the name of an address resolves to. */
export interface NetworkName {
  readonly host: string;
  /** Empty if the proxy resolves the name. */
  readonly addresses: readonly string[];
  readonly resolvedBy: 'system' | 'proxy' | 'literal';
}

/** The certificate that the other side showed, after it was found trustworthy. */
export interface NetworkTls {
  readonly protocol: string;
  readonly subject: string;
  readonly issuer: string;
  readonly validToUtc: string;
  /** Name of the issuer if the chain ends in a CA that no public root list holds: the company inspects this traffic. */
  readonly inspectedBy: string | null;
}

export interface NetworkClock {
  /** The server's `Date` header as UTC ISO text; null if it sends none. Exact to a second. */
  readonly serverUtc: string | null;
  /** Server minus this machine, in milliseconds, by the middle of the request; null without a `Date`. */
  readonly differenceMs: number | null;
}

/**
 * Steps with which a connector's check explains the network, from the inside out. Each throws the AppError (`HTTP_*`) that
 * a request would throw at that point, and sends nothing but what the step needs. No method sends credentials of a system.
 */
export interface NetworkProbe {
  /** Which proxy is in use for this address. Throws HTTP_PROXY_SETTING for one that cannot be used. */
  route(url: string): Promise<NetworkRoute>;
  /** Throws HTTP_NAME_NOT_FOUND or HTTP_NO_NETWORK. Through a proxy nothing is resolved here. */
  resolve(url: string, signal: AbortSignal): Promise<NetworkName>;
  /** Connects and shakes hands; null for plain http on loopback, which has no certificate. */
  tls(url: string, signal: AbortSignal): Promise<NetworkTls | null>;
  /** Asks the root of the address's host for its headers; any status will do. */
  clock(url: string, signal: AbortSignal): Promise<NetworkClock>;
}

/** A transport that can also explain the network that its requests would take. */
export interface ProbingTransport extends Transport {
  readonly probe: NetworkProbe;
}
