import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { NetParts } from '../../main/desktop/net-parts.ts';
import { createNetTransport, type NetTransportOptions } from '../../main/desktop/net-transport.ts';
import { createNetWays } from '../../main/desktop/net-ways.ts';
import type { ConfigurableTransport } from '../../main/http/configurable-transport.ts';
import type { TransportResponse } from '../../main/http/port.ts';
import type { ProbingTransport } from '../../main/http/probe.ts';
import { createSystemClock } from '../../main/ports/system-time.ts';
import { isAppError } from '../../shared/errors/app-error.ts';
import { startConnectProxy, type ConnectProxy, type ConnectProxyOptions } from '../support/connect-proxy.ts';
import type { TestCa } from '../support/test-ca.ts';

/** One thing that the transport must do in a real Electron. Throws if it does not. */
export interface NetCase {
  readonly name: string;
  run(bench: NetBench): Promise<void>;
}

/** What a case may use; everything it starts is closed after it. */
export interface NetBench {
  readonly ca: TestCa;
  transport(options?: Partial<NetTransportOptions>): ProbingTransport;
  /** The app's own network, whose way can be changed; one for all cases, since its sessions have names of their own. */
  ways(): ConfigurableTransport;
  serve(listener: RequestListener, tls?: { readonly cert: string; readonly key: string }): Promise<number>;
  proxy(options: ConnectProxyOptions): Promise<ConnectProxy>;
}

export const system = 'https://tenant.example.test/ccx';

export interface BenchParts {
  readonly ca: TestCa;
  readonly opened: (() => Promise<unknown>)[];
  /** A session keeps what it was told, so each case has its own. */
  readonly partition: string;
}

/** A bench over the parts of Electron. */
export function createBench(parts: NetParts, { ca, opened, partition }: BenchParts): NetBench {
  let made = 0;
  return {
    ca,
    transport(options = {}) {
      made += 1;
      const name = `${partition}-${String(made)}`;
      const transport = createNetTransport({ ...parts, clock: createSystemClock(), partition: name, ...options });
      opened.push(() => transport.close());
      return transport;
    },
    ways() {
      const ways = createNetWays({ ...parts, clock: createSystemClock(), extraCertificates: [ca.certificate] });
      opened.push(() => ways.close());
      return ways;
    },
    async serve(listener, tls) {
      const server: Server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
      const sockets = new Set<{ destroy(): unknown }>();
      server.on('connection', (socket) => sockets.add(socket));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      opened.push(() => {
        for (const socket of sockets) socket.destroy();
        return new Promise((resolve) => server.close(resolve));
      });
      return (server.address() as AddressInfo).port;
    },
    async proxy(options) {
      const proxy = await startConnectProxy(options);
      opened.push(() => proxy.close());
      return proxy;
    },
  };
}

/** What is said of a failed case. */
export function describe(error: unknown): string {
  if (isAppError(error)) return `${error.code} ${JSON.stringify(error.details)}`;
  return error instanceof Error ? error.message : String(error);
}

/** The whole body as text. */
export async function text(answer: TransportResponse): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of answer.body) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

/** Throws unless both are the same as JSON. */
export function expectSame(seen: unknown, wanted: unknown): void {
  const [left, right] = [JSON.stringify(seen), JSON.stringify(wanted)];
  if (left !== right) throw new Error(`saw ${left}, wanted ${right}`);
}

/** The details of the error with which something must end. */
export async function expectError(work: Promise<unknown>, code: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    await work;
  } catch (error) {
    if (isAppError(error) && error.code === code) return error.details;
    throw new Error(`wanted ${code}, saw ${describe(error)}`, { cause: error });
  }
  throw new Error(`wanted ${code}, but it went well`);
}
