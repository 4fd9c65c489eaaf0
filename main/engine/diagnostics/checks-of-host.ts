import { addressOf } from '../connection-address.ts';
import type { CheckScope, Finding, SelfCheck } from './check.ts';
import { failed, ok, warning } from './finding.ts';
import { say } from './say.ts';

/** What the app is built and tested with (README): older ones lack what it needs. */
const leastNode = 24;

/** Where requests go, and whether the extra CA file can be used. Asks no system. */
export const networkCheck: SelfCheck = {
  id: 'D10',
  label: 'Network',
  description: 'Looks which way requests take, and reads the extra CA file if one is set. Sends nothing to a system.',
  limitSeconds: 30,
  look: async ({ services: { network, deps } }) => {
    const connections = deps.store.connections.list();
    const first = connections.find(({ practice }) => !practice) ?? connections[0];
    const state = await network.state(first === undefined ? null : addressOf(first));
    const next = say('Open Settings, Network, mend it there and try the way.');
    if (state.extraCaError !== null) {
      const reason = { here: state.extraCaError.text, elsewhere: state.extraCaError.code };
      return failed(say('The extra CA file cannot be used: {reason}', { reason }), next);
    }
    const { error } = state.way;
    if (error !== null) {
      const reason = { here: error.text, elsewhere: error.code };
      return failed(say('There is no way to the network: {reason}', { reason }), next);
    }
    const way = { here: state.way.text, elsewhere: state.way.proxy === null ? 'without a proxy' : 'through a proxy' };
    return ok(
      state.extraCaFile === ''
        ? say('{way}; no extra CA file.', { way })
        : say('{way}; the extra CA file adds {count} certificates.', { way, count: state.extraCas.length }),
    );
  },
};

/** Whether the parts are of the versions that the app needs. */
export const versionCheck: SelfCheck = {
  id: 'D12',
  label: 'Versions',
  description: 'Looks at the versions of the app, Node.js and SQLite.',
  limitSeconds: 30,
  look: ({ host: { versions } }) => {
    const facts = { app: versions.app, node: versions.node, sqlite: versions.sqlite, platform: versions.platform };
    const found = say('ml-connector {app}, Node.js {node}, SQLite {sqlite}, {platform}.', facts);
    if (Number.parseInt(versions.node, 10) >= leastNode) return Promise.resolve(ok(found));
    return Promise.resolve(failed(found, say('Install Node.js 24 or later, or use the desktop app, and start again.')));
  },
};

/** Which host the app runs in, and whether its network is that host's. */
export const hostCheck: SelfCheck = {
  id: 'D14',
  label: 'Desktop or browser',
  description: 'Looks whether the app runs in Electron, and whether its requests then go through Chromium.',
  limitSeconds: 30,
  look: (scope) => Promise.resolve(hostFinding(scope)),
};

function hostFinding({ host: { versions }, services: { network } }: CheckScope): Finding {
  const { electron, chromium } = versions;
  if (electron === null) {
    return ok(say('Runs on Node.js, with its window in a browser; requests go out from Node.js.'));
  }
  const facts = { electron, chromium: chromium ?? '' };
  if (!network.followsSystem) {
    return warning(
      say('Runs in Electron {electron}, but requests do not go through its Chromium {chromium}.', facts),
      say('Start the desktop app itself; automatic proxy files and the system’s sign-in work only there.'),
    );
  }
  return ok(say('Runs in Electron {electron}; requests go through its Chromium {chromium}.', facts));
}
