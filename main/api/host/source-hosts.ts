import type { Bridge } from '../../../shared/contract/bridge.ts';
import { sourceLinks } from '../../../shared/systems/source-links.ts';
import { ask } from '../ask.ts';

/** Hosts that the connections confirm for documents of their source, as the engine has them now. Throws what the engine answers. */
export async function sourceHosts(engine: Pick<Bridge, 'call'>): Promise<readonly string[]> {
  const connections = await ask(engine, 'connections.list', {});
  return connections.flatMap(({ system, settings }) => sourceLinks(system, settings)?.host ?? []);
}
