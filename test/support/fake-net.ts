import { EventEmitter } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { PassThrough, type Readable } from 'node:stream';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { constants, createGunzip } from 'node:zlib';
import type {
  AuthInfo,
  ClientRequest,
  ClientRequestConstructorOptions,
  ProxyConfig,
  Request as VerifyRequest,
} from 'electron';
import type { NetParts, NetSession } from '../../main/desktop/net-parts.ts';
import { certificateErrors, nameOf, ownVerdict, toCertificate } from './fake-net-facts.ts';

/**
 * Electron's `net` and `session` as Chromium behaves behind them, over real sockets: its error names, its proxy sign-in, its
 * verify procs, its decoded bodies, its held-back reading. What it does was seen in Electron 22.3.25.
 */
export interface FakeNetOptions {
  /** PEM of CAs in the system's store. */
  readonly systemCas?: readonly string[];
  /** The system's proxy, `host:port`; null for none. */
  readonly systemProxy?: string | null;
  /** Where names lead; others are not known. */
  readonly hosts?: Readonly<Record<string, number>>;
}

export interface FakeNet extends NetParts {
  readonly sessions: ReadonlyMap<string, FakeSession>;
}

type VerifyProc = Parameters<NetSession['setCertificateVerifyProc']>[0];

export class FakeSession implements NetSession {
  config: ProxyConfig = { mode: 'system' };
  verifyProc: VerifyProc = null;
  /** How often its connections were closed. */
  closed = 0;
  readonly options: FakeNetOptions;

  constructor(options: FakeNetOptions) {
    this.options = options;
  }

  setProxy(config: ProxyConfig): Promise<void> {
    this.config = config;
    return Promise.resolve();
  }

  resolveProxy(url: string): Promise<string> {
    const proxy = this.proxyFor(new URL(url));
    return Promise.resolve(proxy === null ? 'DIRECT' : `PROXY ${proxy}`);
  }

  resolveHost: NonNullable<NetSession['resolveHost']> = (host) =>
    this.options.hosts?.[host] === undefined
      ? Promise.reject(new Error('net::ERR_NAME_NOT_RESOLVED'))
      : Promise.resolve({ endpoints: [{ address: '127.0.0.1', family: 'ipv4' }] });

  setCertificateVerifyProc(proc: VerifyProc): void {
    this.verifyProc = proc;
  }

  forceReloadProxyConfig(): Promise<void> {
    return Promise.resolve();
  }

  setSpellCheckerLanguages(): void {
    // Nobody writes in this session.
  }

  closeAllConnections(): Promise<void> {
    this.closed += 1;
    return Promise.resolve();
  }

  proxyFor(url: URL): string | null {
    const { mode, proxyRules = '', proxyBypassRules = '' } = this.config;
    if (mode === 'direct' || url.hostname === '127.0.0.1') return null;
    if (mode === 'system' || mode === 'pac_script') return this.options.systemProxy ?? null;
    const isBypassed = proxyBypassRules
      .split(';')
      .some((rule) => rule === url.hostname || (rule.startsWith('*.') && url.hostname.endsWith(rule.slice(1))));
    return isBypassed ? null : proxyRules.replace(/^\w+:\/\//, '');
  }
}

export function createFakeNet(options: FakeNetOptions = {}): FakeNet {
  const sessions = new Map<string, FakeSession>();
  return {
    sessions,
    net: { request: (wanted) => new FakeRequest(wanted) as unknown as ClientRequest },
    session: {
      fromPartition(partition) {
        const session = sessions.get(partition) ?? new FakeSession(options);
        sessions.set(partition, session);
        return session;
      },
    },
  };
}

const forbidden = /^(content-length|host|trailer|te|upgrade|cookie2|keep-alive|transfer-encoding)$/i;

class FakeRequest extends EventEmitter {
  readonly #wanted: ClientRequestConstructorOptions;
  readonly #session: FakeSession;
  #socket: Socket | null = null;
  #body: Readable | null = null;
  #isOver = false;

  constructor(wanted: ClientRequestConstructorOptions | string) {
    super();
    if (typeof wanted === 'string') throw new TypeError('a request of ours has options');
    const session: unknown = wanted.session;
    if (!(session instanceof FakeSession)) throw new TypeError('`session` should be an instance of Session');
    this.#wanted = wanted;
    this.#session = session;
    for (const [name, value] of Object.entries(wanted.headers ?? {})) {
      if (/[^\t\x20-\x7e\x80-\xff]/.test(String(value)))
        throw new Error(`Invalid value for header '${name}': '${String(value)}'`);
    }
  }

  end(body?: string | Buffer): this {
    // The writing side is done with the last byte, which Electron reports as `close` before anything was answered.
    process.nextTick(() => this.emit('close'));
    this.#run(body).catch((error: unknown) => {
      this.#fail(error instanceof Error ? error.message : 'net::ERR_FAILED');
    });
    return this;
  }

  getUploadProgress(): { started: boolean } {
    return { started: false };
  }

  abort(): void {
    if (!this.#isOver) process.nextTick(() => this.emit('abort'));
    this.#isOver = true;
    this.#socket?.destroy();
    this.#body?.destroy();
  }

  #fail(message: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#socket?.destroy();
    const error = new Error(message);
    this.#body?.destroy(error);
    this.emit('error', error);
  }

  async #run(body: string | Buffer | undefined): Promise<void> {
    const url = new URL(String(this.#wanted.url));
    if (Object.keys(this.#wanted.headers ?? {}).some((name) => forbidden.test(name))) {
      throw new Error('net::ERR_INVALID_ARGUMENT');
    }
    const base = await this.#connect(url);
    if (base === null) return;
    const socket = url.protocol === 'https:' ? await this.#secure(base, url) : base;
    this.#socket = socket;
    const sent = httpRequest({
      host: url.hostname,
      path: `${url.pathname}${url.search}`,
      method: this.#wanted.method ?? 'GET',
      headers: { host: url.host, 'accept-encoding': 'gzip, deflate', ...this.#wanted.headers },
      createConnection: () => socket,
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      this.#fail(nameOf(error));
    });
    sent.on('response', (message) => {
      this.#answer(message);
    });
    sent.end(body);
  }

  /** A socket to the host, through the proxy if there is one; null if the answer was a 407 that nobody could satisfy. */
  async #connect(url: URL): Promise<Socket | null> {
    const proxy = this.#session.proxyFor(url);
    if (proxy === null) {
      const port = Number(url.port === '' ? 443 : url.port);
      const known = this.#session.options.hosts?.[url.hostname];
      if (isIP(url.hostname) === 0 && known === undefined) throw new Error('net::ERR_NAME_NOT_RESOLVED');
      return this.#dial(known ?? port, 'net::ERR_CONNECTION_REFUSED');
    }
    let credentials: string | null = null;
    for (;;) {
      const [socket, status, schemes] = await this.#tunnel(url, proxy, credentials);
      if (status === 200) return socket;
      socket.destroy();
      if (status !== 407) throw new Error('net::ERR_TUNNEL_CONNECTION_FAILED');
      const scheme = schemes.find((offered) => offered === 'ntlm' || offered === 'basic');
      if (scheme === undefined) throw new Error('net::ERR_PROXY_AUTH_UNSUPPORTED');
      credentials = await this.#login({ proxy, scheme });
      if (credentials !== null) continue;
      this.#unanswered();
      return null;
    }
  }

  async #tunnel(url: URL, proxy: string, credentials: string | null): Promise<[Socket, number, string[]]> {
    const socket = await this.#dial(Number(proxy.split(':')[1]), 'net::ERR_PROXY_CONNECTION_FAILED');
    const target = `${url.hostname}:${url.port === '' ? '443' : url.port}`;
    const sign = credentials === null ? '' : `Proxy-Authorization: Basic ${credentials}\r\n`;
    socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${sign}\r\n`);
    const head = await new Promise<string>((resolve, reject) => {
      socket.once('data', (data) => {
        resolve(data.toString('latin1'));
      });
      socket.once('close', () => {
        reject(new Error('net::ERR_EMPTY_RESPONSE'));
      });
    });
    const offers = [...head.matchAll(/^proxy-authenticate:\s*(\w+)/gim)].map((match) => (match[1] ?? '').toLowerCase());
    return [socket, Number(/^HTTP\/1\.\d (\d+)/.exec(head)?.[1] ?? 0), offers];
  }

  #login({ proxy, scheme }: { proxy: string; scheme: string }): Promise<string | null> {
    const [host = '', port = ''] = proxy.split(':');
    const info: AuthInfo = { isProxy: true, scheme, host, port: Number(port), realm: 'corp' };
    return new Promise((resolve) => {
      const handled = this.emit('login', info, (username?: string, password?: string) => {
        resolve(username === undefined ? null : Buffer.from(`${username}:${password ?? ''}`).toString('base64'));
      });
      if (!handled) resolve(null);
    });
  }

  /** A 407 without its body, which Chromium keeps to itself. */
  #unanswered(): void {
    this.#emitResponse({ status: 407, headers: {}, body: new PassThrough() });
    setImmediate(() => {
      this.#fail('net::ERR_TUNNEL_CONNECTION_FAILED');
    });
  }

  #dial(port: number, refused: string): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = connectTcp({ host: '127.0.0.1', port }, () => {
        resolve(socket);
      });
      this.#socket = socket;
      socket.once('error', (error: NodeJS.ErrnoException) => {
        reject(new Error(error.code === 'ECONNREFUSED' ? refused : nameOf(error)));
      });
      socket.on('error', () => undefined);
    });
  }

  async #secure(base: Socket, url: URL): Promise<TLSSocket> {
    const socket = connectTls({
      socket: base,
      host: url.hostname,
      ...(isIP(url.hostname) === 0 ? { servername: url.hostname } : {}),
      ca: [...(this.#session.options.systemCas ?? [])],
      rejectUnauthorized: false,
    });
    socket.on('error', () => undefined);
    await new Promise<void>((resolve, reject) => {
      socket.once('secureConnect', resolve);
      socket.once('error', () => {
        reject(new Error('net::ERR_SSL_PROTOCOL_ERROR'));
      });
      socket.once('close', () => {
        reject(new Error('net::ERR_CONNECTION_CLOSED'));
      });
    });
    const own = ownVerdict(socket);
    const verdict = await this.#askVerifyProc(socket, url, own);
    if (verdict !== 0) throw new Error(certificateErrors[verdict] ?? 'net::ERR_CERT_INVALID');
    return socket;
  }

  #askVerifyProc(socket: TLSSocket, url: URL, own: number): Promise<number> {
    const proc = this.#session.verifyProc;
    if (proc === null) return Promise.resolve(own);
    const certificate = toCertificate(socket.getPeerCertificate(true));
    const request: VerifyRequest = {
      hostname: url.hostname,
      certificate,
      validatedCertificate: certificate,
      isIssuedByKnownRoot: false,
      verificationResult: own === 0 ? 'net::OK' : (certificateErrors[own] ?? ''),
      errorCode: own,
    };
    return new Promise((resolve) => {
      proc(request, (answer) => {
        resolve(answer === -3 ? own : answer);
      });
    });
  }

  #answer(message: IncomingMessage): void {
    const status = message.statusCode ?? 0;
    const isRedirect = [301, 302, 303, 307, 308].includes(status) && message.headers.location !== undefined;
    if (isRedirect && this.#wanted.redirect === 'manual') {
      this.emit('redirect', status, 'GET', message.headers.location, message.headersDistinct);
      this.#fail('Redirect was cancelled');
      return;
    }
    const isGzip = message.headers['content-encoding'] === 'gzip' && this.#wanted.method !== 'HEAD';
    const body = new PassThrough();
    message.once('error', () => {
      const isChunked = message.headers['transfer-encoding'] !== undefined;
      this.#fail(isChunked ? 'net::ERR_INCOMPLETE_CHUNKED_ENCODING' : 'net::ERR_CONTENT_LENGTH_MISMATCH');
    });
    if (isGzip) {
      // Chromium takes a compressed body that ends early for a whole one.
      const decoder = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
      decoder.once('error', () => {
        this.#fail('net::ERR_CONTENT_DECODING_FAILED');
      });
      message.pipe(decoder).pipe(body);
    } else {
      message.pipe(body);
    }
    this.#emitResponse({ status, headers: message.headersDistinct, body });
  }

  #emitResponse(answer: { status: number; headers: NodeJS.Dict<string[]>; body: Readable }): void {
    if (this.#isOver) return;
    this.#body = answer.body;
    const headers = Object.fromEntries(
      Object.entries(answer.headers).map(([name, values = []]) => [
        name,
        name === 'set-cookie' ? values : values.join(', '),
      ]),
    );
    this.emit('response', Object.assign(answer.body, { statusCode: answer.status, headers }));
  }
}
