import type { ProxySetting } from './proxy-route.ts';

/** What a transport must know of the way to the network. JSON-safe; may hold the proxy's password, so it is never logged. */
export interface NetworkWay {
  readonly proxy: ProxySetting;
  /** PEM file with CAs that are trusted besides the system's. */
  readonly extraCaFile?: string;
}

/** The way that needs no setting. */
export const automaticWay: NetworkWay = { proxy: { kind: 'environment' } };
