import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { SocketLink } from '../../../main/connectors/slack/socket-link.ts';
import { createDialLink } from '../../../main/http/dial-link.ts';
import type { NetworkWay } from '../../../main/http/network-way.ts';
import { createUndiciTransport } from '../../../main/http/undici-transport.ts';
import { isAppError } from '../../../shared/errors/app-error.ts';
import { startConnectProxy, type ConnectProxy } from '../../support/connect-proxy.ts';
import { createTestCa } from '../../support/test-ca.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const url = new URL('wss://wss-primary.slack.example/link/?ticket=1');
const clock = createVirtualClock();
const never = new AbortController().signal;

let folder: string;
let caFile: string;
let proxy: ConnectProxy;
let end: () => Promise<void>;

/** Slack's side behind a proxy that wants a sign-in, with a certificate of a company's own CA. */
beforeEach(async () => {
  const ca = await createTestCa('Company inspection');
  folder = mkdtempSync(join(tmpdir(), 'mlc-link-'));
  caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, ca.certificate);
  const server = createServer(await ca.issue([url.hostname]));
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy = await startConnectProxy({ endsAt: (server.address() as AddressInfo).port, basic: 'anna:secret' });
  end = async () => {
    for (const socket of sockets.clients) socket.terminate();
    await proxy.close();
    server.close();
    rmSync(folder, { recursive: true });
  };
});
afterEach(() => end());

/** Opens the link the way that requests go by these settings. */
async function open(way: NetworkWay): Promise<string> {
  const transport = createUndiciTransport({ clock, environment: {}, hasNetwork: () => true, ...way });
  const dial = createDialLink({ clock, way: () => way, probe: transport.probe, environment: {} });
  try {
    const socket = await dial(new URL(url.href.replace(/^ws/, 'http')), never);
    const link = new SocketLink({ clock, socket, url, onClick: () => Promise.resolve(), onFault: () => undefined });
    const app = await link.greeted;
    link.close();
    return app;
  } catch (error) {
    return isAppError(error) ? error.code : String(error);
  } finally {
    await transport.close();
  }
}

const signedIn = () => ({ kind: 'explicit', url: proxy.url, username: 'anna', password: 'secret' }) as const;

describe('the way of a link', () => {
  it('goes through the proxy of the settings, signed in, and trusts the extra file', async () => {
    expect(await open({ proxy: signedIn(), extraCaFile: caFile })).toBe('A1');
    expect(proxy.asked.map(({ target }) => target)).toEqual([`${url.hostname}:443`]);
  });

  it('trusts nobody that requests would not trust', async () => {
    expect(await open({ proxy: signedIn() })).toBe('HTTP_TLS_UNTRUSTED');
  });

  it('says what a proxy says', async () => {
    expect(await open({ proxy: { ...signedIn(), password: 'wrong' }, extraCaFile: caFile })).toBe(
      'HTTP_PROXY_PASSWORD_WRONG',
    );
  });
});
