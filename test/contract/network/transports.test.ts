import { MessageChannel } from 'node:worker_threads';
import { createNetTransport } from '../../../main/desktop/net-transport.ts';
import type { ProbingTransport } from '../../../main/http/probe.ts';
import { createConfigurableTransport } from '../../../main/http/configurable-transport.ts';
import { relayOver, type FromTransport, type ToTransport } from '../../../main/http/relay-messages.ts';
import { createRelayTransport } from '../../../main/http/relay-transport.ts';
import { serveTransport } from '../../../main/http/serve-transport.ts';
import { createUndiciTransport } from '../../../main/http/undici-transport.ts';
import { createSystemClock } from '../../../main/ports/system-time.ts';
import { createFakeNet } from '../../support/fake-net.ts';
import { onClose } from '../../support/http-harness.ts';
import { transportConformance } from './transport-conformance.ts';
import { wayConformance, type WayUnderTest } from './way-conformance.ts';

const clock = createSystemClock();

function overUndici(options: WayUnderTest): ProbingTransport {
  const transport = createUndiciTransport({ clock, environment: {}, hasNetwork: () => true, ...options });
  onClose(() => transport.close());
  return transport;
}

function overNet(options: WayUnderTest): ProbingTransport {
  const transport = createNetTransport({ ...createFakeNet(), clock, ...options });
  onClose(() => transport.close());
  return transport;
}

function relayed(transport: ProbingTransport): ProbingTransport {
  const { port1, port2 } = new MessageChannel();
  const served = createConfigurableTransport(() => transport, { followsPac: false });
  serveTransport(relayOver<FromTransport, ToTransport>(port1), served);
  const relay = createRelayTransport(relayOver<ToTransport, FromTransport>(port2), served);
  onClose(() => relay.close());
  return relay;
}

const transports: Readonly<Record<string, (options: WayUnderTest) => ProbingTransport>> = {
  undici: overUndici,
  'Electron’s net': overNet,
  'undici over a relay': (options) => relayed(overUndici(options)),
  'Electron’s net over a relay': (options) => relayed(overNet(options)),
};

for (const [name, make] of Object.entries(transports)) {
  transportConformance(name, () => make({}));
  wayConformance(`${name}, on its way`, make);
}
