import type { Bridge } from '../../../shared/contract/bridge.ts';
import { ownSignInHost } from '../../../shared/systems/exact-site.ts';
import { sourceLinks } from '../../../shared/systems/source-links.ts';
import { ask } from '../ask.ts';

/**
 * Hosts that the connections name for pages of their source, as the engine has them now: where documents are opened, and where
 * people sign in. Throws what the engine answers.
 */
export async function sourceHosts(engine: Pick<Bridge, 'call'>): Promise<readonly string[]> {
  const connections = await ask(engine, 'connections.list', {});
  return connections.flatMap(({ system, settings }) => {
    const documents = sourceLinks(system, settings)?.host ?? null;
    const signIn = system === 'exact' ? ownSignInHost(settings['host'] ?? '') : null;
    return [documents, signIn].filter((host) => host !== null);
  });
}
