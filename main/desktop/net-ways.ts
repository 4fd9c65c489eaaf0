import { createConfigurableTransport, type ConfigurableTransport } from '../http/configurable-transport.ts';
import { createNetTransport, type NetTransportOptions } from './net-transport.ts';

/**
 * Electron's network, whose way can be changed while it is used. Each way has sessions of its own: Chromium keeps what a proxy
 * accepted and which certificates it trusted with the session, and another way must begin without both.
 */
export function createNetWays(
  options: Omit<NetTransportOptions, 'proxy' | 'extraCaFile' | 'partition'>,
): ConfigurableTransport {
  let ways = 0;
  return createConfigurableTransport(
    (way) => createNetTransport({ ...options, ...way, partition: `mlc-net-${String((ways += 1))}` }),
    { followsPac: true },
  );
}
