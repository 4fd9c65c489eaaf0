import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

export interface ConnectProxy {
  readonly url: string;
  readonly name: string;
  /** `host:port` of each CONNECT, in order, with the credentials it carried. */
  readonly asked: readonly { readonly target: string; readonly authorization: string | undefined }[];
  close(): Promise<void>;
}

export interface ConnectProxyOptions {
  /** Where each tunnel really ends, whatever host was asked for: a port on loopback. */
  readonly endsAt: number;
  /** User name and password that are wanted; without it anybody may. */
  readonly basic?: string;
  /** Values of Proxy-Authenticate with which everybody is refused. */
  readonly onlyOffers?: readonly string[];
  /** Refuses every tunnel with this status. */
  readonly refusesWith?: number;
  /** Takes the CONNECT and never answers. */
  readonly silent?: boolean;
}

/** A plain CONNECT proxy on loopback. */
export async function startConnectProxy(options: ConnectProxyOptions): Promise<ConnectProxy> {
  const asked: { target: string; authorization: string | undefined }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer();
  server.on('connection', (socket) => sockets.add(socket.on('error', () => undefined)));
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    asked.push({ target: request.url ?? '', authorization: request.headers['proxy-authorization'] });
    client.on('error', () => undefined);
    if (options.silent === true) return;
    const refusal = refusalOf(request, options);
    if (refusal !== null) {
      client.end(refusal);
      return;
    }
    const upstream = connect({ host: '127.0.0.1', port: options.endsAt }, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    sockets.add(upstream.on('error', () => client.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    name: `127.0.0.1:${String(port)}`,
    asked,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function refusalOf(request: IncomingMessage, options: ConnectProxyOptions): string | null {
  const answer = (status: number, headers: readonly string[]): string =>
    [`HTTP/1.1 ${String(status)} No`, ...headers, 'Content-Length: 0', 'Connection: close', '', ''].join('\r\n');
  if (options.refusesWith !== undefined) return answer(options.refusesWith, []);
  if (options.onlyOffers !== undefined)
    return answer(
      407,
      options.onlyOffers.map((offer) => `Proxy-Authenticate: ${offer}`),
    );
  if (options.basic === undefined) return null;
  const wanted = `Basic ${Buffer.from(options.basic).toString('base64')}`;
  if (request.headers['proxy-authorization'] === wanted) return null;
  return answer(407, ['Proxy-Authenticate: Negotiate', 'Proxy-Authenticate: Basic realm="corp"']);
}
